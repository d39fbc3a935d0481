package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;

/// Where features are in images → numbers that only a simulator knows, such as an object's place.
///
/// While a policy learns, eyes learn to tell them, too: actions alone teach eyes little, as of each demonstration only the first moments tell where its
/// object is; later the tool is there already (Levine et al. 2016, "End-to-end training of deep visuomotor policies", section 5.2, and James et al. 2017,
/// "Transferring end-to-end visuomotor control from simulation to real world for a multi-stage task", section 4.2, teach eyes likewise). The policy looks
/// at the estimate as at other numbers.
///
/// @param network from places of features
/// @param terms that are estimated, one after the other
record Estimator(Mlp network, List<Term> terms) {
    private static final List<Integer> HIDDEN = List.of(256);

    Estimator {
        terms = List.copyOf(terms);
    }

    /// Numbers of a group that follow each other.
    ///
    /// @param scaling of the whole group
    private record Term(int group, int from, int to, Scaling scaling) {}

    /// Of the terms that are to be estimated, if there are any.
    ///
    /// @param placeNumbers of the images of all cameras at one moment
    static Optional<Estimator> of(Layout layout, Demonstrations data, int placeNumbers) {
        List<Term> terms = new ArrayList<>();
        for (int g = 0; g < data.groups().size(); g++) {
            Demonstrations.Signal group = data.groups().get(g);
            List<Boolean> isEstimated = group.isEstimated();
            int from = isEstimated.indexOf(true);
            while (from >= 0) {
                int length = isEstimated.subList(from, isEstimated.size()).indexOf(false);
                int to = length < 0 ? isEstimated.size() : from + length;
                terms.add(new Term(g, from, to, Scaling.standard(group.statistics())));
                int next = isEstimated.subList(to, isEstimated.size()).indexOf(true);
                from = next < 0 ? next : to + next;
            }
        }
        int numbers = terms.stream().mapToInt(term -> term.to - term.from).sum();
        return terms.isEmpty() ? Optional.empty()
                : Optional.of(new Estimator(Mlp.of(layout, placeNumbers, HIDDEN, numbers, Activation.RELU), terms));
    }

    int numbers() {
        return terms.stream().mapToInt(term -> term.to - term.from).sum();
    }

    /// @param places […, placeNumbers]
    /// @return […, numbers] of deviation 1
    <T> T apply(Ops<T> ops, T places) {
        return network.apply(ops, places);
    }

    /// The mean squared error.
    ///
    /// @param estimate as [#apply] gives it
    /// @param groups […, size] each, as recorded
    Tensor error(TorchOps ops, Tensor estimate, List<Tensor> groups) {
        List<Tensor> parts = new ArrayList<>();
        for (Term term : terms) {
            parts.add(ops.slice(term.scaling.apply(ops, groups.get(term.group)), -1, term.from, term.to));
        }
        return estimate.sub(ops.concat(parts, -1)).square().mean();
    }
}
