package org.isthmus.learn.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.isthmus.task.Task;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.image.ObjectCloud;
import org.isthmus.task.image.ObjectMask;

/// What goes into a policy, what comes out, how fast, and where the policy is from.
///
/// Numbers go in and come out as the task has them, in its units: what a network needs them scaled by is part of its graph.
///
/// @param inputs one or more, each of another name
/// @param states what a recurrent policy remembers: zero at the start of an episode
/// @param provenance by name: task, seed, algorithm, settings, versions; what a reader of the folder wants to know of its making
public record PolicySpec(List<Input> inputs, List<State> states, Action action, SortedMap<String, String> provenance) {
    /// The name of the action among the outputs of the graph.
    public static final String ACTION = "action";
    /// What is put before the name of a camera.
    public static final String IMAGES = "images/";
    /// What is put before the name of a state among the outputs of the graph.
    static final String NEXT = "next.";
    private static final int MAX_INPUTS = 100;
    private static final long MAX_NUMBERS = 1L << 26;
    private static final String NAME = "[A-Za-z0-9_./-]{1,100}";

    public PolicySpec {
        inputs = List.copyOf(inputs);
        states = List.copyOf(states);
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
        if (inputs.isEmpty() || inputs.size() + states.size() > MAX_INPUTS) {
            throw new IllegalArgumentException(
                    inputs.size() + " inputs and " + states.size() + " states, expected 1 to "
                            + MAX_INPUTS + " together");
        }
        List<String> names = new ArrayList<>(inputs.stream().map(Input::name).toList());
        names.addAll(states.stream().map(State::name).toList());
        if (names.stream().distinct().count() < names.size() || names.contains(ACTION)) {
            throw new IllegalArgumentException(
                    "names of inputs and states are " + names + ", expected different ones, none '" + ACTION + "'");
        }
    }

    /// Whether it sees by cameras.
    public boolean isSeeing() {
        return inputs.stream().anyMatch(input -> input.kind() == Kind.IMAGE || input.kind() == Kind.POINTS);
    }

    /// A task with cameras as this policy needs them: with images of the size of its own, which tell objects and points apart where it sees such.
    public Task fitted(Task task) {
        List<Input> images = inputs.stream().filter(input -> input.kind() == Kind.IMAGE).toList();
        boolean isMeasured = inputs.stream().anyMatch(input -> input.kind() == Kind.POINTS);
        List<CameraSpec> cameras = new ArrayList<>(task.cameras());
        if (!images.isEmpty()) {
            List<Integer> shape = images.getFirst().shape();
            cameras.replaceAll(camera -> camera.sized(shape.get(1), shape.get(0)));
        }
        cameras.replaceAll(camera -> images.stream().anyMatch(image -> image.name().equals(IMAGES + camera.name()
                + ObjectMask.SUFFIX)) ? ObjectMask.telling(camera) : camera);
        if (isMeasured) {
            cameras.replaceAll(ObjectCloud::measuring);
        }
        return task.withCameras(cameras);
    }

    /// What an input is.
    public enum Kind {
        /// Numbers of an observation group.
        VALUES,
        /// Points of an object that a camera sees, in the world, m: [org.isthmus.task.image.ObjectCloud].
        POINTS,
        /// What a camera sees: sRGB bytes.
        IMAGE,
        /// Standard normal numbers that the runner draws, of policies that sample.
        NOISE
    }

    /// Something that goes in.
    ///
    /// @param name of an observation group or cloud, or [#IMAGES] and a camera
    /// @param shape of one moment: [size], of clouds [points, 3], of images [height, width, 3]
    /// @param history moments that go in together, the last the newest; 1: only the newest, without an axis of its own
    /// @param unit of all numbers, or empty
    /// @param labels of the numbers, or empty
    public record Input(String name, Kind kind, List<Integer> shape, int history, String unit, List<String> labels) {
        private static final int MAX_HISTORY = 1000;

        public Input {
            shape = checked(name, shape);
            labels = List.copyOf(labels);
            if (history < 1 || history > MAX_HISTORY
                    || kind == Kind.IMAGE && (shape.size() != 3 || shape.get(2) != 3)) {
                throw new IllegalArgumentException("input '" + name + "' of " + kind + " with shape " + shape
                        + " and history " + history + ", expected a history of 1 to " + MAX_HISTORY
                        + ", and images of [height, width, 3]");
            }
        }

        /// Numbers of the newest moment.
        public static Input values(String name, int size) {
            return new Input(name, Kind.VALUES, List.of(size), 1, "", List.of());
        }

