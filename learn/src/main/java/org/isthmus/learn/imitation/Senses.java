package org.isthmus.learn.imitation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.bytedeco.pytorch.Tensor;
import org.isthmus.learn.network.Eyes;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.PointNet;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Vision;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.task.image.ObjectCloud;
import org.jspecify.annotations.Nullable;

/// Observations as recorded → scaled numbers and features of images and clouds.
///
/// @param scalings of each group, of clouds to −1 … 1 along each axis
/// @param clouds networks of those groups that are clouds, in their order
/// @param eyes of each camera
/// @param estimator of what is estimated from images, if anything
record Senses(Demonstrations data, int history, List<Scaling> scalings, List<PointNet> clouds, List<Eyes> eyes,
        Optional<Estimator> estimator) {
    /// Of the encoder of Ze et al. 2024 ("3D Diffusion Policy").
    private static final List<Integer> POINT_SIZES = List.of(64, 128, 256);
    private static final int CLOUD_NUMBERS = 64;

    Senses {
        scalings = List.copyOf(scalings);
        clouds = List.copyOf(clouds);
        eyes = List.copyOf(eyes);
    }

    static Senses of(Layout layout, Demonstrations data, int history, Vision kind) {
        List<Eyes> eyes = new ArrayList<>();
        data.cameras().forEach(camera -> eyes.add(Eyes.of(kind, layout.in("eyes." + camera.camera()))));
        List<PointNet> clouds = new ArrayList<>();
        data.groups().stream().filter(Demonstrations.Signal::isCloud).forEach(cloud -> clouds
                .add(PointNet.of(layout.in("clouds." + cloud.name()), ObjectCloud.AXES, POINT_SIZES, CLOUD_NUMBERS)));
        int places = eyes.stream().mapToInt(Eyes::placeNumbers).sum();
        return new Senses(data, history, data.groups().stream().map(Senses::scaling).toList(), clouds, eyes,
                Estimator.of(layout.in("estimator"), data, places));
    }

    /// Of one moment, by the same eyes for all cameras.
    static Senses shared(Demonstrations data, Eyes eyes) {
        return new Senses(data, 1, data.groups().stream().map(Senses::scaling).toList(), List.of(),
                Collections.nCopies(data.cameras().size(), eyes), Optional.empty());
    }

    private static Scaling scaling(Demonstrations.Signal group) {
        return group.isCloud() ? Scaling.range(group.statistics())
                : Scaling.standard(group.statistics()).of(group.isSeen());
    }

    /// What is observed.
    ///
    /// @param groups [batch, history, size] each, as recorded
    /// @param images [batch, history, height, width, 3] each, 0 to 255
    /// @param noise of each group, added to scaled numbers; none where a policy acts
    record Observed<T>(List<T> groups, List<T> images, @Nullable List<T> noise) {}

    /// What eyes make of what is observed.
    ///
    /// @param maps [batch·history, channels, mapped height, mapped width] of each camera
    /// @param places [batch·history, numbers] where features are in the images of each camera; none where nothing needs them
    /// @param estimate [batch, history, numbers] of deviation 1
    record Seen<T>(Observed<T> observed, List<T> maps, List<T> places, Optional<T> estimate) {}

    /// Inputs of a policy that observes with these.
    List<PolicySpec.Input> inputs() {
        List<PolicySpec.Input> inputs = new ArrayList<>();
        for (Demonstrations.Signal group : data.groups()) {
            PolicySpec.Kind kind = group.isCloud() ? PolicySpec.Kind.POINTS : PolicySpec.Kind.VALUES;
            List<Integer> shape = group.isCloud() ? group.channel().shape() : List.of(group.size());
            inputs.add(new PolicySpec.Input(group.name(), kind, shape, history, group.channel().unit(),
                    group.channel().labels()));
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

    /// Numbers of all groups at one moment, without clouds, and what is estimated.
    int numbers() {
        return data.groups().stream().filter(group -> !group.isCloud()).mapToInt(Demonstrations.Signal::size).sum()
                + estimator.map(Estimator::numbers).orElse(0);
    }

    /// For algorithms that estimate nothing.
    ///
    /// @throws IllegalArgumentException when something is to be
    void requireNoEstimates(String algorithm) {
        if (!data.estimated().isEmpty()) {
            throw new IllegalArgumentException(algorithm + " does not estimate " + data.estimated());
        }
    }

    /// Looks at maps only, unless something is estimated.
    <T> Seen<T> look(Ops<T> ops, Observed<T> observed) {
        List<T> maps = new ArrayList<>();
        for (int c = 0; c < eyes.size(); c++) {
            maps.add(eyes.get(c).look(ops, frames(ops, observed.images().get(c), c)));
        }
        if (estimator.isEmpty()) {
            return new Seen<>(observed, maps, List.of(), Optional.empty());
        }
        List<T> places = places(ops, maps);
        T estimate = estimator.get().apply(ops, ops.concat(places, -1));
        return new Seen<>(observed, maps, places,
                Optional.of(ops.reshape(estimate, -1, history, estimator.get().numbers())));
    }

    private <T> List<T> places(Ops<T> ops, List<T> maps) {
        List<T> places = new ArrayList<>();
        for (int c = 0; c < eyes.size(); c++) {
            Demonstrations.Images camera = data.cameras().get(c);
            places.add(eyes.get(c).places(ops, maps.get(c), camera.height(), camera.width()));
        }
        return places;
    }

    /// How far what is estimated is from what was recorded.
    ///
    /// @throws java.util.NoSuchElementException when nothing is estimated
    Tensor error(TorchOps ops, Seen<Tensor> seen) {
        return estimator.orElseThrow().error(ops, seen.estimate().orElseThrow(), seen.observed().groups());
    }

    /// An error of actions, and that of what is estimated.
    Tensor loss(TorchOps ops, Tensor error, Seen<Tensor> seen) {
        return estimator.isEmpty() ? error : error.add(error(ops, seen));
    }

    /// For algorithms that do not look at clouds.
    ///
    /// @throws IllegalArgumentException when there are some
    void requireNoClouds(String algorithm) {
        if (data.groups().stream().anyMatch(Demonstrations.Signal::isCloud)) {
            throw new IllegalArgumentException(algorithm + " does not look at clouds of points");
        }
    }

    /// Numbers of [#features].
    int featureNumbers() {
        return numbers() + CLOUD_NUMBERS * clouds.size() + eyes.stream().mapToInt(Eyes::placeNumbers).sum();
    }

    /// @return [batch, history, numbers] scaled, and what is estimated
    <T> T values(Ops<T> ops, Seen<T> seen) {
        return values(ops, seen.observed(), seen.estimate());
    }

    /// @return [batch, history, numbers] scaled, where nothing is estimated
    <T> T values(Ops<T> ops, Observed<T> observed) {
        return values(ops, observed, Optional.empty());
    }

    private <T> T values(Ops<T> ops, Observed<T> observed, Optional<T> estimate) {
        List<T> parts = new ArrayList<>();
        for (int g = 0; g < scalings.size(); g++) {
            if (!data.groups().get(g).isCloud()) {
                parts.add(scaled(ops, observed, g, UnaryOperator.identity()));
            }
        }
        estimate.ifPresent(parts::add);
        return ops.concat(parts, -1);
    }

    /// A group, with noise, where a policy learns.
    ///
    /// @param shaped what gives it the axes that its scaling has
    private <T> T scaled(Ops<T> ops, Observed<T> observed, int group, UnaryOperator<T> shaped) {
        T scaled = scalings.get(group).apply(ops, shaped.apply(observed.groups().get(group)));
        return observed.noise() == null ? scaled
                : ops.add(scaled, shaped.apply(observed.noise().get(group)));
    }

    /// @param images [batch, history, height, width, 3] of a camera
    /// @return [batch·history, height, width, 3]
    <T> T frames(Ops<T> ops, T images, int camera) {
        Demonstrations.Images source = data.cameras().get(camera);
        return ops.reshape(images, -1, source.height(), source.width(), 3);
    }

    /// @return [batch, history, featureNumbers] scaled numbers, what clouds are like, and where in the images things are
    <T> T features(Ops<T> ops, Seen<T> seen) {
        List<T> parts = new ArrayList<>();
        if (numbers() > 0) {
            parts.add(values(ops, seen));
        }
        Iterator<PointNet> nets = clouds.iterator();
        for (int g = 0; g < scalings.size(); g++) {
            if (data.groups().get(g).isCloud()) {
                long n = data.groups().get(g).size() / ObjectCloud.AXES;
                T points = scaled(ops, seen.observed(), g, x -> ops.reshape(x, -1, n, ObjectCloud.AXES));
                parts.add(ops.reshape(nets.next().apply(ops, points), -1, history, CLOUD_NUMBERS));
            }
        }
        List<T> places = seen.places().isEmpty() ? places(ops, seen.maps()) : seen.places();
        for (int c = 0; c < eyes.size(); c++) {
            parts.add(ops.reshape(places.get(c), -1, history, eyes.get(c).placeNumbers()));
        }
        return ops.concat(parts, -1);
    }
}
