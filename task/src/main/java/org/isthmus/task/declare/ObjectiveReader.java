package org.isthmus.task.declare;

import java.util.List;

import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Objectives;
import org.isthmus.task.signal.Signal;

/// Objectives and conditions by their words: those of [Objectives].
final class ObjectiveReader {
    private static final List<String> OBJECTIVES = List.of("alive", "number", "length", "square", "distance", "angle",
            "near", "bell", "when", "gated");
    private static final List<String> CONDITIONS = List.of("below", "above", "all", "any");

    private final SignalReader signals;

    ObjectiveReader(SignalReader signals) {
        this.signals = signals;
    }

    Objective objective(YamlNode node) {
        YamlNode.Phrase phrase = node.phrase();
        YamlNode about = phrase.about();
        return switch (phrase.word()) {
            case "alive" -> Objectives.alive();
            case "number" -> {
                about.allow("of", "index");
                yield Objectives.number(signals.read(about.get("of")), about.integer("index", 0, 1 << 20));
            }
            case "length" -> Objectives.length(signals.read(about));
            case "square" -> Objectives.square(signals.read(about));
            case "distance" -> {
                List<Signal> pair = pair(about);
                yield Objectives.distance(pair.get(0), pair.get(1));
            }
            case "angle" -> {
                List<Signal> pair = pair(about);
                yield Objectives.angle(pair.get(0), pair.get(1));
            }
            case "near" -> {
                about.allow("scale", "to");
                yield Objectives.near(about.number("scale", 5), objective(about.get("to")));
            }
            case "bell" -> {
                about.allow("width", "of");
                yield Objectives.bell(about.number("width"), objective(about.get("of")));
            }
            case "when" -> Objectives.when(condition(about));
            case "gated" -> {
                about.allow("by", "of");
                yield Objectives.gated(condition(about.get("by")), objective(about.get("of")));
            }
            default -> {
                node.unknown("objective", phrase.word(), OBJECTIVES);
                yield Objectives.alive();
            }
        };
    }

    private List<Signal> pair(YamlNode node) {
        List<YamlNode> items = node.items();
        if (items.size() != 2) {
            node.error(items.size() + " signals", "a list of two", "");
            return List.of(new Signal.Elapsed(), new Signal.Elapsed());
        }
        return items.stream().map(signals::read).toList();
    }

    Condition condition(YamlNode node) {
        YamlNode.Phrase phrase = node.phrase();
        YamlNode about = phrase.about();
        return switch (phrase.word()) {
            case "below" -> {
                about.allow("of", "bound");
                yield Objectives.below(objective(about.get("of")), about.number("bound"));
            }
            case "above" -> {
                about.allow("of", "bound");
                yield Objectives.above(objective(about.get("of")), about.number("bound"));
            }
            case "all" -> about.items().stream().map(this::condition).reduce(Condition::and).orElse(Condition.NEVER);
            case "any" -> about.items().stream().map(this::condition).reduce(Condition::or).orElse(Condition.NEVER);
            default -> {
                node.unknown("condition", phrase.word(), CONDITIONS);
                yield Condition.NEVER;
            }
        };
    }
}
