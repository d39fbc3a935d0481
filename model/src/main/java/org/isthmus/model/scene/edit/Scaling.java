package org.isthmus.model.scene.edit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Projection;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.Statistic;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.VelocityLimits;

/// Makes the same thing at another size.
///
/// The law: lengths are multiplied by `s`; densities and times stay. So masses go by `s³`, inertias by `s⁵`, forces by `s⁴` and
/// torques by `s⁵`; springs, dampers, rotors, gains and limits of force follow, each by its unit. Hinge angles and what commands
/// them stay. Under a gravity scaled by `s` the scaled robot moves exactly as the original does; gravity itself, as all of
/// physics, is left alone.
///
/// A tendon that combines joints counts as a length when a slide is among them, else as an angle.
public final class Scaling {
    private final double s;
    private final Units units;
    /// Names of the meshes whose mass is spread over their surface.
    private final Set<String> shells = new HashSet<>();

    private Scaling(double s, Scene scene) {
        this.s = s;
        this.units = new Units(scene);
        for (MeshAsset mesh : scene.meshes) {
            if (mesh.inertia == InertiaMode.SHELL && mesh.name != null) {
                shells.add(mesh.name);
            }
        }
    }

    /// Scales `scene` about the origin of the world. Scaled by `s` and then by `1/s` it is as before, up to rounding.
    ///
    /// Actuators whose law is neither affine nor a muscle's keep their parameters, with a warning.
    ///
    /// @param s above 0
    /// @throws IllegalArgumentException when `s` is no finite number above 0
    public static void scale(Scene scene, double s, Diagnostics diagnostics) {
        if (!(s > 0) || s == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("scale " + s + ", expected a finite number above 0");
        }
        new Scaling(s, scene).scale(scene, diagnostics);
    }

    private void scale(Scene scene, Diagnostics diagnostics) {
        KeyframeParts keys = KeyframeParts.take(scene, diagnostics);
        ActuatorScaling actuators = new ActuatorScaling(s, units, keys, diagnostics);
        SensorScaling sensors = new SensorScaling(s, units);
        scene.world.forEach(body -> keys.frames.forEach(frame -> scale(body, frame)));
        scene.world.forEach(this::scale);
        scene.tendons.forEach(this::scale);
        scene.equalities.forEach(this::scale);
        scene.actuators.forEach(actuators::scale);
        scene.sensors.forEach(sensors::scale);
        scene.contactPairs.forEach(this::scale);
        scene.meshes.forEach(this::scale);
        scene.heightFields.forEach(field -> times(field.size, s));
        scene.materials.forEach(this::scale);
        scene.defaults.forEach(this::scale);
        scene.customFields.replaceAll(this::scale);
        scale(scene.statistic);
        scale(scene.compiler);
        keys.put(scene);
    }

    static void times(double[] values, double factor) {
        times(values, 0, values.length, factor);
    }