        /// The newest image of a camera.
        public static Input image(String camera, int width, int height) {
            return new Input(IMAGES + camera, Kind.IMAGE, List.of(height, width, 3), 1, "", List.of());
        }

        /// Drawn numbers.
        public static Input noise(String name, Integer... shape) {
            return new Input(name, Kind.NOISE, List.of(shape), 1, "", List.of());
        }

        public Input withHistory(int moments) {
            return new Input(name, kind, shape, moments, unit, labels);
        }

        public Input withLabels(List<String> others) {
            return new Input(name, kind, shape, history, unit, others);
        }

        /// Numbers of one moment.
        public int size() {
            return PolicySpec.size(shape);
        }

        /// Without the batch: the shape, after the history where there is one.
        public List<Integer> wholeShape() {
            if (history == 1) {
                return shape;
            }
            List<Integer> whole = new ArrayList<>(List.of(history));
            whole.addAll(shape);
            return whole;
        }
    }

    /// What is remembered from one call to the next.
    ///
    /// @param shape without the batch
    public record State(String name, List<Integer> shape) {
        public State {
            shape = checked(name, shape);
        }
    }

    /// What comes out.
    ///
    /// @param size numbers of one action
    /// @param rateHz how often an action is sent
    /// @param chunk actions that are predicted together; 1: only the next, without an axis of its own
    /// @param steps of a chunk that are sent before the next is predicted
    /// @param ensembling m of the mean over all predictions that were made of the action of this step, at this step and at those before, in which
    ///     the i-th oldest has the weight e^(−m·i) (Zhao et al. 2023, section IV.A); `steps` must be 1 then. Negative: only the newest counts
    /// @param unit of all numbers, or empty
    /// @param labels of the numbers, or empty
    public record Action(int size, double rateHz, int chunk, int steps, double ensembling, String unit,
            List<String> labels) {
        private static final int MAX_CHUNK = 1000;

        public Action {
            labels = List.copyOf(labels);
            checked(ACTION, List.of(size));
            if (chunk < 1 || chunk > MAX_CHUNK || steps < 1 || steps > chunk || !(rateHz > 0)
                    || !Double.isFinite(rateHz) || !Double.isFinite(ensembling) || ensembling >= 0 && steps != 1) {
                throw new IllegalArgumentException("chunk " + chunk + ", steps " + steps + ", ensembling " + ensembling
                        + ", rate " + rateHz + " Hz; expected 1 to " + MAX_CHUNK
                        + " actions in a chunk, no more steps than these, one step with ensembling, and a positive rate");
            }
        }

        /// One action at a time.
        public static Action single(int size, double rateHz) {
            return new Action(size, rateHz, 1, 1, -1, "", List.of());
        }

        /// Actions in chunks.
        public static Action chunks(int size, double rateHz, int chunk, int steps) {
            return new Action(size, rateHz, chunk, steps, -1, "", List.of());
        }

        public Action withLabels(List<String> others) {
            return new Action(size, rateHz, chunk, steps, ensembling, unit, others);
        }

        public Action withEnsembling(double rate) {
            return new Action(size, rateHz, chunk, 1, rate, unit, labels);
        }

        /// Without the batch.
        List<Integer> wholeShape() {
            return chunk == 1 ? List.of(size) : List.of(chunk, size);
        }
    }

    /// A policy of one observation group without states.
    public static PolicySpec of(Input input, Action action) {
        return new PolicySpec(List.of(input), List.of(), action, new TreeMap<>());
    }

    public PolicySpec withProvenance(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(provenance);
        more.put(name, value.toString());
        return new PolicySpec(inputs, states, action, more);
    }

    /// The term of observations that each number belongs to: its label up to the bracket.
    public static List<String> terms(List<String> labels) {
        return labels.stream().map(label -> label.indexOf('[') < 0 ? label : label.substring(0, label.indexOf('[')))
                .toList();
    }

    private static List<Integer> checked(String name, List<Integer> shape) {
        long size = 1;
        for (int length : shape) {
            size = length < 1 || size > MAX_NUMBERS ? MAX_NUMBERS + 1 : size * length;
        }
        if (!name.matches(NAME) || size > MAX_NUMBERS) {
            throw new IllegalArgumentException("'" + name + "' of shape " + shape
                    + ", expected a name of letters, digits, '_', '.', '/' and '-', and 1 to " + MAX_NUMBERS
                    + " numbers");
        }
        return List.copyOf(shape);
    }

    static int size(List<Integer> shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        return size;
    }
}
