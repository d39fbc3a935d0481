package org.isthmus.task.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.scene.Scene;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.solve.Solver;
import org.isthmus.task.solve.Scripts;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectSetTest {
    @TempDir
    Path folder;

    /// An upright box of these sides in OFF, which is text.
    private void write(String name, double x, double y, double z) throws IOException {
        StringBuilder off = new StringBuilder("OFF\n8 6 0\n");
        for (int i = 0; i < 8; i++) {
            off.append((i & 1) * x).append(' ').append((i >> 1 & 1) * y).append(' ').append((i >> 2) * z).append('\n');
        }
        off.append("4 0 2 3 1\n4 4 5 7 6\n4 0 1 5 4\n4 2 6 7 3\n4 0 4 6 2\n4 1 3 7 5\n");
        Files.writeString(folder.resolve(name), off);
    }

    @Test
    void meshesLieOnTheirBroadestSideAndFitBetweenTheFingers() throws IOException {
        write("a.off", 0.02, 0.015, 0.08);
        write("b.off", 0.1, 0.2, 0.05);
        Files.writeString(folder.resolve("c.off"), "OFF\nnothing");
        Files.writeString(folder.resolve("notes.txt"), "no mesh");
        Scene scene = new Scene();
        Diagnostics diagnostics = new Diagnostics();
        List<Thing> things = ObjectSet.read(folder, scene, diagnostics);
        assertThat(things).extracting(Thing::name).containsExactly("a", "b");
        assertThat(things.get(0).height()).isCloseTo(0.015, within(1e-9));
        assertThat(things.get(1).height()).isCloseTo(0.5 * ObjectSet.WIDTH, within(1e-9));
        assertThat(diagnostics.list()).anySatisfy(d -> assertThat(d.toString()).contains("c.off"));
        Vec3 size = Objects.requireNonNull(scene.meshes.getFirst().geometry).bounds().max().times(2);
        assertThat(size.distance(new Vec3(0.08, 0.02, 0.015))).isLessThan(1e-9);
    }

    @Test
    void aScriptGraspsWhatAFolderHolds() throws IOException {
        write("brick.off", 0.03, 0.02, 0.06);
        Task task = Tasks.graspObjects("panda", folder, new Diagnostics());
        try (Parallel pool = Parallel.of(1)) {
            VectorEnv env = new VectorEnv(task, new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, false), pool);
            env.reset(2);
            Solver solver = Scripts.solver(env, "panda", pool);
            float[] actions = new float[env.singleActionSpace().size()];
            for (int t = 0; t < task.maxSteps(); t++) {
                solver.act(actions);
                env.step(actions);
            }
            assertThat(env.succeeded()[0]).isTrue();
        }
    }

    @Test
    void aFolderWithoutMeshesIsTold() {
        assertThatThrownBy(() -> Tasks.graspObjects("panda", folder, new Diagnostics()))
                .hasMessageContaining("has no mesh that can be read").hasMessageContaining("stl");
    }
}
