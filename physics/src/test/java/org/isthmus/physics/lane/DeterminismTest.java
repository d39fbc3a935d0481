package org.isthmus.physics.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.GraspScene;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.trace.Lanes;
import org.isthmus.physics.trace.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bits of a world depend on its own past alone.
class DeterminismTest {
    private static final int STARTS = 17;
    /// A stone, a box and a ball fall on a floor and each other, beside a limited, driven pendulum with a late servo.
    private static final String HEAP = """
            <option timestep='0.004' cone='elliptic'/>
            <asset><mesh name='stone' vertex='.1 0 0 -.1 0 0 0 .1 0 0 -.1 0 0 0 .1 0 0 -.1 .06 .06 .06'/></asset>
            <worldbody>
              <geom type='plane' size='5 5 1'/>
              <body pos='0 0 .05'><freejoint/><geom type='mesh' mesh='stone'/></body>
              <body pos='.13 0 .06'><freejoint/><geom type='box' size='.05 .06 .07' condim='4'/></body>
              <body pos='0 .14 .055'><freejoint/><geom size='.06' condim='6'/></body>
              <body pos='0 -.15 .35'><joint name='swing' axis='1 0 0' range='-40 40' frictionloss='.01' damping='.01'/>
                <geom type='capsule' size='.03' fromto='0 0 0 0 0 -.3'/></body>
            </worldbody>
            <actuator><position joint='swing' kp='5' kv='.5' delay='.012' nsample='4' interp='linear'/></actuator>
            """.replace('\'', '"');

    @Test
    void bitsAreTheSameForAnyBatchLaneThreadsAndForm() {
        Model model = Models.compile(HEAP);
        List<double[]> reference = run(model, Form.SCALAR, 1, STARTS, 12);
        for (double[] world : reference) {
            assertThat(Arrays.stream(world).allMatch(Double::isFinite)).isTrue();
        }
        List<double[]> many = run(model, Form.HANDOVER, 2, 1024, 12);
        for (int w = 0; w < many.size(); w++) {
            // 17 starts over 4, 8 or 16 lanes: each start is in each lane
            assertThat(many.get(w)).as("world " + w).containsExactly(reference.get(w % STARTS));
        }
        assertThat(run(model, Form.HANDOVER, 2, STARTS, 12)).containsExactlyElementsOf(reference);
        assertThat(run(model, Form.HANDOVER, 1, 1, 12)).containsExactlyElementsOf(reference.subList(0, 1));
    }

    private static List<double[]> run(Model model, Form form, int threads, int worlds, int steps) {
        try (Parallel pool = Parallel.of(threads)) {
            WorldBatch batch = new LaneBatch(model, worlds, Set.of(), pool, form, Precision.FLOAT);
            for (int w = 0; w < worlds; w++) {
                shake(batch, w, w % STARTS);
            }
            batch.step(steps);
            List<double[]> snapshots = new ArrayList<>();
            for (int w = 0; w < worlds; w++) {
                snapshots.add(snapshot(batch, w));
            }
            return snapshots;
        }
    }

    private static void shake(WorldBatch batch, int world, int start) {
        RandomStream random = RandomStream.of(3).child("start", start);
        for (Quantity quantity : List.of(Quantity.QVEL, Quantity.CTRL)) {
            for (int i = 0; i < quantity.size(batch.model().sizes()); i++) {
                batch.set(quantity, world, i, random.nextDouble(-1, 1));
            }
        }
    }

    private static double[] snapshot(WorldBatch batch, int world) {
        double[] snapshot = new double[batch.snapshotLength()];
        batch.snapshot(world, snapshot, 0);
        return snapshot;
    }

    /// Vectors of other widths than this machine prefers need a JVM of their own.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void bitsAreTheSameForVectorsOfAnyWidth(int bits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=" + bits / 8, "-cp",
                System.getProperty("java.class.path"), DeterminismTest.class.getName()).redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        String[] lines = said.strip().split("\n");
        String last = lines[lines.length - 1];
        assertThat(last).as(said).matches("\\d+ -?\\d+");
        boolean hasWidth = last.startsWith(bits / 32 + " ");
        if (!hasWidth) {
            System.out.println("skipped: this machine has no vectors of " + bits + " bits");
        }
        assumeTrue(hasWidth, "no vectors of " + bits + " bits");
        assertThat(last).endsWith(" " + hash(Form.SCALAR));
    }

    /// Prints lanes and hash of what vectors compute.
    public static void main(String[] none) {
        System.out.println(Lanes.preferred(Precision.FLOAT) + " " + hash(Form.VECTOR));
    }

    private static int hash(Form form) {
        List<double[]> worlds = run(Models.compile(HEAP), form, 1, STARTS, 2);
        return worlds.stream().mapToInt(Arrays::hashCode).reduce(1, (a, b) -> 31 * a + b);
    }

    /// Ten seconds of random controls: recorded and replayed; and from half way, while the hand holds the cube, continued in another place of
    /// another batch.
    @Test
    void aReplayAndARestoredGraspGiveTheSameBits() {
        Model model = SceneCompiler.compile(GraspScene.scene());
        int half = (int) (5 / model.options().timestep);
        try (Parallel one = Parallel.of(1)) {
            WorldBatch first = new LaneBatch(model, 1, Set.of(), one, Form.SCALAR, Precision.FLOAT);
            GraspScene.start(first, 0);
            play(first, 0, 0, half);
            assertThat(GraspScene.cubeInHand(first, 0).length()).as("is held").isLessThan(0.15);
            double[] middle = snapshot(first, 0);
            play(first, 0, half, 2 * half);
            double[] end = snapshot(first, 0);
            first.reset(0);
            GraspScene.start(first, 0);
            play(first, 0, 0, 2 * half);
            assertThat(snapshot(first, 0)).as("replay").containsExactly(end);

            WorldBatch second = new LaneBatch(model, 3, Set.of(), one, Form.HANDOVER, Precision.FLOAT);
            second.restore(2, middle, 0);
            play(second, 2, half, 2 * half);
            assertThat(snapshot(second, 2)).as("restored elsewhere").containsExactly(end);
        }
    }

    /// Controls of the arm that change ten times a second, made from the number of the step.
    private static void play(WorldBatch batch, int world, int from, int to) {
        Model model = batch.model();
        for (int step = from; step < to; step++) {
            RandomStream random = RandomStream.of(8).child("turn", step / 50);
            for (int u = 0; u < 7; u++) {
                batch.set(Quantity.CTRL, world, u, model.keyframes().ctrl().get(u) + random.nextDouble(-0.1, 0.1));
            }
            batch.step(1);
        }
    }
}
