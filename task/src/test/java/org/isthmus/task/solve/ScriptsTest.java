package org.isthmus.task.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;

import org.assertj.core.api.SoftAssertions;
import org.isthmus.core.math.Pose;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Scripts solve their tasks: a few layouts with the usual robot; with `-Disthmus.slow=true` a hundred with every robot, and the rates are printed.
class ScriptsTest {
    private static final int LAYOUTS = 100;
    /// A few layouts are solved but for one; a hundred, but for so many.
    private static final int FEW = 6;

    static List<String> ids() {
        return Scripts.ids();
    }

    /// How many layouts end in success.
    private static int solved(String id, String robot, int layouts, long seed) {
        Task task = Tasks.named(id).make(robot);
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(layouts, "lane", Autoreset.DISABLED, false),
                    pool);
            env.reset(seed);
            Solver solver = Scripts.solver(env, robot, pool);
            float[] actions = new float[layouts * env.singleActionSpace().size()];
            for (int t = 0; t < task.maxSteps(); t++) {
                solver.act(actions);
                env.step(actions);
            }
            int solved = 0;
            for (boolean done : env.succeeded()) {
                solved += done ? 1 : 0;
            }
            return solved;
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aScriptSolvesItsTask(String id) {
        assertThat(solved(id, Tasks.named(id).robots().getFirst(), FEW, 500)).isGreaterThanOrEqualTo(FEW - 1);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aScriptSolvesMostOfAHundredLayoutsWithEveryRobot(String id) {
        assumeThat(Boolean.getBoolean("isthmus.slow")).as("a hundred layouts: with -Disthmus.slow=true").isTrue();
        SoftAssertions all = new SoftAssertions();
        for (String robot : Tasks.named(id).robots()) {
            int solved = solved(id, robot, LAYOUTS, 1);
            System.out.println(id + ", " + robot + ": " + solved + " of " + LAYOUTS);
            all.assertThat(solved).as("%s, %s", id, robot).isGreaterThanOrEqualTo(Scripts.isHard(id) ? 80 : 95);
        }
        all.assertAll();
    }

    /// With fingers nearly closed, a corner of this cube came between them: they gripped it, and the hand tipped over it.
    @Test
    void aCubeIsPushedByItsCornerToo() {
        assertThat(solved("PushToGoal-v1", "widowx-250s", 1, 8)).isEqualTo(1);
    }

    @Test
    void aPathWhoseMiddleCannotBeReachedIsNotFollowed() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(Tasks.named("Reach-v1").make("widowx-250s"), VectorEnv.Options.of(1), pool);
            env.reset(1);
            List<Boolean> reaches = new ArrayList<>();
            Way look = (from, sight) -> {
                Pose near = Scripts.raised(from, 0.02);
                Pose far = Scripts.raised(from, 2);
                for (Pose middle : List.of(near, far)) {
                    reaches.add(sight.reaches(Way.then(Way.straight(from, middle), Way.straight(middle, from))));
                }
                return share -> from;
            };
            new ScriptedSolver(env, ArmOnTable.gripper("widowx-250s", env.model()),
                    List.of(new Move("look", look, Scripts.OPEN, Scripts.FAST, 0.1, sight -> true)), pool)
                    .act(new float[env.singleActionSpace().size()]);
            assertThat(reaches).containsExactly(true, false);
        }
    }

    @Test
    void aTaskWithoutAScriptIsTold() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(Tasks.named("CartPole-v1").make(), VectorEnv.Options.of(1), pool);
            assertThatThrownBy(() -> Scripts.solver(env, "panda", pool))
                    .hasMessageContaining("task 'CartPole-v1' has no script");
        }
    }
}
