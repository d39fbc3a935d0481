package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.jspecify.annotations.Nullable;

/// Observations as recorded → scaled numbers and features of images.
///
/// @param scalings of each group
/// @param eyes of each camera
record Senses(Demonstrations data, int history, List<Scaling> scalings, List<Eyes> eyes) {
    Senses {
        scalings = List.copyOf(scalings);
        eyes = List.copyOf(eyes);
    }

    static Senses of(Layout layout, Demonstrations data, int history, Vision kind) {
        List<Eyes> eyes = new ArrayList<>();
        data.cameras().forEach(camera -> eyes.add(Eyes.of(kind, layout.in("eyes." + camera.camera()))));
        return new Senses(data, history,
                data.groups().stream().map(Senses::scaling).toList(), eyes);
    }

    /// Of one moment, by the same eyes for all cameras.
    static Senses shared(Demonstrations data, Eyes eyes) {
        return new Senses(data, 1,
                data.groups().stream().map(Senses::scaling).toList(),
                Collections.nCopies(data.cameras().size(), eyes));
    }

    private static Scaling scaling(Demonstrations.Signal group) {
        return Scaling.standard(group.statistics()).of(group.isSeen());
    }

    /// What is observed.
    ///
    /// @param groups [batch, history, size] each, as recorded
    /// @param images [batch, history, height, width, 3] each, 0 to 255
    /// @param noise of each group, added to scaled numbers; none where a policy acts
    record Observed<T>(List<T> groups, List<T> images, @Nullable List<T> noise) {}

    /// Inputs of a policy that observes with these.
    List<PolicySpec.Input> inputs() {
        List<PolicySpec.Input> inputs = new ArrayList<>();
        for (Demonstrations.Signal group : data.groups()) {
            inputs.add(new PolicySpec.Input(group.name(), PolicySpec.Kind.VALUES, List.of(group.size()), history,
                    group.channel().unit(), group.channel().labels()));
        }
        for (Demonstrations.Images camera : data.cameras()) {
            inputs.add(PolicySpec.Input.image(camera.camera(), camera.width(), camera.height()).withHistory(history));
        }
        return inputs;
    }

    /// What comes in by a policy's inputs.
    <T> Observed<T> observed(Ops<T> ops, PolicyGraph.Inputs<T> inputs) {
        List<T> groups = new ArrayList<>();
        for (Demonstrations.Signal group : data.groups()) {
            groups.add(ops.reshape(inputs.of(group.name()), -1, history, group.size()));
        }
        List<T> images = new ArrayList<>();
        for (Demonstrations.Images camera : data.cameras()) {
            images.add(inputs.of(PolicySpec.IMAGES + camera.camera()));
        }
        return new Observed<>(groups, images, null);
    }

    /// Numbers of all groups at one moment.
    int numbers() {
        return data.groups().stream().mapToInt(Demonstrations.Signal::size).sum();
    }

    /// Numbers of [#features].
    int featureNumbers() {
        return numbers() + eyes.stream().mapToInt(Eyes::placeNumbers).sum();
    }

    /// @return [batch, history, numbers] scaled
    <T> T values(Ops<T> ops, Observed<T> observed) {
        List<T> parts = new ArrayList<>();
        for (int g = 0; g < scalings.size(); g++) {
            T scaled = scalings.get(g).apply(ops, observed.groups().get(g));
            parts.add(observed.noise() == null ? scaled : ops.add(scaled, observed.noise().get(g)));
        }
        return ops.concat(parts, -1);
    }

    /// Images of all moments of a camera, one after the other.
    ///
    /// @return [batch·history, height, width, 3]
    <T> T images(Ops<T> ops, Observed<T> observed, int camera) {
        return frames(ops, observed.images().get(camera), camera);
    }

    /// @param images [batch, history, height, width, 3] of a camera
    /// @return [batch·history, height, width, 3]
    <T> T frames(Ops<T> ops, T images, int camera) {
        Demonstrations.Images source = data.cameras().get(camera);
        return ops.reshape(images, -1, source.height(), source.width(), 3);
    }

    /// @return [batch, history, featureNumbers] scaled numbers, and where in the images things are
    <T> T features(Ops<T> ops, Observed<T> observed) {
        List<T> parts = new ArrayList<>();
        if (!scalings.isEmpty()) {
            parts.add(values(ops, observed));
        }
        for (int c = 0; c < eyes.size(); c++) {
            Demonstrations.Images camera = data.cameras().get(c);
            T places = eyes.get(c).places(ops, images(ops, observed, c), camera.height(), camera.width());
            parts.add(ops.reshape(places, -1, history, eyes.get(c).placeNumbers()));
        }
        return ops.concat(parts, -1);
    }
}
