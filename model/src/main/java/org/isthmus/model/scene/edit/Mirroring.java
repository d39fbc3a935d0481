package org.isthmus.model.scene.edit;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.Transmission;

/// Mirrors a scene: a right hand becomes a left hand.
///
/// With `S` the reflection, every pose `(p, R)` of a frame in its parent's frame becomes `(S p, S R S)`; so each frame stays
/// right-handed, and all that a frame holds is reflected by the same `S` in that frame. Inertias become `S I S`, meshes get a
/// negative scale.
///
/// The axis `u` of a slide becomes `S u`, that of a hinge `−S u`: at the same joint positions the mirrored scene stands as the
/// mirror image does. So ranges, springs, couplings, gains, controls and keyframes of scalar joints stay as they are. Actuators
/// and sensors at sites act in the mirrored frames: across XY a site's z axis comes to point away from its mirror image.
///
/// Physics, with gravity, and names stay as they are.
public final class Mirroring {
    /// The plane through the origin across which a scene is mirrored.
    public enum Plane {
        /// Front and back change places where x is forward.
        YZ,
        /// Left and right change places where x is forward and z up.
        XZ,
        /// Above and below change places where z is up.
        XY
    }

    /// Half a turn about x: turns a plane's normal around.
    private static final Quat HALF_TURN = new Quat(0, 1, 0, 0);

    private final Plane plane;
    /// The diagonal of `S`.
    private final Vec3 s;
    private final Diagnostics diagnostics;

    private Mirroring(Plane plane, Diagnostics diagnostics) {
        this.plane = plane;
        this.s = switch (plane) {
            case YZ -> new Vec3(-1, 1, 1);
            case XZ -> new Vec3(1, -1, 1);
            case XY -> new Vec3(1, 1, -1);
        };
        this.diagnostics = diagnostics;
    }

    /// Mirrors `scene` across a plane through its origin. Mirrored twice it is as before.
    ///
    /// What has no mirror image (a height field upside down) stays upright, with a warning.
    public static void mirror(Scene scene, Plane plane, Diagnostics diagnostics) {
        new Mirroring(plane, diagnostics).mirror(scene);
    }

    private void mirror(Scene scene) {
        KeyframeParts keys = KeyframeParts.take(scene, diagnostics);
        scene.world.forEach(this::mirror);
        scene.meshes.forEach(this::mirror);
        scene.heightFields.forEach(this::mirror);
        scene.equalities.forEach(this::mirror);
        scene.actuators.forEach(actuator -> mirror(actuator, scene));
        if (scene.statistic.center != null) {
            scene.statistic.center = vector(scene.statistic.center);
        }
        scene.world.forEach(body -> keys.frames.forEach(frame -> mirror(body, frame)));
        keys.put(scene);
    }

    /// `S v`, for points, directions and forces.
    private Vec3 vector(Vec3 v) {
        return new Vec3(times(s.x(), v.x()), times(s.y(), v.y()), times(s.z(), v.z()));
    }

    /// `−S v`, for axes of rotation, angular velocities and torques.
    private Vec3 pseudovector(Vec3 v) {
        return new Vec3(times(-s.x(), v.x()), times(-s.y(), v.y()), times(-s.z(), v.z()));
    }

    /// A product that makes no negative zeros, which would show in files.
    private static double times(double sign, double value) {
        return sign < 0 ? 0.0 - value : value;
    }

    /// `S R S`.
    private Quat rotation(Quat q) {
        Vec3 v = pseudovector(new Vec3(q.x(), q.y(), q.z()));
        return new Quat(q.w(), v.x(), v.y(), v.z());
    }

    private Pose pose(Pose pose) {
        return new Pose(vector(pose.position()), rotation(pose.rotation()));
    }

    private void mirror(Body body) {
        body.setPose(pose(body.pose()));
        if (body.inertial != null) {
            Inertial i = body.inertial;
            body.inertial = new Inertial(vector(i.pos()), rotation(i.quat()), i.mass(), inertia(i.inertia()));
        }
        body.joints.forEach(this::mirror);
        body.geoms.forEach(this::mirror);
        body.sites.forEach(this::mirror);
        body.cameras.forEach(this::mirror);
        body.lights.forEach(this::mirror);
    }

    private Sym3 inertia(Sym3 i) {
        return new Sym3(i.xx(), i.yy(), i.zz(), times(s.x() * s.y(), i.xy()), times(s.x() * s.z(), i.xz()),
                times(s.y() * s.z(), i.yz()));
    }

    private void mirror(Joint joint) {
        joint.pos = vector(joint.pos);
        joint.axis = joint.type == JointType.SLIDE ? vector(joint.axis) : pseudovector(joint.axis);
    }

