package org.isthmus.task.declare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.model.scene.Scene;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.signal.Signals;

/// Signals by their words: `position: cube`, `joint-velocity: arm`, `goal: goal`, `from: tool` with `to: cube`.
final class SignalReader {
    private static final List<String> WORDS = List.of("position", "orientation", "velocity", "angular-velocity",
            "axes", "sides", "joint-position", "joint-velocity", "actuator-force", "control", "sensor", "goal", "from",
            "last-action", "elapsed");
    /// The word for what a factor has drawn, which only a simulation knows.
    private static final String DRAWN = "drawn";

    private final Scene scene;
    private final Names names;
    private final Map<String, Integer> factorSizes;
    /// Tries signals out, so that names that are not there are told where they stand.
    private final Signals trial;

    /// @param factorSizes numbers of each factor, by name
    SignalReader(Scene scene, Names names, Map<String, Integer> factorSizes) {
        this.scene = scene;
        this.names = names;
        this.factorSizes = new LinkedHashMap<>(factorSizes);
        trial = new Signals(scene.copy(), 1);
    }

    /// A signal that a policy may see.
    Signal.Measured measured(YamlNode node) {
        Signal signal = read(node);
        if (signal instanceof Signal.Measured measured) {
            return measured;
        }
        node.error("what only a simulation knows", "a signal that a robot can measure",
                "observe it in a group that is privileged");
        return new Signal.Elapsed();
    }

    /// Any signal.
    Signal read(YamlNode node) {
        Signal signal = parse(node);
        try {
            trial.at(signal);
        } catch (IllegalArgumentException e) {
            node.error(String.valueOf(e.getMessage()), "a name of the scene", "");
            return new Signal.Elapsed();
        }
        return signal;
    }

    private Signal parse(YamlNode node) {
        if (node.isText()) {
            return switch (node.text()) {
                case "last-action" -> new Signal.LastAction();
                case "elapsed" -> new Signal.Elapsed();
                default -> unknown(node, node.text());
            };
        }
        for (String word : WORDS) {
            if (node.has(word)) {
                return of(word, node);
            }
        }
        if (node.has(DRAWN)) {
            node.allow(DRAWN);
            String factor = node.text(DRAWN);
            return new Signal.Drawn(factor, sizeOf(factor, node));
        }
        return unknown(node, node.phrase().word());
    }

    private static Signal unknown(YamlNode node, String word) {
        node.unknown("signal", word, WORDS);
        return new Signal.Elapsed();
    }

    private Signal of(String word, YamlNode node) {
        switch (word) {
            case "position", "orientation", "velocity", "angular-velocity" -> node.allow(word, "in");
            case "from" -> node.allow(word, "to");
            case "sides" -> node.allow(word, "folds");
            default -> node.allow(word);
        }
        return switch (word) {
            case "position" -> new Signal.Position(place(node, word), frame(node));
            case "orientation" -> new Signal.Orientation(place(node, word), frame(node));
            case "velocity" -> new Signal.LinearVelocity(place(node, word), frame(node));
            case "angular-velocity" -> new Signal.AngularVelocity(place(node, word), frame(node));
            case "axes" -> Signal.axes(place(node, word));
            case "sides" -> Signal.sides(place(node, word), node.integer("folds", 1, 360, 4));
            case "joint-position" -> new Signal.JointPosition(names.joints(node.get(word)));
            case "joint-velocity" -> new Signal.JointVelocity(names.joints(node.get(word)));
            case "actuator-force" -> new Signal.ActuatorForce(names.actuators(node.get(word)));
            case "control" -> new Signal.Control(names.actuators(node.get(word)));
            case "sensor" -> new Signal.Sensor(node.text(word));
            case "goal" -> new Signal.Goal(node.text(word), sizeOf(node.text(word), node), "");
            case "from" -> difference(node);
            case "last-action" -> new Signal.LastAction();
            default -> new Signal.Elapsed();
        };
    }

    private int sizeOf(String factor, YamlNode node) {
        Integer size = factorSizes.get(factor);
        if (size == null) {
            node.unknown("factor", factor, factorSizes.keySet());
            return 1;
        }
        return size;
    }

    /// The vector from one point to another; each is a place, or a signal of three numbers.
    private Signal difference(YamlNode node) {
        Signal.Measured from = point(node.get("from"));
        Signal.Measured to = point(node.get("to"));
        return Signal.difference(from, to);
    }

    private Signal.Measured point(YamlNode node) {
        return node.isText() ? new Signal.Position(names.place(node, scene)) : measured(node);
    }

    private Place place(YamlNode node, String word) {
        return names.place(node.get(word), scene);
    }

    private Place frame(YamlNode node) {
        return node.has("in") ? names.place(node.get("in"), scene) : Place.WORLD;
    }
}
