package org.isthmus.model.scene.edit;

import java.util.ArrayList;
import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.AlignFree;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.InertiaFromGeom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Limited;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;

/// Keeps the meaning of a scene that will be compiled under the options of another one.
///
/// What an option says for a single element is written into that element. Options that cannot be written so are told, and the
/// other scene's hold.
final class OptionMerge {
    private OptionMerge() {}

    /// Prepares `part` for life under the options of `scene`.
    static void adapt(Scene part, Scene scene, Diagnostics diagnostics) {
        CompilerOptions from = part.compiler;
        CompilerOptions to = scene.compiler;
        if (from.autolimits != to.autolimits) {
            decideLimits(part, from.autolimits);
            from.autolimits = to.autolimits;
        }
        if (from.alignfree != to.alignfree) {
            decideAlignment(part, from.alignfree);
            from.alignfree = to.alignfree;
        }
        if (from.inertiaFromGeom == InertiaFromGeom.TRUE && to.inertiaFromGeom == InertiaFromGeom.AUTO) {
            part.world.forEach(body -> body.inertial = null);
            from.inertiaFromGeom = to.inertiaFromGeom;
        }
        report("compiler", differences(CompilerOptions.SCHEMA.attributes(), from, to, to), part, scene, diagnostics);
        PhysicsOptions usual = new PhysicsOptions();
        List<String> physics = differences(PhysicsOptions.SCHEMA.attributes(), part.physics, scene.physics, usual);
        for (PhysicsOptions.Flag flag : PhysicsOptions.Flag.values()) {
            if (part.physics.switched.contains(flag) && !scene.physics.switched.contains(flag)) {
                physics.add(flag.name() + " " + (part.physics.isOn(flag) ? "on (not off)" : "off (not on)"));
            }
        }
        report("physics", physics, part, scene, diagnostics);
    }

    /// Where `from` differs from `to` and from what is usual.
    private static <E> List<String> differences(Iterable<Attribute<E>> attributes, E from, E to, E usual) {
        List<String> differences = new ArrayList<>();
        for (Attribute<E> attribute : attributes) {
            if (!attribute.same(from, to) && !attribute.same(from, usual)) {
                differences.add(
                        attribute.name() + " " + attribute.format(from) + " (not " + attribute.format(to) + ")");
            }
        }
        return differences;
    }

    private static void report(String kind, List<String> differences, Scene part, Scene scene,
            Diagnostics diagnostics) {
        if (!differences.isEmpty()) {
            diagnostics.warning(SourceLocation.UNKNOWN,
                    "'" + part.name + "' was made for other " + kind + " options than '" + scene.name + "': "
                            + String.join(", ", differences),
                    "", "those of '" + scene.name + "' hold; set them there if the attached part needs them");
        }
    }

    private static void decideLimits(Scene part, boolean autolimits) {
        part.world.forEach(body -> body.joints.forEach(joint -> decideLimits(joint, autolimits)));
        for (Tendon t : part.tendons) {
            t.limited = decided(t.limited, t.range, autolimits);
            t.actuatorForceLimited = decided(t.actuatorForceLimited, t.actuatorForceRange, autolimits);
        }
        for (Actuator a : part.actuators) {
            // a range that follows the joint's is known only when the scene is compiled
            a.controlLimited = a.inheritRange != 0 ? a.controlLimited
                    : decided(a.controlLimited, a.controlRange, autolimits);
            a.forceLimited = decided(a.forceLimited, a.forceRange, autolimits);
            a.activationLimited = decided(a.activationLimited, a.activationRange, autolimits);
        }
    }

    private static void decideLimits(Joint joint, boolean autolimits) {
        joint.limited = decided(joint.limited, joint.range, autolimits);
        joint.actuatorForceLimited = decided(joint.actuatorForceLimited, joint.actuatorForceRange, autolimits);
    }

    private static Limited decided(Limited limited, double[] range, boolean autolimits) {
        if (limited != Limited.AUTO) {
            return limited;
        }
        return autolimits && range[0] != range[1] ? Limited.TRUE : Limited.FALSE;
    }

    private static void decideAlignment(Scene part, boolean alignfree) {
        part.world.forEach(body -> body.joints.forEach(joint -> {
            if (joint.align == AlignFree.AUTO) {
                joint.align = alignfree ? AlignFree.TRUE : AlignFree.FALSE;
            }
        }));
    }
}
