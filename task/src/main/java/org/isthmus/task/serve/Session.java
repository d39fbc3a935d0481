package org.isthmus.task.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.physics.Quantity;
import org.isthmus.render.Output;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.serve.SharedArrays.Region;
import org.isthmus.task.serve.SharedArrays.Type;
import org.isthmus.task.space.Box;
import org.isthmus.task.space.Discrete;
import org.isthmus.task.space.Space;
import org.jspecify.annotations.Nullable;

/// One client's worlds: answers its requests, and keeps the shared arrays up to date.
final class Session implements AutoCloseable {
    /// What this side speaks; another number is another protocol.
    static final int PROTOCOL = 1;
    private static final List<String> REQUESTS = List.of("reset", "step", "begin", "save", "restore", "get", "set",
            "level", "close");

    private final VectorEnv env;
    private final SharedArrays arrays;
    private final Region actionsAt;
    private final Region seedsAt;
    private final Region maskAt;
    private final Region savedAt;
    private final Region rewardAt;
    private final Region termsAt;
    private final Region terminatedAt;
    private final Region truncatedAt;
    private final Region succeededAt;
    private final Region xiAt;
    private final List<View> views = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    /// [worlds][size]
    private final float[] actions;
    /// [worlds]
    private final long[] seeds;
    /// [worlds]
    private final boolean[] mask;
    /// [saveLength]
    private final double[] saved;

    /// Where a group's observations lie.
    private record View(String group, Region seen, Region last) {}

    /// Where a camera's colours lie, and where episodes begin in the step that ends others, the last ones of these.
    private record Picture(String camera, Region rgb, @Nullable Region last) {}

    /// @param folder for the shared file
    /// @throws IllegalArgumentException when the arrays are larger than [SharedArrays#MOST_BYTES]
    Session(VectorEnv env, Path folder) throws IOException {
        this.env = env;
        int worlds = env.worlds();
        int size = env.singleActionSpace().size();
        actions = new float[worlds * size];
        seeds = new long[worlds];
        mask = new boolean[worlds];
        saved = new double[env.saveLength()];
        SharedArrays.Layout layout = new SharedArrays.Layout();
        actionsAt = layout.add("actions", Type.FLOAT32, worlds, size);
        seedsAt = layout.add("seeds", Type.INT64, worlds);
        maskAt = layout.add("mask", Type.UINT8, worlds);
        rewardAt = layout.add("reward", Type.FLOAT64, worlds);
        termsAt = layout.add("reward_terms", Type.FLOAT64, worlds, env.task().rewards().size());
        terminatedAt = layout.add("terminated", Type.UINT8, worlds);
        truncatedAt = layout.add("truncated", Type.UINT8, worlds);
        succeededAt = layout.add("success", Type.UINT8, worlds);
        xiAt = layout.add("xi", Type.FLOAT64, worlds, env.xi().length / worlds);
        savedAt = layout.add("saved", Type.FLOAT64, saved.length);
        for (ObservationGroup group : env.task().observations()) {
            int n = env.singleObservationSpace(group.name()).size();
            views.add(new View(group.name(), layout.add("observation/" + group.name(), Type.FLOAT32, worlds, n),
                    layout.add("final/" + group.name(), Type.FLOAT32, worlds, n)));
        }
        if (env.hasImages()) {
            env.task().cameras().stream().filter(it -> it.outputs().contains(Output.RGB))
                    .forEach(it -> pictures.add(picture(it, layout)));
        }
        if (layout.bytes() > SharedArrays.MOST_BYTES) {
            throw new IllegalArgumentException(worlds + " worlds need " + layout.bytes()
                    + " bytes of shared arrays, expected at most " + SharedArrays.MOST_BYTES);
        }
        arrays = new SharedArrays(folder, layout);
    }

    private Picture picture(CameraSpec camera, SharedArrays.Layout layout) {
        Region rgb = colours("image/", camera, layout);
        boolean hasLast = env.autoreset() == Autoreset.SAME_STEP;
        return new Picture(camera.name(), rgb, hasLast ? colours("final_image/", camera, layout) : null);
    }

    private Region colours(String prefix, CameraSpec camera, SharedArrays.Layout layout) {
        return layout.add(prefix + camera.name(), Type.UINT8, env.worlds(), camera.camera().height(),
                camera.camera().width(), 3);
    }

    /// What a client has to know before it begins.
    ObjectNode welcome() {
        Task task = env.task();
        ObjectNode out = Link.object();
        out.put("protocol", PROTOCOL).put("task", task.id()).put("description", task.description());
        out.put("worlds", env.worlds()).put("autoreset", env.autoreset().name());
        out.put("exact_restore", env.restoresExactly());
        out.put("period", task.period()).put("max_steps", task.maxSteps());
        out.set("action_space", space(env.singleActionSpace()));
        ObjectNode observations = out.putObject("observations");
        for (View view : views) {
            ObjectNode group = space(env.singleObservationSpace(view.group));
            env.observationLabels(view.group).forEach(group.putArray("labels")::add);
            observations.set(view.group, group);
        }
        task.rewards().stream().map(Reward::name).forEach(out.putArray("rewards")::add);
        pictures.stream().map(Picture::camera).forEach(out.putArray("cameras")::add);
        ObjectNode xi = out.putObject("xi");
        for (Factor factor : task.factors()) {
            xi.putArray(factor.name()).add(env.xiAt(factor.name())).add(factor.sampler().size());
        }
        out.put("file", arrays.file().toString());
        ArrayNode list = out.putArray("arrays");
        for (Region region : arrays.regions()) {
            ObjectNode each = list.addObject().put("name", region.name()).put("offset", region.offset())
                    .put("dtype", region.type().name().toLowerCase(Locale.ROOT));
            Arrays.stream(region.shape()).forEach(each.putArray("shape")::add);
        }
        return out;
    }

