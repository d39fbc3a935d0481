package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.grasp.ParallelJaw;
import org.junit.jupiter.api.Test;

class GraspTrialTest {
    private static final Mesh BOX = Shapes.box(0.02, 0.025, 0.03);

    private static List<Grasp> grasps(int most) {
        List<Grasp> all = new AntipodalSampler(ParallelJaw.PANDA, new AntipodalSampler.Options(100, 4, 1)).sample(BOX,
                Vec3.ZERO, List.of());
        return Grasps.distinct(all, List.of(), most);
    }

    @Test
    void antipodalGraspsOfABoxHoldWhatIsShakenAndTheSameWayEveryTime() {
        try (Parallel pool = Parallel.of(1)) {
            List<GraspTrial.Result> results = GraspTrial.run(BOX, grasps(8), GraspTrial.Options.DEFAULT, "scalar",
                    pool);
            assertThat(results).hasSize(8).allSatisfy(result -> {
                assertThat(result.isHeld()).as("slip " + result.slip()).isTrue();
                assertThat(result.slip()).isBetween(0.0, 0.005);
            });
            assertThat(GraspTrial.run(BOX, grasps(8).subList(2, 4), GraspTrial.Options.DEFAULT, "scalar", pool))
                    .isEqualTo(results.subList(2, 4));
        }
    }

    @Test
    void graspsBesideTheObjectAndWithoutForceLoseIt() {
        Grasp good = grasps(1).getFirst();
        Grasp beside = new Grasp(good.tool().times(Pose.at(0, 0, -0.08)), good.width(), good.left(), good.right(),
                good.margin(), good.leverArm(), good.score());
        try (Parallel pool = Parallel.of(1)) {
            GraspTrial.Options weak = new GraspTrial.Options(600, 0.2, 20, 0.01);
            assertThat(GraspTrial.run(BOX, List.of(good, beside), weak, "scalar", pool))
                    .noneMatch(GraspTrial.Result::isHeld);
            List<GraspTrial.Result> strong = GraspTrial.run(BOX, List.of(good, beside), GraspTrial.Options.DEFAULT,
                    "scalar", pool);
            assertThat(strong.get(0).isHeld()).isTrue();
            assertThat(strong.get(1).isHeld()).isFalse();
            assertThat(GraspTrial.run(BOX, List.of(), weak, "scalar", pool)).isEmpty();
        }
    }
}