    /// Multiplies the elements from `from` to before `to`.
    static void times(double[] values, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            values[i] *= factor;
        }
    }

    private double volume() {
        return s * s * s;
    }

    /// The factor of a force, by `s⁴`.
    private double force() {
        return s * volume();
    }

    private double inertia() {
        return s * s * volume();
    }

    private void scale(Body body) {
        body.pos = body.pos.times(s);
        Inertial i = body.inertial;
        if (i != null) {
            body.inertial = new Inertial(i.pos().times(s), i.quat(), i.mass() * volume(), i.inertia().times(inertia()));
        }
        body.joints.forEach(this::scale);
        body.geoms.forEach(this::scale);
        body.sites.forEach(this::scale);
        body.cameras.forEach(this::scale);
        body.lights.forEach(this::scale);
    }

    private void scale(Joint joint) {
        Units.Scale unit = Units.scale(Units.isLength(joint), s);
        joint.pos = joint.pos.times(s);
        joint.ref *= unit.position();
        joint.springRef *= unit.position();
        joint.margin *= unit.position();
        joint.solimpLimit[2] *= unit.position();
        times(joint.range, unit.position());
        scalePolynomials(joint.stiffness, joint.damping, unit);
        joint.armature *= unit.forcePer(1);
        joint.frictionLoss *= unit.force();
        times(joint.actuatorForceRange, unit.force());
    }

    /// The linear, quadratic and cubic terms of springs and dampers.
    private static void scalePolynomials(double[] stiffness, double[] damping, Units.Scale unit) {
        for (int i = 0; i < stiffness.length; i++) {
            stiffness[i] *= unit.forcePer(i + 1);
            damping[i] *= unit.forcePer(i + 1);
        }
    }

    private void scale(Geom geom) {
        geom.pos = geom.pos.times(s);
        times(geom.size, s);
        times(geom.fromTo, s);
        times(geom.friction, 1, 3, s);
        geom.solimp[2] *= s;
        geom.margin *= s;
        geom.gap *= s;
        times(geom.surfaceVelocity, 0, 3, s);
        geom.adhesion *= force();
        geom.mass *= volume();
        if (geom.shellInertia || geom.mesh != null && shells.contains(geom.mesh)) {
            geom.density *= s; // a mass per area, which must give a mass that goes by s³
        }
    }

    private void scale(Site site) {
        site.pos = site.pos.times(s);
        times(site.size, s);
        times(site.fromTo, s);
    }

    /// The focal length and the size of the sensor matter only by their ratio.
    private void scale(Camera camera) {
        camera.pos = camera.pos.times(s);
        camera.ipd *= s;
        if (camera.projection == Projection.ORTHOGRAPHIC) {
            camera.fovy *= s;
        }
    }

    private void scale(Light light) {
        light.pos = light.pos.times(s);
        light.bulbRadius *= s;
        light.range *= s;
        light.attenuation[1] /= s;
        light.attenuation[2] /= s * s;
    }

    private void scale(Tendon tendon) {
        Units.Scale unit = Units.scale(units.isLength(tendon), s);
        if (!tendon.spatial && unit.position() != 1) {
            tendon.path.replaceAll(this::scale);
        }
        times(tendon.range, unit.position());
        tendon.margin *= unit.position();
        tendon.solimpLimit[2] *= unit.position();
        for (int i = 0; i < tendon.springLength.length; i++) {
            // −1 stands for the length in the reference configuration
            tendon.springLength[i] *= tendon.springLength[i] == -1 ? 1 : unit.position();
        }
        scalePolynomials(tendon.stiffness, tendon.damping, unit);
        tendon.armature *= unit.forcePer(1);
        tendon.frictionLoss *= unit.force();
        times(tendon.actuatorForceRange, unit.force());
        tendon.width *= s;
    }

    /// Among slides, the coefficient of a hinge is a length per angle.
    private Tendon.Wrap scale(Tendon.Wrap wrap) {
        return wrap instanceof Tendon.Wrap.OfJoint(var joint, var coefficient) && !units.isLengthJoint(joint)
                ? new Tendon.Wrap.OfJoint(joint, coefficient * s)
                : wrap;
    }

    private void scale(Equality e) {
        if (e.type == EqualityType.CONNECT || e.type == EqualityType.WELD) {
            e.anchor = e.anchor == null ? null : e.anchor.times(s);
            times(e.relativePose, 0, WorldEnds.hasRelativePose(e) ? 3 : 0, s);
            e.torqueScale *= s;
            e.solimp[2] *= s;
            return;
        }
        boolean joints = e.type == EqualityType.JOINT;
        double y = Units.scale(joints ? units.isLengthJoint(e.first) : units.isLengthTendon(e.first), s).position();
        double x = Units.scale(joints ? units.isLengthJoint(e.second) : units.isLengthTendon(e.second), s).position();
        double factor = y;
        for (int k = 0; k < e.polycoef.length; k++) {
            e.polycoef[k] *= factor;
            factor /= x;
        }
        e.solimp[2] *= y;
    }

    private void scale(ContactPair pair) {
        times(pair.friction, 2, 5, s);
        pair.solimp[2] *= s;
        pair.margin *= s;
        pair.gap *= s;
        pair.adhesion *= force();
    }

    /// The scale comes after the reference pose.
    private void scale(MeshAsset mesh) {
        times(mesh.scale, s);
    }

    /// Where a texture repeats by length, it repeats with the same number on the same thing.
    private void scale(Material material) {
        if (material.textureUniform) {
            times(material.textureRepeat, 1 / s);
        }
    }

    /// So that scaled elements still differ little from their classes. Actuators and tendons have no unit by themselves.
    private void scale(DefaultClass c) {
        scale(c.geom);
        scale(c.joint);
        scale(c.site);
        scale(c.camera);
        scale(c.light);
        scale(c.mesh);
        scale(c.material);
        scale(c.pair);
    }

    /// Limits of velocity are kept in a tuple; what other custom fields mean is not known.
    private CustomField scale(CustomField field) {
        if (!(field instanceof CustomField.Tuple tuple && tuple.name().endsWith(VelocityLimits.FIELD))) {
            return field;
        }
        List<CustomField.Entry> entries = new ArrayList<>();
        for (CustomField.Entry e : tuple.entries()) {
            boolean length = e.type() == ObjectType.JOINT && units.isLengthJoint(e.object());
            entries.add(new CustomField.Entry(e.type(), e.object(), e.parameter() * (length ? s : 1)));
        }
        return new CustomField.Tuple(tuple.name(), List.copyOf(entries), tuple.source());
    }

    private void scale(Statistic statistic) {
        statistic.extent *= s;
        statistic.meanSize *= s;
        statistic.meanMass *= volume();
        statistic.meanInertia *= inertia();
        statistic.center = statistic.center == null ? null : statistic.center.times(s);
    }

    private void scale(CompilerOptions compiler) {
        compiler.boundMass *= volume();
        compiler.boundInertia *= inertia();
        compiler.setTotalMass *= compiler.setTotalMass > 0 ? volume() : 1;
    }

    private void scale(Body body, KeyframeParts.Frame frame) {
        for (Joint joint : body.joints) {
            int lengths = joint.type == JointType.FREE ? 3 : joint.type == JointType.SLIDE ? 1 : 0;
            frame.qpos.computeIfPresent(joint, (j, q) -> scaledFirst(q, lengths));
            frame.qvel.computeIfPresent(joint, (j, v) -> scaledFirst(v, lengths));
        }
        frame.mocapPos.computeIfPresent(body, (b, p) -> Vec3.of(p, 0).times(s).toArray());
    }

    private double[] scaledFirst(double[] values, int count) {
        times(values, 0, count, s);
        return values;
    }
}
