package org.isthmus.learn.rl;

import java.util.List;
import java.util.function.Function;

import org.isthmus.learn.network.Ops;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.VectorEnv;

/// What a learner sees of worlds: groups of observations, in a row one after the other.
final class SeenGroups {
    private final VectorEnv env;
    private final List<String> groups;
    private final int[] sizes;
    private final int size;
    /// [worlds][size]
    private final float[] rows;

    /// @throws IllegalArgumentException when a group is named twice, or the task has none of a name; the message tells which it has
    SeenGroups(VectorEnv env, List<String> groups) {
        this.env = env;
        this.groups = List.copyOf(groups);
        if (groups.stream().distinct().count() < groups.size()) {
            throw new IllegalArgumentException("groups of observations " + groups + ", expected each once");
        }
        sizes = groups.stream().mapToInt(group -> env.singleObservationSpace(group).size()).toArray();
        int sum = 0;
        for (int each : sizes) {
            sum += each;
        }
        size = sum;
        rows = new float[env.worlds() * size];
    }

    /// [size] which numbers of a row do not belong to some terms of observations
    ///
    /// @throws IllegalArgumentException when there is no such term; the message tells which there are
    boolean[] without(List<String> terms) {
        List<String> all = groups.stream().flatMap(group -> PolicySpec.terms(env.observationLabels(group)).stream())
                .toList();
        for (String term : terms) {
            if (!all.contains(term)) {
                throw new IllegalArgumentException(
                        "no term '" + term + "' is observed, only " + all.stream().distinct().toList());
            }
        }
        boolean[] isSeen = new boolean[size];
        for (int i = 0; i < size; i++) {
            isSeen[i] = !terms.contains(all.get(i));
        }
        return isSeen;
    }

    /// Numbers of a row.
    int size() {
        return size;
    }

    /// [worlds][size] of this moment; written anew by the next call of a method of this
    float[] now() {
        return joined(env::observation);
    }

    /// [worlds][size] of episodes that ended in the last step, their last moment; likewise
    float[] last() {
        return joined(env::finalObservation);
    }

    private float[] joined(Function<String, float[]> part) {
        int at = 0;
        for (int g = 0; g < sizes.length; g++) {
            float[] from = part.apply(groups.get(g));
            for (int w = 0; w < env.worlds(); w++) {
                System.arraycopy(from, w * sizes[g], rows, w * size + at, sizes[g]);
            }
            at += sizes[g];
        }
        return rows;
    }

    /// The same in operations of a network.
    ///
    /// @param inputs [n][size] of each group under its name
    /// @return [n][size]
    static <T> T joined(Ops<T> ops, List<String> groups, PolicyGraph.Inputs<T> inputs) {
        List<T> parts = groups.stream().map(inputs::of).toList();
        return parts.size() == 1 ? parts.getFirst() : ops.concat(parts, -1);
    }
}
