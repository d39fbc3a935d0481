package org.isthmus.model.scene;

/// Sizes of a compiled model beyond what the scene's elements need (MJCF `size`).
public final class SizeOptions {
    public static final Schema<SizeOptions> SCHEMA = schema();

    /// Count of numbers in the state that are free for the user.
    public int userData;
    /// Least count of keyframes; those that the scene lacks hold the default state.
    public int keyframes;
    /// Count of user numbers of each body, joint, …, filled up with zeros; −1: as many as the longest list.
    public int userOfBody = -1;
    public int userOfJoint = -1;
    public int userOfGeom = -1;
    public int userOfSite = -1;
    public int userOfCamera = -1;
    public int userOfTendon = -1;
    public int userOfActuator = -1;
    public int userOfSensor = -1;

    public SizeOptions() {}

    private static Schema<SizeOptions> schema() {
        return Schema.of("size", SizeOptions::new)
                .integer("nuserdata", s -> s.userData, (s, v) -> s.userData = v)
                .integer("nkey", s -> s.keyframes, (s, v) -> s.keyframes = v)
                .integer("nuser_body", s -> s.userOfBody, (s, v) -> s.userOfBody = v)
                .integer("nuser_jnt", s -> s.userOfJoint, (s, v) -> s.userOfJoint = v)
                .integer("nuser_geom", s -> s.userOfGeom, (s, v) -> s.userOfGeom = v)
                .integer("nuser_site", s -> s.userOfSite, (s, v) -> s.userOfSite = v)
                .integer("nuser_cam", s -> s.userOfCamera, (s, v) -> s.userOfCamera = v)
                .integer("nuser_tendon", s -> s.userOfTendon, (s, v) -> s.userOfTendon = v)
                .integer("nuser_actuator", s -> s.userOfActuator, (s, v) -> s.userOfActuator = v)
                .integer("nuser_sensor", s -> s.userOfSensor, (s, v) -> s.userOfSensor = v);
    }
}
