package org.isthmus.pipeline.seed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.pipeline.seed.ArmCheck.Trouble;
import org.isthmus.pipeline.seed.GraspOptions.Option;
import org.isthmus.pipeline.seed.Routes.Load;
import org.isthmus.pipeline.seed.Routes.Route;
import org.isthmus.task.solve.Sight;
import org.jspecify.annotations.Nullable;

/// Chooses, of all valid grasps, the one nearest to the demonstrated one for which the whole way can be gone: reach, grasp, carry, place.
///
/// First among the ways that the demonstration or a simple rule gives; where no grasp has one, planned ways stand in for what cannot be followed.
final class Chooser {
    /// What a failed grasp counts, and turning by a radian to get to one, rad; and where time is short.
    private static final double FAILED = 0.6;
    private static final double TURNING = 0.1;
    private static final double TURNING_IN_HASTE = 0.5;
    /// How far tools are drawn back where fingers would touch the table, m.
    private static final double[] DRAWN_BACK = {0, 4e-3, 8e-3, 0.012};
    private static final int MOST_TRIED = 40;
    /// Grasps for which ways are planned.
    private static final int MOST_PLANNED = 4;

    private final Errand errand;
    private final Routes routes;
    private final Sight sight;
    private final String body;
    private final Pose from;
    private final Pose begin;
    private final boolean isHasty;
    private Failure failure = new Failure("reach", Trouble.OUT_OF_REACH);

    /// What keeps a grasp from being taken.
    ///
    /// @param step of the seed
    private record Failure(String step, Trouble trouble) {}

    /// A grasp of the object in one of its frames.
    private record Candidate(Pose frame, Choice choice, double cost) {}

    /// @param body the object's
    /// @param from where the tool is
    /// @param begin where it goes back to first
    /// @param isHasty whether the task gives little time
    Chooser(Errand errand, Routes routes, Sight sight, String body, Pose from, Pose begin, boolean isHasty) {
        this.errand = errand;
        this.routes = routes;
        this.sight = sight;
        this.body = body;
        this.from = from;
        this.begin = begin;
        this.isHasty = isHasty;
    }

    /// The step at which the last failed, and why.
    String step() {
        return failure.step;
    }

    String reason() {
        return failure.trouble.words();
    }

    /// @param failed by number of the grasp: how often it failed
    Choice choose(GraspOptions grasps, Map<Integer, Integer> failed) {
        List<Candidate> all = candidates(grasps, failed);
        if (all.isEmpty()) {
            failure = new Failure("reach", new Trouble("the object lies as it cannot be grasped", ""));
        }
        List<Candidate> free = new ArrayList<>();
        for (Candidate wanted : all) {
            Candidate candidate = drawnBack(wanted);
            if (candidate != null) {
                if (free.size() == MOST_TRIED) {
                    break;
                }
                free.add(candidate);
                Choice made = followed(candidate);
                if (!made.isNone()) {
                    return made;
                }
            }
        }
        return free.stream().limit(MOST_PLANNED).map(this::planned).filter(choice -> !choice.isNone()).findFirst()
                .orElse(Choice.NONE);
    }

    /// The nearest first.
    private List<Candidate> candidates(GraspOptions grasps, Map<Integer, Integer> failed) {
        Pose object = sight.body(body);
        List<Candidate> all = new ArrayList<>();
        double turning = isHasty ? TURNING_IN_HASTE : TURNING;
        for (Pose frame : grasps.frames(object)) {
            Quat symmetry = object.rotation().conjugate().times(frame.rotation()).normalized();
            for (int i = 0; i < grasps.options().size(); i++) {
                Option option = grasps.options().get(i);
                for (Quat flip : List.of(Quat.IDENTITY, GraspOptions.FLIP)) {
                    Pose grasp = new Pose(option.tool().position(), option.tool().rotation().times(flip).normalized());
                    double turn = frame.times(grasp).rotation().angleTo(begin.rotation());
                    double cost = option.cost() + turning * turn + FAILED * failed.getOrDefault(i, 0);
                    Choice choice = new Choice(i, body, symmetry, grasp, option.width(), frame.times(grasp),
                            Choice.NONE.reach());
                    all.add(new Candidate(frame, choice, cost));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::cost));
        return all;
    }

    /// The grasp, or one nearer to the ends of the fingers, at which no part of the arm touches the table; null: there is none that can be reached.
    private @Nullable Candidate drawnBack(Candidate wanted) {
        Choice choice = wanted.choice;
        for (double back : DRAWN_BACK) {
            Pose grasp = choice.grasp().times(Pose.at(0, 0, -back));
            Pose contact = wanted.frame.times(grasp);
            if (routes.hasRoom(sight.arm(), contact)) {
                return new Candidate(wanted.frame, new Choice(choice.number(), body, choice.symmetry(), grasp,
                        choice.width(), contact, choice.reach()), wanted.cost);
            }
        }
        return null;
    }

    /// The grasp with the first way that can be followed, and from whose end the object can be carried.
    private Choice followed(Candidate candidate) {
        for (List<Pose> way : routes.reaches(candidate.frame, candidate.choice.grasp())) {
            double[] x = sight.arm();
            Route reach = routes.reach(x, from, begin, way, candidate.choice.contact());
            if (!reach.isFree()) {
                failure = new Failure("reach", reach.trouble());
                continue;
            }
            Route carry = routes.carry(x, load(candidate));
            if (carry.isFree()) {
                return candidate.choice.with(reach.path());
            }
            failure = new Failure("carry", carry.trouble());
        }
        return Choice.NONE;
    }

    /// The grasp with planned ways in place of those that cannot be followed.
    private Choice planned(Candidate candidate) {
        double[] x = sight.arm();
        Route reach = reach(x, candidate);
        if (!reach.isFree()) {
            failure = new Failure("reach", reach.trouble());
            return Choice.NONE;
        }
        Route carry = routes.carryAnyhow(x, load(candidate));
        if (!carry.isFree()) {
            failure = new Failure("carry", carry.trouble());
            return Choice.NONE;
        }
        return candidate.choice.with(reach.path());
    }

    /// @param x [n] where the arm is; out: at the contact, where there is a way
    private Route reach(double[] x, Candidate candidate) {
        Choice choice = candidate.choice;
        Trouble last = Trouble.NONE;
        for (List<Pose> way : routes.reaches(candidate.frame, choice.grasp())) {
            double[] end = x.clone();
            Route reach = routes.reach(end, from, begin, way, choice.contact());
            if (reach.isFree()) {
                System.arraycopy(end, 0, x, 0, x.length);
                return reach;
            }
            last = reach.trouble();
        }
        return routes.reachRound(x, from, begin, candidate.frame, choice.grasp(), last);
    }

    /// What the hand is then to carry.
    private Load load(Candidate candidate) {
        Choice choice = candidate.choice;
        return new Load(choice.contact(), candidate.frame, choice.grasp(), choice.held(choice.grasp()),
                choice.goal(errand.goal().apply(sight)));
    }
}
