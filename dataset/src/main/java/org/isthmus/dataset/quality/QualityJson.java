package org.isthmus.dataset.quality;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A report as JSON, pictures apart.
public final class QualityJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private QualityJson() {}

    public static String write(QualityReport report) {
        ObjectNode out = MAPPER.createObjectNode().put("store", report.name());
        out.put("episodes", report.episodes().size());
        out.put("steps", report.episodes().stream().mapToLong(e -> e.entry().steps()).sum());
        out.put("seconds", report.episodes().stream().mapToDouble(e -> e.entry().seconds()).sum());
        out.set("success", proportion(report.success()));
        ObjectNode tasks = out.putObject("tasks");
        report.tasks().forEach((task, share) -> tasks.set(task, proportion(share)));
        out.set("durations", histogram(report.durations(), List.of("count")));
        ArrayNode actions = out.putArray("actions");
        for (ActionQuality action : report.actions()) {
            ObjectNode one = actions.addObject().put("label", action.label()).put("min", action.min())
                    .put("max", action.max()).put("mean", action.mean()).put("std", action.deviation())
                    .put("clipped_low", action.clippedLow()).put("clipped_high", action.clippedHigh());
            one.set("histogram", histogram(action.histogram(), List.of("count")));
        }
        ObjectNode factors = out.putObject("factors");
        report.factors().forEach(
                (name, values) -> factors.set(name, histogram(values, List.of("success", "failure", "unknown"))
                        .put("bins_filled", values.filled())));
        ArrayNode duplicates = out.putArray("near_duplicates");
        report.duplicates().forEach(d -> duplicates.addObject().put("first", d.first()).put("second", d.second())
                .put("distance", d.distance()));
        ArrayNode odd = out.putArray("odd_episodes");
        report.episodes().stream().filter(e -> !e.findings().isEmpty()).forEach(e -> odd.add(episode(e)));
        return text(out);
    }

    private static ObjectNode episode(EpisodeQuality episode) {
        ObjectNode out = MAPPER.createObjectNode().put("episode", episode.entry().number())
                .put("task", episode.entry().info().task()).put("steps", episode.entry().steps())
                .put("success", episode.entry().success().name().toLowerCase(Locale.ROOT))
                .put("jumps", episode.jumps()).put("longest_still", episode.frozen())
                .put("clipped", episode.clipped());
        episode.findings().forEach(out.putArray("findings")::add);
        return out;
    }

    private static ObjectNode proportion(Proportion share) {
        return MAPPER.createObjectNode().put("successes", share.successes()).put("trials", share.trials())
                .put("share", share.share()).put("wilson_lower", share.lower()).put("wilson_upper", share.upper());
    }

    private static ObjectNode histogram(Histogram histogram, List<String> kinds) {
        ObjectNode out = MAPPER.createObjectNode();
        if (histogram.min() <= histogram.max()) { // else there are no values
            out.put("min", histogram.min()).put("max", histogram.max());
        }
        for (Map.Entry<String, List<Long>> kind : named(histogram, kinds)) {
            kind.getValue().forEach(out.putArray(kind.getKey())::add);
        }
        return out;
    }

    private static List<Map.Entry<String, List<Long>>> named(Histogram histogram, List<String> kinds) {
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> Map.entry(kinds.get(i), histogram.counts().get(i))).toList();
    }

    private static String text(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
