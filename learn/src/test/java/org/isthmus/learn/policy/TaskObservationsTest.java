package org.isthmus.learn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.ObjectCloud;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class TaskObservationsTest {
    private static final int WORLDS = 3;
    private static final int CLOUD = ObjectCloud.POINTS * ObjectCloud.AXES;

    /// The cube of PickCube-v1 has edges of 4 to 5 cm and lies on the table.
    @Test
    void cloudsLieOnTheObjectTheyAreOf() {
        Task task = Tasks.named("PickCube-v1").make();
        Task seeing = task
                .withCameras(task.cameras().stream().map(c -> ObjectCloud.measuring(c.sized(64, 64))).toList());
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(seeing, new VectorEnv.Options(WORLDS, "scalar", Autoreset.DISABLED, true),
                    pool);
            boolean[] all = new boolean[WORLDS];
            Arrays.fill(all, true);
            env.reset(new long[]{1, 2, 3}, all);
            Observations observations = Observations.of(env);
            int cube = env.model().names().all(ObjectType.BODY).indexOf("cube");
            String name = new ObjectCloud("front", cube).name(env.model());
            assertThat(name).isEqualTo("points/front/cube");
            float[] points = observations.values(name).clone();
            assertThat(points).hasSize(WORLDS * CLOUD);
            List<String> labels = env.observationLabels("policy");
            float[] observed = observations.values("policy");
            int size = observed.length / WORLDS;
            int at = labels.indexOf("cube[0]");
            for (int w = 0; w < WORLDS; w++) {
                for (int i = 0; i < ObjectCloud.POINTS; i++) {
                    double distance = 0;
                    for (int k = 0; k < ObjectCloud.AXES; k++) {
                        double d = points[w * CLOUD + 3 * i + k] - observed[w * size + at + k];
                        distance += d * d;
                    }
                    assertThat(Math.sqrt(distance)).isLessThan(0.045);
                }
            }
            assertThat(observations.values(name)).isEqualTo(points);
            assertThatThrownBy(() -> observations.values("points/front/unicorn"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no camera and object of 'points/front/unicorn'");
        }
    }
}
