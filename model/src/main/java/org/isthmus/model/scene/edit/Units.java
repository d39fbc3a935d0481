package org.isthmus.model.scene.edit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Transmission;
import org.jspecify.annotations.Nullable;

/// Says of joints, tendons and actuators whether they move along a length or an angle.
final class Units {
    private final Map<String, Joint> joints = new LinkedHashMap<>();
    private final Map<String, Tendon> tendons = new LinkedHashMap<>();
    private final Map<String, Actuator> actuators = new LinkedHashMap<>();

    Units(Scene scene) {
        scene.world.forEach(body -> body.joints.forEach(joint -> put(joints, joint.name, joint)));
        scene.tendons.forEach(tendon -> put(tendons, tendon.name, tendon));
        scene.actuators.forEach(actuator -> put(actuators, actuator.name, actuator));
    }

    /// How what belongs to one generalised coordinate scales when lengths scale by `s`, at constant density and time.
    ///
    /// @param position factor of the coordinate itself: `s` of a length, 1 of an angle
    record Scale(double position, double s) {
        /// Force times position is work, which goes by `s⁵`.
        double force() {
            return s * s * s * s * s / position;
        }

        /// Stiffness, damping and inertia: force per position (1), its square (2) …
        double forcePer(int power) {
            double f = force();
            for (int i = 0; i < power; i++) {
                f /= position;
            }
            return f;
        }
    }

    static Scale scale(boolean length, double s) {
        return new Scale(length ? s : 1, s);
    }

    static boolean isLength(Joint joint) {
        return joint.type == JointType.SLIDE || joint.type == JointType.FREE;
    }

    /// Of a fixed tendon: when it combines a slide with anything.
    boolean isLength(Tendon tendon) {
        return tendon.spatial || tendon.path.stream()
                .anyMatch(w -> w instanceof Tendon.Wrap.OfJoint(var joint, var c) && isLengthJoint(joint));
    }

    boolean isLength(Actuator actuator) {
        Transmission t = actuator.transmission;
        return switch (t) {
            case JOINT, JOINT_IN_PARENT -> isLengthJoint(actuator.target) && !onlyTurns(actuator);
            case SITE -> !onlyTurns(actuator);
            case TENDON -> isLengthTendon(actuator.target);
            case SLIDER_CRANK, BODY -> true;
        };
    }

    boolean isLengthJoint(@Nullable String name) {
        Joint joint = name == null ? null : joints.get(name);
        return joint != null && isLength(joint);
    }

    boolean isLengthTendon(@Nullable String name) {
        Tendon tendon = name == null ? null : tendons.get(name);
        return tendon != null && isLength(tendon);
    }

    boolean isLengthActuator(@Nullable String name) {
        Actuator actuator = name == null ? null : actuators.get(name);
        return actuator != null && isLength(actuator);
    }

    /// Whether a gear of six numbers has no part along translations.
    private static boolean onlyTurns(Actuator a) {
        return a.gear[0] == 0 && a.gear[1] == 0 && a.gear[2] == 0;
    }

    private static <E> void put(Map<String, E> map, @Nullable String name, E element) {
        if (name != null) {
            map.put(name, element);
        }
    }
}
