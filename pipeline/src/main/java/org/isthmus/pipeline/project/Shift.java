package org.isthmus.pipeline.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.random.RandomStream;
import org.isthmus.task.Task;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Sampler;
import org.isthmus.task.randomize.StandardFactors;

/// A world that is not as it was in training: parameters of physics times numbers, after what is drawn of them.
///
/// @param name of the shift, for tables and folders
/// @param factors by word, one of [#WORDS]
public record Shift(String name, SortedMap<String, Double> factors) {
    /// What can be shifted.
    public static final List<String> WORDS = List.of("friction", "mass", "gains", "damping", "inertia");
    /// No shift.
    public static final Shift NONE = new Shift("as trained", new TreeMap<>());

    public Shift {
        factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
        for (String word : factors.keySet()) {
            if (!WORDS.contains(word)) {
                throw new IllegalArgumentException("no shift of '" + word + "'; there are " + WORDS);
            }
        }
    }

    /// The shifted task: the factors of physics that it has are multiplied, those that it has not come with the number alone.
    public Task of(Task task) {
        if (factors.isEmpty()) {
            return task;
        }
        List<Factor> all = new ArrayList<>();
        for (Factor factor : task.factors()) {
            double times = times(factor.name());
            all.add(times == 1 ? factor : with(factor, times(factor.sampler(), times)));
        }
        List<String> names = all.stream().map(Factor::name).toList();
        for (Factor factor : StandardFactors.physics(task.scene())) {
            double times = times(factor.name());
            if (times != 1 && !names.contains(factor.name())) {
                all.add(with(factor, Sampler.uniform(times, times)));
            }
        }
        return task.withFactors(all);
    }

    /// What a factor of [StandardFactors#physics] is multiplied by.
    private double times(String factor) {
        String word = factor.startsWith("mass of ") ? "mass" : switch (factor) {
            case "friction" -> "friction";
            case "actuator gains" -> "gains";
            case "joint damping" -> "damping";
            case "rotor inertia" -> "inertia";
            default -> "";
        };
        return factors.getOrDefault(word, 1.0);
    }

    private static Factor with(Factor factor, Sampler sampler) {
        return new Factor(factor.name(), factor.kind(), sampler, factor.target(), factor.interval());
    }

    private static Sampler times(Sampler sampler, double times) {
        return new Sampler() {
            @Override
            public int size() {
                return sampler.size();
            }

            @Override
            public String description() {
                return times + " · " + sampler.description();
            }

            @Override
            public void draw(RandomStream random, double[] out, int at) {
                sampler.draw(random, out, at);
                for (int i = 0; i < size(); i++) {
                    out[at + i] *= times;
                }
            }
        };
    }

    /// `friction × 0.7, mass × 1.5`; empty for none.
    public String description() {
        return factors.entrySet().stream().map(f -> f.getKey() + " × " + f.getValue())
                .collect(Collectors.joining(", "));
    }
}
