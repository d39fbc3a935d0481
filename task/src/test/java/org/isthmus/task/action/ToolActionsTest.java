package org.isthmus.task.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.Observation;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.scene.ArmOnTable;
import org.isthmus.task.signal.Place;
import org.isthmus.task.signal.Signal;
import org.junit.jupiter.api.Test;

class ToolActionsTest {
    private static final Quat TURN = Quat.fromAxisAngle(Vec3.Z, 0.5);
    private static final ArmOnTable STATION = station();

    /// An arm with a site `bench` beside its middle, turned.
    private static ArmOnTable station() {
        ArmOnTable station = ArmOnTable.of("panda");
        Scene scene = station.scene();
        scene.world.addSite("bench", new Pose(station.middle(), TURN));
        return station;
    }

    /// Where the tool is after some actions, in the world's frame: position and orientation.
    private static double[] after(ActionTerm action, float[] numbers, int steps) {
        return after(action, new float[][]{numbers}, steps);
    }

    /// Likewise, after several actions, each for so many steps.
    private static double[] after(ActionTerm action, float[][] numbers, int... steps) {
        Signal.Measured at = new Signal.Position(Place.site(STATION.tool()));
        Signal.Measured turn = new Signal.Orientation(Place.site(STATION.tool()));
        Task task = Task.of("Move-v1", "", STATION.scene()).substeps(10).maxSteps(1000).action(action)
                .observe(ObservationGroup.policy(List.of(Observation.of("at", at), Observation.of("turn", turn))))
                .build();
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, false), pool);
            env.reset(1);
            for (int i = 0; i < steps.length; i++) {
                for (int t = 0; t < steps[i]; t++) {
                    env.step(numbers[i]);
                }
            }
            float[] seen = env.observation(ObservationGroup.POLICY);
            double[] out = new double[7];
            for (int i = 0; i < out.length; i++) {
                out[i] = seen[i];
            }
            return out;
        }
    }

    private static void assertNear(double[] is, Vec3 at, Quat turn) {
        assertThat(Vec3.of(is, 0).distance(at)).as("%s from %s", Vec3.of(is, 0), at).isCloseTo(0, within(0.012));
        assertThat(Quat.of(is, 3).angleTo(turn)).isCloseTo(0, within(0.03));
    }

    @Test
    void theToolGoesWhereTheNumbersSayInTheFrameThatIsNamed() {
        Quat down = ArmOnTable.down(0);
        ToolPose action = new ToolPose("tool", STATION.tool(), STATION.armServos(), "bench",
                new Pose(new Vec3(0, 0, 0.15), down), new Vec3(0.1, 0.2, 0.1), 1, 0.02, 0.1);
        double[] is = after(action, new float[]{0.5f, -0.5f, 0.5f, 0, 0, 0.4f}, 60);
        Vec3 wanted = STATION.middle().plus(TURN.rotate(new Vec3(0.05, -0.1, 0.2)));
        assertNear(is, wanted, TURN.times(Quat.fromAxisAngle(Vec3.Z, 0.4)).times(down));
    }

    @Test
    void movesAreAlongTheAxesOfTheFrameThatIsNamed() {
        double[] start = after(new ToolDelta("tool", STATION.tool(), STATION.armServos(), 0.01, 0.05),
                new float[6], 20);
        double[] is = after(new ToolDelta("tool", STATION.tool(), STATION.armServos(), 0.005, 0.05, "bench",
                Double.NEGATIVE_INFINITY),
                new float[]{1, 0, 0, 0, 0, 0}, 20);
        assertNear(is, Vec3.of(start, 0).plus(TURN.rotate(new Vec3(0.1, 0, 0))), Quat.of(start, 3));
    }

    @Test
    void whatHoldsTheToolBackDoesNotLetItsTargetRunAway() {
        ToolDelta action = new ToolDelta("tool", STATION.tool(), STATION.armServos(), 0.05, 0.1);
        float[] pressing = {0, 0, -1, 0, 0, 0};
        double pressed = after(action, pressing, 60)[2];
        assertThat(pressed).isLessThan(0.02);
        double[] turned = after(action, new float[][]{pressing, {0, 0, 1, 0, 0, 0}}, 60, 6);
        assertThat(turned[2]).as("six periods after it turned back").isGreaterThan(pressed + 0.05);
    }

    @Test
    void targetsStayAboveTheFloor() {
        ToolDelta action = new ToolDelta("tool", STATION.tool(), STATION.armServos(), 0.05, 0.1).withFloor(0.1);
        assertThat(action.description()).endsWith("no lower than 0.1 m");
        assertThat(after(action, new float[]{0, 0, -1, 0, 0, 0}, 40)[2]).isCloseTo(0.1, within(0.01));
    }
}
