package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.motion.grasp.Grasp;
import org.junit.jupiter.api.Test;

class TwoArmsTest {
    private static final int LAYOUTS = Boolean.getBoolean("isthmus.slow") ? 12 : 2;

    private static Pose lying(double x, double y, double z, double turn) {
        return new Pose(new Vec3(x, y, z), Quat.fromAxisAngle(Vec3.Z, turn));
    }

    @Test
    void aBarIsHandedOverFromTheLeftArmToTheRightWhichPutsItDown() {
        Vec3 half = new Vec3(0.1, 0.02, 0.02);
        TwoArms arms = new TwoArms(half, LAYOUTS);
        RandomGenerator random = RandomStream.of(3);
        HandOver[] programs = new HandOver[LAYOUTS];
        for (int w = 0; w < LAYOUTS; w++) {
            arms.place(w, lying(0.45 + 0.1 * random.nextDouble(), 0.35 + 0.1 * random.nextDouble(), half.z(),
                    random.nextDouble()));
            Pose place = lying(0.5, -0.4 - 0.1 * random.nextDouble(), half.z(), random.nextDouble());
            programs[w] = new HandOver(arms.world(w, arms.left), arms.world(w, arms.right), "box",
                    new HandOver.Task(arms.grasps(), new Vec3(0.5, 0, 0.35), place), Tabletop.OPTIONS);
        }
        arms.run(programs);
        for (HandOver program : programs) {
            assertThat(program.outcome()).as(program.log().toString()).isEqualTo(Outcome.PLACED);
        }
    }

    @Test
    void aLongBoxIsLiftedByTwoArmsLevelAndPutDownElsewhere() {
        Vec3 half = new Vec3(0.02, 0.3, 0.025);
        TwoArms arms = new TwoArms(half, LAYOUTS);
        Vec3 end = new Vec3(half.x(), 0.03, half.z());
        List<Grasp> left = TwoArms.grasps(end, new Vec3(0, half.y() - end.y(), 0));
        List<Grasp> right = TwoArms.grasps(end, new Vec3(0, end.y() - half.y(), 0));
        RandomGenerator random = RandomStream.of(4);
        BimanualLift[] programs = new BimanualLift[LAYOUTS];
        for (int w = 0; w < LAYOUTS; w++) {
            arms.place(w, lying(0.4 + 0.05 * random.nextDouble(), 0.05 * random.nextDouble(), half.z(),
                    0.4 * (random.nextDouble() - 0.5)));
            Pose place = lying(0.55, 0.1 * (random.nextDouble() - 0.5), half.z(), 0.4 * (random.nextDouble() - 0.5));
            programs[w] = new BimanualLift(arms.world(w, arms.left), arms.world(w, arms.right), "box",
                    new BimanualLift.Task(left, right, 0.03, place), Tabletop.OPTIONS);
        }
        arms.run(programs);
        for (BimanualLift program : programs) {
            assertThat(program.outcome()).as(program.log().toString()).isEqualTo(Outcome.PLACED);
            assertThat(program.tilt()).isLessThan(0.03);
        }
    }
}