    private static ObjectNode space(Space space) {
        ObjectNode out = Link.object();
        switch (space) {
            case Discrete(var n) -> out.put("type", "discrete").put("n", n);
            case Box(var low, var high) -> {
                out.put("type", "box");
                bounds(out.putArray("low"), low);
                bounds(out.putArray("high"), high);
            }
        }
        return out;
    }

    private static void bounds(ArrayNode out, DoubleArray values) {
        for (int i = 0; i < values.length(); i++) {
            out.add(values.get(i));
        }
    }

    /// Does what a client asks for.
    ///
    /// @return the answer, an object without `error`
    /// @throws IllegalArgumentException when the request makes no sense; the message is for the client
    ObjectNode answer(JsonNode request) {
        ObjectNode out = Link.object();
        String type = request.path("type").asText();
        switch (type) {
            case "step" -> {
                arrays.read(actionsAt, actions);
                env.step(actions);
                publish();
            }
            case "reset" -> reset(request.path("seeded").asBoolean());
            case "begin" -> {
                env.reset(world(request), whole(request, "seed"), numbers(request, "xi"));
                publish();
            }
            case "save" -> {
                env.save(world(request), saved, 0);
                arrays.write(savedAt, saved);
            }
            case "restore" -> {
                int world = world(request);
                arrays.read(savedAt, saved);
                env.restore(world, saved, 0);
                publish();
            }
            case "get" -> get(world(request), quantity(request), out.putArray("values"));
            case "set" -> set(world(request), quantity(request), numbers(request, "values"));
            case "level" -> env.setLevel(request.path("value").asDouble(Double.NaN));
            case "close" -> {}
            default -> throw new IllegalArgumentException(
                    "no request '" + type + "'; there are " + REQUESTS + " " + Nearest.remedy(type, REQUESTS));
        }
        return out;
    }

    private void reset(boolean isSeeded) {
        arrays.read(maskAt, mask);
        if (isSeeded) {
            arrays.read(seedsAt, seeds);
            env.reset(seeds, mask);
        } else {
            env.reset(mask);
        }
        publish();
    }

    /// Shows what the worlds are like now.
    private void publish() {
        arrays.write(rewardAt, env.reward());
        arrays.write(termsAt, env.rewardTerms());
        arrays.write(terminatedAt, env.terminated());
        arrays.write(truncatedAt, env.truncated());
        arrays.write(succeededAt, env.succeeded());
        arrays.write(xiAt, env.xi());
        for (View view : views) {
            arrays.write(view.seen, env.observation(view.group));
            if (env.autoreset() == Autoreset.SAME_STEP) {
                arrays.write(view.last, env.finalObservation(view.group));
            }
        }
        for (Picture picture : pictures) {
            arrays.write(picture.rgb, env.images(picture.camera).rgb());
            if (picture.last != null) {
                arrays.write(picture.last, env.finalImages(picture.camera).rgb());
            }
        }
    }

    private void get(int world, Quantity quantity, ArrayNode out) {
        for (int i = 0; i < quantity.size(env.model().sizes()); i++) {
            out.add(env.batch().get(quantity, world, i));
        }
    }

    /// Sets a quantity by hand: what is seen changes with the next step.
    private void set(int world, Quantity quantity, double[] values) {
        int size = quantity.size(env.model().sizes());
        if (values.length != size) {
            throw new IllegalArgumentException(values.length + " numbers, expected the " + size + " of "
                    + quantity.name().toLowerCase(Locale.ROOT));
        }
        if (quantity == Quantity.QACC || quantity == Quantity.ACTUATOR_FORCE || quantity == Quantity.SENSORDATA) {
            throw new IllegalArgumentException(quantity.name().toLowerCase(Locale.ROOT) + " is read only");
        }
        for (int i = 0; i < size; i++) {
            env.batch().set(quantity, world, i, values[i]);
        }
    }

    private int world(JsonNode request) {
        long world = whole(request, "world");
        if (world < 0 || world >= env.worlds()) {
            throw new IllegalArgumentException("world " + world + ", expected 0 to " + (env.worlds() - 1));
        }
        return (int) world;
    }

    private static long whole(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new IllegalArgumentException("'" + name + "' is " + value + ", expected a whole number");
        }
        return value.asLong();
    }

    private static double[] numbers(JsonNode request, String name) {
        JsonNode values = request.path(name);
        double[] out = new double[values.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = values.path(i).asDouble(Double.NaN);
            if (!Double.isFinite(out[i])) {
                throw new IllegalArgumentException(
                        "'" + name + "' has " + values.path(i) + ", expected finite numbers");
            }
        }
        return out;
    }

    private static Quantity quantity(JsonNode request) {
        String name = request.path("quantity").asText();
        for (Quantity quantity : Quantity.values()) {
            if (quantity.name().toLowerCase(Locale.ROOT).equals(name)) {
                return quantity;
            }
        }
        List<String> names = Arrays.stream(Quantity.values()).map(q -> q.name().toLowerCase(Locale.ROOT)).toList();
        throw new IllegalArgumentException(
                "no quantity '" + name + "'; there are " + names + " " + Nearest.remedy(name, names));
    }

    @Override
    public void close() throws IOException {
        arrays.close();
    }
}
