package org.isthmus.model.robots;

import java.util.function.Predicate;

import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;

/// Contact settings under which what is grasped stays where it was grasped. All pads of the templates have them.
///
/// Soft contacts let what they hold creep: a force along the contact needs a slip speed that balances it. Stiff contacts with stiff friction
/// creep less; docs/physics.md, "How to choose step, solver and contact settings", says how much. Pads decide alone (`priority`),
/// otherwise softness would be the mean of theirs and the object's. Steps should be 2 ms or less, for a contact's time constant is at
/// least two steps.
public final class GraspSettings {
    /// Friction is so much stiffer than the normal direction.
    private static final double IMPEDANCE_RATIO = 10;
    /// s
    private static final double TIME_CONSTANT = 0.004;
    private static final double DAMPING_RATIO = 1;
    /// Contacts also resist turning about their normal.
    private static final int CONDIM = 4;
    private static final int PRIORITY = 1;

    private GraspSettings() {}

    /// Makes a geom a pad; its friction stays.
    public static void applyTo(Geom pad) {
        pad.condim = Math.max(CONDIM, pad.condim);
        pad.priority = Math.max(PRIORITY, pad.priority);
        pad.solref[0] = TIME_CONSTANT;
        pad.solref[1] = DAMPING_RATIO;
    }

    /// What all contacts of a world share: elliptic cones, and friction stiffer than the normal direction. A robot that is attached to a scene
    /// does not bring it along.
    public static void applyTo(PhysicsOptions options) {
        options.cone = FrictionCone.ELLIPTIC;
        options.impratio = Math.max(IMPEDANCE_RATIO, options.impratio);
    }

    /// Both, for a robot that was read from a file, such as `applyTo(scene, geom -> geom.name != null && geom.name.endsWith("_pad"))`.
    public static void applyTo(Scene scene, Predicate<Geom> isPad) {
        applyTo(scene.physics);
        scene.world.forEach(body -> body.geoms.stream().filter(isPad).forEach(GraspSettings::applyTo));
    }
}
