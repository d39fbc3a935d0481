package org.isthmus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfWriter;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.mujoco.MujocoSimulation;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.action.JointDelta;
import org.isthmus.task.action.ToolDelta;
import org.isthmus.task.suite.Tasks;

/// PickCube in 1,024 worlds beside a loop that somebody would write by hand around MuJoCo: the same scene, controls by the same rule from random
/// actions, as many steps of physics, an episode's length, and positions and velocities read each control step. That loop computes no
/// rewards and no other observations, and its scene has no sensors.
final class PickCubeCase {
    private static final String CASE = "mujoco-pick-cube";
    private static final int WORLDS = 1024;
    private static final int ROUNDS = 5;
    /// Episodes of one world that are a turn of MuJoCo's.
    private static final int EPISODES = 4;
    private static final double SPEED = 2;

    private final RandomStream random = RandomStream.of(2);

    PickCubeCase() {}

    List<Measurement> run(Consumer<String> progress) {
        try (Parallel one = Parallel.of(1)) {
            progress.accept(CASE);
            TaskBenchmark.Play play = TaskBenchmark.Play.of(movedByJoints(), VectorEnv.Options.of(WORLDS), one);
            play.warmUp();
            int length = play.env().task().maxSteps();
            String metric = "control steps per CPU second, " + WORLDS + " worlds";
            double ours = (double) WORLDS * length;
            if (!MujocoSimulation.isInstalled()) {
                double seconds = Interleaved.medianSeconds(1, ROUNDS, () -> play.steps(length))[0];
                return List.of(Measurement.alone(TaskBenchmark.NAME, CASE, metric, TaskBenchmark.RATE, ours / seconds,
                        MujocoSimulation.howToGet()));
            }
            try (MujocoSimulation mujoco = load(play.env())) {
                double[][] seconds = new double[1][];
                // On MuJoCo's own thread, where its calls take no way.
                mujoco.run(() -> seconds[0] = Interleaved.medianSeconds(1, ROUNDS, () -> play.steps(length),
                        theirs(mujoco, play.env())));
                return List.of(Measurement.ofRate(TaskBenchmark.NAME, CASE, metric, TaskBenchmark.RATE,
                        ours / seconds[0][0], EPISODES * length / seconds[0][1], mujoco.version()));
            }
        }
    }

    /// With the actions that a loop written by hand would have.
    private static Task movedByJoints() {
        Task task = Tasks.named("PickCube-v1").make();
        ToolDelta arm = (ToolDelta) task.actions().getFirst();
        return task.withActions(List.of(new JointDelta(arm.name(), arm.actuators(), SPEED), task.actions().getLast()));
    }

    private static MujocoSimulation load(VectorEnv env) {
        try {
            Path file = Files.createTempFile("isthmus-bench", ".xml");
            Scene scene = env.task().scene().copy();
            scene.sensors.clear();
            Files.writeString(file, MjcfWriter.write(scene, (name, bytes) -> {}, new Diagnostics()));
            try {
                return MujocoSimulation.load(env.model(), file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Runnable theirs(MujocoSimulation mujoco, VectorEnv env) {
        Model model = env.model();
        int nu = model.sizes().nu();
        double[] start = model.keyframes().qpos().slice(0, model.sizes().nq());
        double[] rest = model.keyframes().ctrl().slice(0, nu);
        double[] low = new double[nu];
        double[] high = new double[nu];
        for (int i = 0; i < nu; i++) {
            low[i] = model.actuators().ctrlRange().get(2 * i);
            high[i] = model.actuators().ctrlRange().get(2 * i + 1);
        }
        double reach = SPEED * env.task().period();
        return () -> {
            for (int e = 0; e < EPISODES; e++) {
                double[] controls = rest.clone();
                mujoco.start(start);
                for (int t = 0; t < env.task().maxSteps(); t++) {
                    for (int i = 0; i < nu - 1; i++) {
                        controls[i] = Math.clamp(controls[i] + random.nextDouble(-reach, reach), low[i], high[i]);
                    }
                    controls[nu - 1] = random.nextDouble(low[nu - 1], high[nu - 1]);
                    mujoco.set(Quantity.CTRL, controls);
                    mujoco.step(env.task().substeps());
                    mujoco.get(Quantity.QPOS);
                    mujoco.get(Quantity.QVEL);
                }
            }
        };
    }
}
