package org.isthmus.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which episodes of a store are wanted: by task, success, randomized factors, or every so many.
///
/// @param tasks names, or empty for all
/// @param success those wanted, or empty for all
/// @param conditions that all must hold
/// @param every k: of those that are left the first, the k-th after it, and so on
public record EpisodeFilter(List<String> tasks, List<Success> success, List<Condition> conditions, int every) {
    public static final EpisodeFilter ALL = new EpisodeFilter(List.of(), List.of(), List.of(), 1);

    /// @throws IllegalArgumentException unless `every` is 1 or more
    public EpisodeFilter {
        if (every < 1) {
            throw new IllegalArgumentException("every " + every + ", expected 1 or more");
        }
        tasks = List.copyOf(tasks);
        success = List.copyOf(success);
        conditions = List.copyOf(conditions);
    }

    /// A comparison of a randomized factor with a number, such as `friction<0.5` or `cube.position[2]>=0.1`; one that an episode does not
    /// have fails. `steps` and `seed` can be compared too.
    public record Condition(String factor, int index, String comparison, double value)
            implements Predicate<EpisodeEntry> {
        private static final Pattern FORM = Pattern
                .compile("\\s*([^<>=!\\[\\]\\s]+)(?:\\[(\\d{1,6})])?\\s*(<=|>=|<|>|=|!=)"
                        + "\\s*([-+0-9.eE]{1,30})\\s*");

        /// Reads a comparison; empty when it is none.
        public static Optional<Condition> parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            try {
                int index = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
                return Optional
                        .of(new Condition(form.group(1), index, form.group(3), Double.parseDouble(form.group(4))));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean test(EpisodeEntry entry) {
            List<Double> values = switch (factor) {
                case "steps" -> List.of((double) entry.steps());
                case "seed" -> List.of((double) entry.info().seed());
                default -> entry.info().factors().getOrDefault(factor, List.of());
            };
            return index < values.size() && holds(values.get(index));
        }

        private boolean holds(double x) {
            return switch (comparison) {
                case "<" -> x < value;
                case "<=" -> x <= value;
                case ">" -> x > value;
                case ">=" -> x >= value;
                case "=" -> x == value;
                default -> x != value;
            };
        }
    }

    /// Those of a list that are wanted, in its order.
    public List<EpisodeEntry> of(List<EpisodeEntry> entries) {
        List<EpisodeEntry> wanted = new ArrayList<>();
        int count = 0;
        for (EpisodeEntry entry : entries) {
            boolean fits = (tasks.isEmpty() || tasks.contains(entry.info().task()))
                    && (success.isEmpty() || success.contains(entry.success()))
                    && conditions.stream().allMatch(condition -> condition.test(entry));
            if (fits && count++ % every == 0) {
                wanted.add(entry);
            }
        }
        return wanted;
    }
}