    private void mirror(Geom geom) {
        geom.setPose(pose(geom.pose()));
        mirrorEnds(geom.fromTo);
        Vec3 linear = vector(Vec3.of(geom.surfaceVelocity, 0));
        Vec3 angular = pseudovector(Vec3.of(geom.surfaceVelocity, 3));
        linear.into(geom.surfaceVelocity, 0);
        angular.into(geom.surfaceVelocity, 3);
        if (plane == Plane.XY && geom.type == GeomType.PLANE) {
            geom.quat = geom.quat.times(HALF_TURN);
        }
    }

    private void mirror(Site site) {
        site.setPose(pose(site.pose()));
        mirrorEnds(site.fromTo);
    }

    /// A frame's z axis goes from the first end to the second; across XY that direction changes sign in the frame.
    private void mirrorEnds(double[] ends) {
        Vec3 from = vector(Vec3.of(ends, 0));
        Vec3 to = vector(Vec3.of(ends, 3));
        boolean swap = plane == Plane.XY;
        from.into(ends, swap ? 3 : 0);
        to.into(ends, swap ? 0 : 3);
    }

    /// Looks where the mirror image looks, with up where that has up; left and right of the image change places: the rotation
    /// is `S R diag(−1, 1, 1)`.
    private void mirror(Camera camera) {
        camera.pos = vector(camera.pos);
        Quat q = rotation(camera.quat);
        // S R S · (S diag(−1, 1, 1)), whose last factor is none, or half a turn about z or y
        camera.quat = switch (plane) {
            case YZ -> q;
            case XZ -> q.times(new Quat(0, 0, 0, 1));
            case XY -> q.times(new Quat(0, 0, 1, 0));
        };
        camera.principalLength[0] = 0.0 - camera.principalLength[0];
        camera.principalPixel[0] = 0.0 - camera.principalPixel[0];
    }

    private void mirror(Light light) {
        light.pos = vector(light.pos);
        light.dir = vector(light.dir);
    }

    /// The scale comes after the reference pose.
    private void mirror(MeshAsset mesh) {
        vector(Vec3.of(mesh.scale, 0)).into(mesh.scale, 0);
    }

    private void mirror(HeightField field) {
        if (plane == Plane.XY) {
            diagnostics.warning(field.source, "height field " + field.label() + " cannot be mirrored upside down",
                    "", "it stays upright");
            return;
        }
        if (field.elevation.length != field.rows * field.columns) {
            return;
        }
        double[] old = field.elevation.clone();
        for (int r = 0; r < field.rows; r++) {
            for (int c = 0; c < field.columns; c++) {
                int row = plane == Plane.XZ ? field.rows - 1 - r : r;
                int column = plane == Plane.YZ ? field.columns - 1 - c : c;
                field.elevation[r * field.columns + c] = old[row * field.columns + column];
            }
        }
    }

    private void mirror(Equality equality) {
        equality.anchor = equality.anchor == null ? null : vector(equality.anchor);
        WorldEnds.setRelativePose(equality, pose(WorldEnds.relativePose(equality)));
    }

    private void mirror(Actuator actuator, Scene scene) {
        boolean atSite = actuator.transmission == Transmission.SITE;
        boolean atJoint = actuator.transmission == Transmission.JOINT
                || actuator.transmission == Transmission.JOINT_IN_PARENT;
        Joint joint = atJoint && actuator.target != null ? scene.joint(actuator.target) : null;
        if (atSite || joint != null && joint.type == JointType.FREE) {
            vector(Vec3.of(actuator.gear, 0)).into(actuator.gear, 0);
            pseudovector(Vec3.of(actuator.gear, 3)).into(actuator.gear, 3);
        } else if (joint != null && joint.type == JointType.BALL) {
            pseudovector(Vec3.of(actuator.gear, 0)).into(actuator.gear, 0);
        }
    }

    private void mirror(Body body, KeyframeParts.Frame frame) {
        for (Joint joint : body.joints) {
            frame.qpos.computeIfPresent(joint, this::position);
            frame.qvel.computeIfPresent(joint, this::velocity);
        }
        frame.mocapPos.computeIfPresent(body, (b, p) -> vector(Vec3.of(p, 0)).toArray());
        frame.mocapQuat.computeIfPresent(body, (b, q) -> rotation(Quat.of(q, 0)).toArray());
    }

    private double[] position(Joint joint, double[] q) {
        return switch (joint.type) {
            case HINGE, SLIDE -> q;
            case BALL -> rotation(Quat.of(q, 0)).toArray();
            case FREE -> {
                double[] mirrored = new double[7];
                vector(Vec3.of(q, 0)).into(mirrored, 0);
                rotation(Quat.of(q, 3)).into(mirrored, 3);
                yield mirrored;
            }
        };
    }

    private double[] velocity(Joint joint, double[] v) {
        return switch (joint.type) {
            case HINGE, SLIDE -> v;
            case BALL -> pseudovector(Vec3.of(v, 0)).toArray();
            case FREE -> {
                double[] mirrored = new double[6];
                vector(Vec3.of(v, 0)).into(mirrored, 0);
                pseudovector(Vec3.of(v, 3)).into(mirrored, 3);
                yield mirrored;
            }
        };
    }
}
