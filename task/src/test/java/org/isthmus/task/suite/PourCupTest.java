package org.isthmus.task.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Quantity;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.scene.PouringSet;
import org.junit.jupiter.api.Test;

class PourCupTest {
    private static final int WORLDS = 6;

    private static Pose pose(VectorEnv env, int world, String body) {
        Model model = env.model();
        int at = model.joints().qposAdr().get(model.names().id(ObjectType.JOINT, body));
        double[] q = new double[7];
        for (int i = 0; i < q.length; i++) {
            q[i] = env.batch().get(Quantity.QPOS, world, at + i);
        }
        return new Pose(Vec3.of(q, 0), Quat.of(q, 3).normalized());
    }

    private static Vec3 inCup(VectorEnv env, int world, String ball) {
        return pose(env, world, PouringSet.CUP).inverseTransform(pose(env, world, ball).position());
    }

    @Test
    void ballsGoWithTheCupWhereverItIsPlacedAndComeToRestInIt() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(Tasks.named("PourCup-v1").make(), VectorEnv.Options.of(WORLDS), pool);
            env.reset(1);
            for (String ball : PouringSet.BALLS) {
                for (int w = 1; w < WORLDS; w++) {
                    assertThat(inCup(env, w, ball).distance(inCup(env, 0, ball))).as(ball).isLessThan(1e-6);
                }
            }
            float[] actions = new float[WORLDS * env.singleActionSpace().size()];
            for (int t = 0; t < 20; t++) {
                env.step(actions);
            }
            for (int w = 0; w < WORLDS; w++) {
                assertThat(pose(env, w, PouringSet.CUP).position().z()).isBetween(-1e-3, 1e-3);
                for (String ball : PouringSet.BALLS) {
                    Vec3 p = inCup(env, w, ball);
                    assertThat(StrictMath.hypot(p.x(), p.y())).as(ball).isLessThan(PouringSet.CUP_RADIUS);
                    assertThat(p.z()).as(ball).isBetween(0.005, 0.5 * PouringSet.CUP_HEIGHT);
                }
            }
        }
    }
}
