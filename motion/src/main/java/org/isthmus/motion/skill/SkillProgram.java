package org.isthmus.motion.skill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.skill.Skill.Check;
import org.isthmus.motion.trajectory.Trajectory;
import org.jspecify.annotations.Nullable;

/// A program of skills in a running world: plans some, does one after the other, checks what each needs before and what it
/// has brought about; where that is missing, recovers and plans anew from what is then seen, a bounded number of times.
///
/// The world stands still while it thinks. What it sees is the simulation's state.
public abstract sealed class SkillProgram permits PickAndPlace, Opening, Pushing, Pouring, HandOver, BimanualLift {
    /// A finger that presses less does not hold, N.
    private static final double HOLDS = 1;
    /// Until motions and servos have come to rest, s.
    static final double SETTLE = 0.2;
    /// An arm that is nearer in each coordinate is at the end of a motion, rad or m.
    private static final double AT_END = 0.05;
    /// How far an object may move in a hand, m.
    private static final double SLIP = 0.02;
    /// What moves slower rests, m/s or rad/s.
    private static final double STILL = 0.05;

    final SkillWorld world;
    final SkillOptions options;
    final Actions actions;
    private final Deque<Skill> skills = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private @Nullable Outcome outcome;
    private @Nullable Skill current;
    private int tick;
    private int attempts;

    SkillProgram(SkillWorld world, SkillOptions options) {
        this.world = world;
        this.options = options;
        actions = new Actions(options.period());
    }

    /// Adds the next skills, or ends the program.
    abstract void plan();

    /// What is done after a failure, before all begins anew.
    abstract Skill.Action recovery();

    public final boolean isOver() {
        return outcome != null;
    }

    /// How it ended.
    ///
    /// @throws IllegalStateException when it has not
    public final Outcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("the attempt is not over");
        }
        return outcome;
    }

    /// How often it began.
    public final int attempts() {
        return attempts;
    }

    /// What went wrong on the way, in words.
    public final List<String> log() {
        return List.copyOf(log);
    }

    /// Gives the commands of one period of control.
    public final void act() {
        if (outcome != null) {
            return;
        }
        if (world.isDiverged()) {
            fail(Outcome.DIVERGED, "the world diverged");
        } else if (current == null) {
            next();
        } else if (current.action().act(world, tick++)) {
            String missing = current.after().of(world);
            if (missing.isEmpty()) {
                current = null;
            } else {
                fail(current.failure(), current.name() + ": " + missing);
            }
        }
    }

    /// Begins the next skill; plans when there is none.
    private void next() {
        if (skills.isEmpty()) {
            plan();
            return;
        }
        Skill skill = skills.removeFirst();
        String missing = skill.before().of(world);
        if (!missing.isEmpty()) {
            fail(skill.failure(), "before " + skill.name() + ": " + missing);
            return;
        }
        current = skill;
        tick = 0;
    }

    final void add(Skill skill) {
        skills.add(skill);
    }

    /// Counts an attempt.
    final void begin() {
        attempts++;
    }

    /// Tries again, as long as that is allowed and can help: what is spilt is spilt.
    final void fail(Outcome how, String why) {
        log.add(why);
        skills.clear();
        current = null;
        if (how == Outcome.DIVERGED || how == Outcome.SPILT || attempts >= options.attempts()) {
            outcome = how;
            return;
        }
        add(new Skill("back", how, Check.NONE, recovery(), Check.NONE));
    }

    /// Ends for good.
    final void end(Outcome how, String why) {
        log.add(why);
        outcome = how;
    }

    final void succeed(Outcome how) {
        outcome = how;
    }

    /// Whether both fingers press on the object.
    static String grips(SkillWorld w) {
        double grip = w.grip();
        return grip >= HOLDS ? "" : String.format(Locale.ROOT, "the weaker finger presses by %.2f N", grip);
    }

    /// The effect of putting down: the object rests at its place; then the program has succeeded.
    final String misplaced(Pose place) {
        Pose now = world.object();
        double away = now.position().distance(place.position());
        double turned = now.rotation().angleTo(place.rotation());
        if (world.objectSpeed() > STILL) {
            return "the object still moves";
        }
        if (away > options.near() || turned > options.turned()) {
            return String.format(Locale.ROOT, "the object is %.0f mm and %.2f rad away from its place", 1e3 * away,
                    turned);
        }
        succeed(Outcome.PLACED);
        return "";
    }

    /// Says how far the object moved in the hand, where it is too far.
    ///
    /// @param hold of the object in the tool's frame, before
    static String slipped(SkillWorld w, Pose hold) {
        double moved = w.held().position().distance(hold.position());
        return moved < SLIP ? "" : String.format(Locale.ROOT, "the object moved in the hand by %.0f mm", 1e3 * moved);
    }

    final boolean isAtEndOf(@Nullable Trajectory way) {
        return isAtEndOf(way, world);
    }

    static boolean isAtEndOf(@Nullable Trajectory way, SkillWorld world) {
        if (way == null) {
            return false;
        }
        double[] now = world.arm();
        double[] end = way.at(way.duration(), 0);
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - end[i]) > AT_END) {
                return false;
            }
        }
        return true;
    }
}
