package org.isthmus.task;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.isthmus.model.scene.Scene;
import org.isthmus.task.action.ActionTerm;
import org.isthmus.task.image.CameraSpec;
import org.isthmus.task.objective.Condition;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;

/// Something to be done in a scene, declared.
///
/// Worlds begin in the scene's first keyframe, or its reference configuration, changed by the factors.
///
/// @param id name and version, such as `PickCube-v1`
/// @param description what is to be done, for people
/// @param scene what there is; the task keeps it and nobody changes it any more
/// @param substeps steps of physics in a period of control: the clocks are exact rationals of each other
/// @param maxSteps control steps after which an episode is truncated
/// @param actions their numbers, one after the other, are an action
/// @param observations one group has the name [ObservationGroup#POLICY]
/// @param rewards are added up
/// @param success whether it is done; no reward, and rewards need not agree with it
/// @param endsOnSuccess whether that terminates the episode
/// @param factors drawn and applied in this order
/// @param cameras that can be drawn; of the same size or not
public record Task(
        String id, String description, Scene scene, int substeps, int maxSteps, List<ActionTerm> actions,
        ActionLink link, List<ObservationGroup> observations, List<Reward> rewards, Condition success,
        boolean endsOnSuccess, List<Termination> terminations, List<Factor> factors, List<CameraSpec> cameras) {

    /// @throws IllegalArgumentException when something is missing or twice there
    public Task {
        actions = List.copyOf(actions);
        observations = List.copyOf(observations);
        rewards = List.copyOf(rewards);
        terminations = List.copyOf(terminations);
        factors = List.copyOf(factors);
        cameras = List.copyOf(cameras);
        if (substeps < 1 || maxSteps < 1) {
            throw new IllegalArgumentException("task '" + id + "' with " + substeps + " substeps and " + maxSteps
                    + " steps, expected 1 or more of each");
        }
        requireDistinct(id, "action", actions.stream().map(ActionTerm::name).toList());
        requireDistinct(id, "observation group", observations.stream().map(ObservationGroup::name).toList());
        requireDistinct(id, "reward", rewards.stream().map(Reward::name).toList());
        requireDistinct(id, "factor", factors.stream().map(Factor::name).toList());
        requireDistinct(id, "camera", cameras.stream().map(CameraSpec::name).toList());
        if (observations.stream().noneMatch(g -> g.name().equals(ObservationGroup.POLICY))) {
            throw new IllegalArgumentException(
                    "task '" + id + "' has no group of observations named '" + ObservationGroup.POLICY + "'");
        }
    }

    private static void requireDistinct(String id, String kind, List<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("task '" + id + "' has two of " + kind + " '" + name + "'");
            }
        }
    }

    /// Time between two actions, s.
    public double period() {
        return substeps * scene.physics.timestep;
    }

    /// The longest episode, s.
    public double duration() {
        return maxSteps * period();
    }

    /// A task to be filled in.
    public static Builder of(String id, String description, Scene scene) {
        return new Builder(id, description, scene);
    }

    /// The same task with other factors.
    public Task withFactors(List<Factor> other) {
        return new Task(id, description, scene, substeps, maxSteps, actions, link, observations, rewards, success,
                endsOnSuccess, terminations, other, cameras);
    }

    /// The same task with other actions.
    public Task withActions(List<ActionTerm> other) {
        return new Task(id, description, scene, substeps, maxSteps, other, link, observations, rewards, success,
                endsOnSuccess, terminations, factors, cameras);
    }

    /// The same task in another scene, which has all that it names.
    public Task withScene(Scene other) {
        return new Task(id, description, other, substeps, maxSteps, actions, link, observations, rewards, success,
                endsOnSuccess, terminations, factors, cameras);
    }

    /// The same task with other cameras.
    public Task withCameras(List<CameraSpec> other) {
        return new Task(id, description, scene, substeps, maxSteps, actions, link, observations, rewards, success,
                endsOnSuccess, terminations, factors, other);
    }

    /// Collects the parts of a task.
    public static final class Builder {
        private final String id;
        private final String description;
        private final Scene scene;
        private int substeps = 1;
        private int maxSteps = 100;
        private final List<ActionTerm> actions = new ArrayList<>();
        private ActionLink link = ActionLink.DIRECT;
        private final List<ObservationGroup> observations = new ArrayList<>();
        private final List<Reward> rewards = new ArrayList<>();
        private Condition success = Condition.NEVER;
        private boolean endsOnSuccess;
        private final List<Termination> terminations = new ArrayList<>();
        private final List<Factor> factors = new ArrayList<>();
        private final List<CameraSpec> cameras = new ArrayList<>();

        private Builder(String id, String description, Scene scene) {
            this.id = id;
            this.description = description;
            this.scene = scene;
        }

        /// @param count steps of physics in a period of control
        public Builder substeps(int count) {
            substeps = count;
            return this;
        }

        /// @param count control steps of the longest episode
        public Builder maxSteps(int count) {
            maxSteps = count;
            return this;
        }

        public Builder action(ActionTerm term) {
            actions.add(term);
            return this;
        }

        public Builder link(ActionLink how) {
            link = how;
            return this;
        }

        public Builder observe(ObservationGroup group) {
            observations.add(group);
            return this;
        }

        public Builder reward(Reward term) {
            rewards.add(term);
            return this;
        }

        /// @param ends whether success terminates the episode
        public Builder success(Condition condition, boolean ends) {
            success = condition;
            endsOnSuccess = ends;
            return this;
        }

        public Builder terminate(String name, Condition condition) {
            terminations.add(new Termination(name, condition));
            return this;
        }

        public Builder factor(Factor factor) {
            factors.add(factor);
            return this;
        }

        public Builder camera(CameraSpec camera) {
            cameras.add(camera);
            return this;
        }

        /// @throws IllegalArgumentException when something is missing or twice there
        public Task build() {
            return new Task(id, description, scene, substeps, maxSteps, actions, link, observations, rewards, success,
                    endsOnSuccess, terminations, factors, cameras);
        }
    }
}
