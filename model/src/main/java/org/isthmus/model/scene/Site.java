package org.isthmus.model.scene;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.jspecify.annotations.Nullable;

/// A massless frame of interest on a body: for sensors, tendons, actuators and constraints (MJCF `site`).
public final class Site extends Element implements Placed {
    public static final Schema<Site> SCHEMA = schema();

    public @Nullable String defaultClass;
    /// The shape it is drawn as, and the zone of touch sensors.
    public GeomType type = GeomType.SPHERE;
    /// Frame of the site in its body, m.
    public Vec3 pos = Vec3.ZERO;
    public Quat quat = Quat.IDENTITY;
    /// As in [Geom#fromTo]. `NaN`: unset.
    public final double[] fromTo = Geom.nan(6);
    /// As in [Geom#size], m.
    public final double[] size = {0.005, 0.005, 0.005};
    public int group;
    public @Nullable String mesh;
    public @Nullable String material;
    public final double[] rgba = {0.5, 0.5, 0.5, 1};
    public double[] user = {};

    public Site() {}

    private static Schema<Site> schema() {
        return Schema.of("site", Site::new)
                .text("name", s -> s.name, (s, v) -> s.name = v)
                .reference("class", ObjectType.DEFAULT, s -> s.defaultClass, (s, v) -> s.defaultClass = v)
                .choice("type", GeomType.class, s -> s.type, (s, v) -> s.type = v)
                .numbers("size", 1, s -> s.size)
                .reference("mesh", ObjectType.MESH, s -> s.mesh, (s, v) -> s.mesh = v)
                .vector("pos", s -> s.pos, (s, v) -> s.pos = v)
                .quaternion("quat", s -> s.quat, (s, v) -> s.quat = v)
                .numbers("fromto", 6, s -> s.fromTo)
                .integer("group", s -> s.group, (s, v) -> s.group = v)
                .reference("material", ObjectType.MATERIAL, s -> s.material, (s, v) -> s.material = v)
                .numbers("rgba", 4, s -> s.rgba)
                .list("user", s -> s.user, (s, v) -> s.user = v);
    }

    @Override
    public Pose pose() {
        return new Pose(pos, quat);
    }

    @Override
    public void setPose(Pose pose) {
        pos = pose.position();
        quat = pose.rotation();
    }
}
