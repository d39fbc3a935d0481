package org.isthmus.task.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.render.Frames;
import org.isthmus.render.Output;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.StandardFactors;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static Task task(boolean looks) {
        Task task = Tasks.named("PickCube-v1").make();
        List<CameraSpec> cameras = List.of(task.cameras().getFirst().sized(64, 48)
                .with(EnumSet.of(Output.RGB, Output.DEPTH, Output.OBJECT)));
        List<Factor> factors = new ArrayList<>(task.factors());
        if (looks) {
            factors.addAll(StandardFactors.looks(task.scene(), cameras));
        }
        return task.withCameras(cameras).withFactors(factors);
    }

    private static VectorEnv env(Task task, int worlds, Parallel pool) {
        return new VectorEnv(task, VectorEnv.Options.of(worlds).with(Autoreset.SAME_STEP).withImages(), pool);
    }

    private static byte[] image(VectorEnv env, int world) {
        Frames frames = env.images("front");
        int n = 3 * frames.pixels();
        return Arrays.copyOfRange(frames.rgb(), world * n, (world + 1) * n);
    }

    @Test
    void imagesOfAWorldHaveTheSameBitsAmongOthersAndOnMoreThreads() {
        try (Parallel one = Parallel.of(1); Parallel two = Parallel.of(2)) {
            VectorEnv among = env(task(true), 6, two);
            VectorEnv alone = env(task(true), 1, one);
            int n = among.singleActionSpace().size();
            float[] many = new float[6 * n];
            float[] single = new float[n];
            Arrays.fill(many, 0.3f);
            Arrays.fill(single, 0.3f);
            among.reset(4);
            alone.reset(8);
            for (int t = 0; t < 55; t++) { // into the second episode
                assertThat(image(among, 4)).as("step %d", t).containsExactly(image(alone, 0));
                among.step(many);
                alone.step(single);
            }
            assertThat(image(among, 3)).isNotEqualTo(image(among, 4));
        }
    }

    /// Without a new episode the world goes on from what the last image shows.
    @Test
    void theLastImageOfAnEpisodeIsThatOfTheEnvironmentThatDoesNotBeginAnew() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv same = env(task(true), 1, pool);
            VectorEnv never = new VectorEnv(task(true), VectorEnv.Options.of(1).with(Autoreset.DISABLED).withImages(),
                    pool);
            float[] actions = new float[same.singleActionSpace().size()];
            Arrays.fill(actions, 0.3f);
            same.reset(4);
            never.reset(4);
            for (int t = 0; t < 50; t++) {
                same.step(actions);
                never.step(actions);
            }
            assertThat(same.truncated()).containsExactly(true);
            assertThat(same.finalImages("front").rgb()).containsExactly(never.images("front").rgb());
            assertThat(same.images("front").rgb()).isNotEqualTo(never.images("front").rgb());
        }
    }

    @Test
    void aWorldThatWasRestoredLooksAsItDid() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv whole = env(task(true), 1, pool);
            VectorEnv other = env(task(true), 2, pool);
            whole.reset(6);
            other.reset(9);
            float[] actions = new float[whole.singleActionSpace().size()];
            float[] both = new float[2 * actions.length];
            whole.step(actions);
            double[] saved = new double[whole.saveLength()];
            whole.save(0, saved, 0);
            other.restore(1, saved, 0);
            whole.step(actions);
            other.step(both);
            assertThat(image(other, 1)).containsExactly(image(whole, 0)).isNotEqualTo(image(other, 0));
        }
    }

    /// Action-invariant factors change what is seen, and not a bit of what happens.
    @Test
    void looksChangeImagesAndNothingElse() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv plain = env(task(false), 1, pool);
            VectorEnv dressed = env(task(true), 1, pool);
            plain.reset(5);
            dressed.reset(5);
            float[] actions = new float[plain.singleActionSpace().size()];
            for (int t = 0; t < 10; t++) {
                plain.step(actions);
                dressed.step(actions);
                assertThat(dressed.observation(ObservationGroup.POLICY))
                        .containsExactly(plain.observation(ObservationGroup.POLICY));
            }
            assertThat(image(dressed, 0)).isNotEqualTo(image(plain, 0));
        }
    }

    @Test
    void theCubeIsSeenWhereItIs() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = env(task(false), 1, pool);
            env.reset(2);
            int cube = env.model().names().id(ObjectType.BODY, "cube");
            Frames frames = env.images("front");
            long pixels = Arrays.stream(frames.object()).filter(o -> o == cube).count();
            assertThat(pixels).isBetween(5L, 200L);
        }
    }

    @Test
    void anEnvironmentWithoutImagesSaysHowToHaveThem() {
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(Tasks.named("CartPole-v1").make(), VectorEnv.Options.of(1), pool);
            assertThatThrownBy(() -> env.images("front")).hasMessageContaining("Options.withImages()");
        }
    }
}
