package org.isthmus.pipeline.project;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.dataset.format.DatasetFormat;
import org.isthmus.learn.imitation.ImitationConfig;
import org.isthmus.learn.imitation.TrainingConfig;
import org.isthmus.pipeline.ActorKind;
import org.isthmus.pipeline.Pictures;
import org.isthmus.pipeline.Recording;
import org.isthmus.pipeline.TaskSetup;
import org.isthmus.pipeline.adapt.ObjectView;
import org.isthmus.pipeline.seed.Evidence;

/// All that decides what is made: a project as its file says it, with defaults for the rest.
///
/// @param name for people
/// @param text of the file
/// @param evidence empty: the task's script acts
/// @param setup the task, the robot, what is randomized
public record Project(String name, String text, Optional<Shown> evidence, TaskSetup setup, Dataset dataset,
        Training training, Evaluation evaluation) {
    /// What shows how it is done.
    ///
    /// @param files the first that is there is taken; `sample`: a recording that Isthmus makes
    /// @param options how it is read
    /// @param take which of its demonstrations, from 0; −1: the one that shows most
    public record Shown(List<String> files, Evidence.Options options, int take) {
        public Shown {
            files = List.copyOf(files);
        }
    }

    /// What is recorded.
    ///
    /// @param episodes successes that are wanted
    /// @param attempts the budget: no more are made
    /// @param seed of attempt 0
    /// @param views of objects that are added
    /// @param formats in which the episodes leave, beside the store
    public record Dataset(long episodes, long attempts, long seed, Pictures pictures, Set<ObjectView> views,
            List<DatasetFormat> formats) {
        public Dataset {
            views = Collections.unmodifiableSortedSet(new TreeSet<>(views));
            formats = List.copyOf(formats);
        }
    }

    /// How a policy is trained.
    ///
    /// @param groups of observations that it sees
    /// @param unseen terms of these groups that it does not look at
    /// @param estimated terms that it estimates from its images instead of looking at them
    /// @param cameras that it sees by
    /// @param seed of all that is drawn
    public record Training(ImitationConfig algorithm, TrainingConfig config, List<String> groups, List<String> unseen,
            List<String> estimated, List<String> cameras, long seed) {
        public Training {
            groups = List.copyOf(groups);
            unseen = List.copyOf(unseen);
            estimated = List.copyOf(estimated);
            cameras = List.copyOf(cameras);
        }
    }

    /// Where and how the policy is tried.
    ///
    /// @param engines of physics, by name
    /// @param trials in each engine with each shift
    /// @param seed of trial 0
    /// @param shifts the first shifts nothing
    public record Evaluation(List<String> engines, int trials, long seed, List<Shift> shifts) {
        public Evaluation {
            engines = List.copyOf(engines);
            shifts = List.copyOf(shifts);
        }
    }

    /// The stage whose episodes are learned from and exported.
    public Stage episodes() {
        return dataset.views.isEmpty() ? Stage.SCALE : Stage.ADAPT;
    }

    /// What is recorded by the task's script; where there is evidence, by [Recording#with(org.isthmus.pipeline.seed.Seed)].
    public Recording recording() {
        return new Recording(setup, Recording.ENGINE, dataset.seed, ActorKind.SCRIPT, Recording.Keep.SUCCESSES,
                dataset.pictures);
    }
}
