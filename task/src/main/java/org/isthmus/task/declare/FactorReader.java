package org.isthmus.task.declare;

import java.util.List;

import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.LookTargets;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.Target;
import org.isthmus.task.randomize.Targets;

/// Factors of randomization by their words.
///
/// ```yaml
/// - {name: cube, draw: [{uniform: [-0.1, 0.1]}, {uniform: [-0.1, 0.1]}, {uniform: [-3.14, 3.14]}], moves: {place: cube}}
/// ```
final class FactorReader {
    private static final List<String> SAMPLERS = List.of("uniform", "log-uniform", "normal", "choice", "repeat",
            "surface");
    private static final List<String> TARGETS = List.of("nothing", "place", "joints", "speeds", "mark", "push", "mass",
            "friction", "dry-friction", "gains", "damping", "armature", "size", "gravity", "light", "background",
            "surface", "shown",
            "camera-position", "camera-orientation", "camera-focus");

    private final Names names;

    FactorReader(Names names) {
        this.names = names;
    }

    Factor read(YamlNode node) {
        node.allow("name", "class", "draw", "changes", "every");
        Sampler sampler = sampler(node.get("draw"));
        Target target = target(node.get("changes"));
        String kind = node.text("class", "SA");
        if (!kind.equals("SA") && !kind.equals("AI")) {
            node.get("class").unknown("class of factors", kind, List.of("SA", "AI"));
            kind = "SA";
        }
        return new Factor(node.text("name"), Factor.Kind.valueOf(kind), sampler, target,
                Math.max(0, node.number("every", 0)));
    }

    private static Sampler sampler(YamlNode node) {
        if (node.isList()) {
            return Sampler.all(node.items().stream().map(FactorReader::sampler).toArray(Sampler[]::new));
        }
        if (node.has("repeat")) {
            node.allow("repeat", "of");
            return Sampler.repeat(node.integer("repeat", 1, 1000), sampler(node.get("of")));
        }
        YamlNode.Phrase phrase = node.phrase();
        try {
            return switch (phrase.word()) {
                case "uniform" -> {
                    double[] bounds = phrase.about().numbers(2);
                    yield Sampler.uniform(bounds[0], bounds[1]);
                }
                case "log-uniform" -> {
                    double[] bounds = phrase.about().numbers(2);
                    yield Sampler.logUniform(bounds[0], bounds[1]);
                }
                case "normal" -> {
                    double[] shape = phrase.about().numbers(2);
                    yield Sampler.normal(shape[0], shape[1]);
                }
                case "choice" -> Sampler.choice((int) Math.clamp(phrase.about().number(), 1, 1e6));
                case "surface" -> LookTargets.anySurface();
                default -> {
                    node.unknown("distribution", phrase.word(), SAMPLERS);
                    yield Sampler.choice(1);
                }
            };
        } catch (IllegalArgumentException e) {
            node.error(String.valueOf(e.getMessage()), "a distribution that can be", "");
            return Sampler.choice(1);
        }
    }

    private Target target(YamlNode node) {
        YamlNode.Phrase phrase = node.phrase();
        YamlNode about = phrase.about();
        return switch (phrase.word()) {
            case "nothing" -> Target.NONE;
            case "place" -> Targets.placed(about.text());
            case "joints" -> Targets.joints(names.joints(about), servos(about));
            case "speeds" -> Targets.speeds(names.joints(about));
            case "mark" -> Targets.mark(about.text());
            case "push" -> Targets.push(about.text());
            case "mass" -> Targets.mass(about.texts());
            case "friction" -> Targets.friction(about.texts());
            case "dry-friction" -> Targets.dryFriction(names.joints(about));
            case "gains" -> Targets.gains(names.actuators(about));
            case "damping" -> Targets.damping();
            case "armature" -> Targets.armature();
            case "size" -> Targets.size(about.texts());
            case "gravity" -> Targets.gravity();
            case "light" -> LookTargets.light();
            case "background" -> LookTargets.background();
            case "surface" -> LookTargets.surface(about.texts());
            case "shown" -> LookTargets.shown(about.texts());
            case "camera-position" -> LookTargets.cameraPosition(about.text());
            case "camera-orientation" -> LookTargets.cameraOrientation(about.text());
            case "camera-focus" -> LookTargets.cameraFocus(about.text());
            default -> {
                node.unknown("target", phrase.word(), TARGETS);
                yield Target.NONE;
            }
        };
    }

    /// Servos that are moved along with joints: those of the arm, where that is meant.
    private List<String> servos(YamlNode joints) {
        return names.station() != null && joints.texts().equals(List.of("arm")) ? names.actuators(joints) : List.of();
    }
}
