package org.isthmus.task.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.Task;
import org.isthmus.task.objective.Objective;
import org.isthmus.task.objective.Reward;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.signal.Signal;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskCheckerTest {
    private static final boolean IS_SLOW = Boolean.getBoolean("isthmus.slow");
    /// Enough for episodes of the quick tasks to end; all of the checker's steps in the slow suite.
    private static final int STEPS = IS_SLOW ? TaskChecker.STEPS : 54;
    /// So few that no kernel is emitted for the task's robot, of which compiling takes most of the checker's time.
    private static final int FEW = 4;
    /// Of these, worlds that are stepped together are played against one that is alone in the quick suite too.
    private static final Set<String> TOGETHER = Set.of("CartPole-v1", "PickCube-v1", "WalkFlat-v1");

    private static List<String> findings(Task task) {
        Diagnostics diagnostics = new Diagnostics();
        int worlds = IS_SLOW || TOGETHER.contains(task.id()) ? TaskChecker.WORLDS : FEW;
        try (Parallel pool = Parallel.of(2)) {
            TaskChecker.check(task, worlds, STEPS, pool, diagnostics);
        }
        return diagnostics.list().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void everyTaskPasses(String id) {
        assertThat(findings(Tasks.named(id).make())).isEmpty();
    }

    static List<String> ids() {
        return Tasks.all().stream().map(Tasks.Entry::id).toList();
    }

    @Test
    void whatIsWrongWithATaskIsFound() {
        Task cart = Tasks.named("CartPole-v1").make();
        AtomicInteger calls = new AtomicInteger();
        Objective moody = signals -> row -> calls.incrementAndGet();
        Objective undefined = signals -> row -> 0.0 / 0.0;
        Signal.Computed none = new Signal.Computed("none", "", 1, List.of(),
                (row, inputs, out) -> row.set(out, Double.NEGATIVE_INFINITY));
        Task.Builder bad = Task.of(cart.id(), cart.description(), cart.scene()).maxSteps(500)
                .action(cart.actions().getFirst())
                .observe(ObservationGroup.policy(List.of(Observation.of("none", none), Observation.of("none", none))))
                .reward(new Reward("moody", 1, "", moody)).reward(new Reward("undefined", 1, "", undefined));
        cart.terminations().forEach(it -> bad.terminate(it.name(), it.condition()));
        cart.factors().forEach(bad::factor);
        assertThat(findings(bad.build())).containsExactly(
                "task CartPole-v1: error: group 'policy' of 2 numbers with the names [none[0], none[0]]; "
                        + "expected one name for each, all different",
                "task CartPole-v1: error: observation 'none[0]' of group 'policy' is out of its space or no number; "
                        + "expected finite, -Infinity to Infinity",
                "task CartPole-v1: error: reward 'undefined' is NaN; expected a finite number",
                "task CartPole-v1: error: the terms of a reward differ from what they were alone; expected the same bits",
                "task CartPole-v1: error: two seeds begin with the same observations; "
                        + "expected that the factors change what is seen");
    }
}
