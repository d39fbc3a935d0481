package org.isthmus.learn.rl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.learn.network.Eyes;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.TorchOps;
import org.isthmus.learn.network.Vision;
import org.isthmus.learn.policy.PolicyGraph;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.learn.tensor.Torch;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;

/// What cameras show of a task's worlds in colour, and the eyes that policy and critic of [Ppo] share: where in the images things are.
final class Sight {
    /// Images that a thread looks at together; another number would give other bits.
    private static final int CHUNK = 32;

    private final VectorEnv env;
    private final Parallel pool;
    private final List<CameraSpec> cameras = new ArrayList<>();
    private final List<Eyes> eyes = new ArrayList<>();

    /// @param names of cameras; empty: nothing is seen in images
    /// @throws IllegalArgumentException when a camera is named twice, or the task has none of a name; the message tells which it has
    Sight(Layout layout, VectorEnv env, List<String> names, Parallel pool) {
        this.env = env;
        this.pool = pool;
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("cameras " + names + ", expected each once");
        }
        for (String name : names) {
            cameras.add(env.task().cameras().stream()
                    .filter(camera -> camera.name().equals(name) && camera.outputs().contains(Output.RGB)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("task '" + env.task().id() + "' has no camera '"
                            + name + "'; it has " + env.task().cameras().stream().map(CameraSpec::name).toList())));
            eyes.add(Eyes.of(Vision.SMALL, layout.in("eyes." + name)));
        }
    }

    /// Numbers that are seen in the images of a moment.
    int size() {
        return eyes.stream().mapToInt(Eyes::placeNumbers).sum();
    }

    /// Inputs of a policy that sees by these cameras.
    List<PolicySpec.Input> inputs() {
        return cameras.stream().map(
                camera -> PolicySpec.Input.image(camera.name(), camera.camera().width(), camera.camera().height()))
                .toList();
    }

    /// [cameras] of [worlds][height][width][3] of this moment
    List<byte[]> now() {
        return cameras.stream().map(camera -> env.images(camera.name()).rgb()).toList();
    }

    /// What is seen in the images of a policy that leaves.
    ///
    /// @return [n, numbers] of each camera
    <T> List<T> places(Ops<T> ops, PolicyGraph.Inputs<T> inputs) {
        return places(ops, inputs().stream().map(input -> inputs.of(input.name())).toList());
    }

    private <T> List<T> places(Ops<T> ops, List<T> images) {
        List<T> places = new ArrayList<>();
        for (int c = 0; c < images.size(); c++) {
            Eyes eye = eyes.get(c);
            places.add(eye.places(ops, eye.look(ops, images.get(c)), cameras.get(c).camera().height(),
                    cameras.get(c).camera().width()));
        }
        return places;
    }

    /// What is seen in images that were kept.
    ///
    /// @param images [cameras] of [..][height][width][3]
    /// @param rows which of each
    /// @return [rows, numbers] of each camera
    List<Tensor> places(TorchOps ops, List<byte[]> images, int[] rows) {
        List<Tensor> all = new ArrayList<>();
        for (int c = 0; c < images.size(); c++) {
            all.add(Torch.ofBytes(images.get(c), rows, cameras.get(c).camera().height(),
                    cameras.get(c).camera().width(), 3));
        }
        return places(ops, all);
    }

    /// Looks at this moment.
    ///
    /// @return [worlds][size]
    float[] look(TorchOps ops) {
        return look(ops, env::images);
    }

    /// Looks at the last moments of episodes that ended in the last step; other worlds are without meaning.
    ///
    /// @return [worlds][size]
    float[] lookBack(TorchOps ops) {
        return look(ops, env::finalImages);
    }

    private float[] look(TorchOps ops, Function<String, Frames> frames) {
        float[] seen = new float[env.worlds() * size()];
        if (!cameras.isEmpty()) {
            List<byte[]> images = cameras.stream().map(camera -> frames.apply(camera.name()).rgb()).toList();
            pool.run(env.worlds(), CHUNK, (from, to) -> {
                try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
                    int[] rows = IntStream.range(from, to).toArray();
                    Torch.copy(ops.concat(places(ops, images, rows), -1), seen, from * size());
                }
            });
        }
        return seen;
    }

    /// Numbers, and after them what is seen in images of the same moments.
    ///
    /// @param numbers […, size]
    /// @param places […, size] of each camera
    static <T> T joined(Ops<T> ops, T numbers, List<T> places) {
        if (places.isEmpty()) {
            return numbers;
        }
        List<T> parts = new ArrayList<>(List.of(numbers));
        parts.addAll(places);
        return ops.concat(parts, -1);
    }
}
