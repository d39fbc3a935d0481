package org.isthmus.motion.grasp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

class AntipodalSamplerTest {
    private static final AntipodalSampler SAMPLER = new AntipodalSampler(ParallelJaw.PANDA,
            AntipodalSampler.Options.DEFAULT);

    /// Both contacts can push along the line between them: the angle to the inward normal is at most that of friction.
    private static void assertHolds(Mesh mesh, Grasp grasp) {
        Vec3 line = grasp.right().minus(grasp.left()).normalized();
        for (Vec3 contact : List.of(grasp.left(), grasp.right())) {
            Vec3 push = contact.equals(grasp.left()) ? line : line.negate();
            boolean held = false;
            for (int f = 0; f < mesh.faceCount(); f++) {
                Vec3 normal = mesh.corner(f, 1).minus(mesh.corner(f, 0))
                        .cross(mesh.corner(f, 2).minus(mesh.corner(f, 0)));
                boolean on = Math.abs(contact.minus(mesh.corner(f, 0)).dot(normal.normalized())) < 1e-7;
                held |= on && push.dot(normal.normalized().negate())
                        >= StrictMath.cos(ParallelJaw.PANDA.coneAngle()) - 1e-9;
            }
            assertThat(held).isTrue();
        }
        assertThat(grasp.width()).isBetween(0.0, ParallelJaw.PANDA.opening());
        Vec3 left = grasp.tool().inverseTransform(grasp.left());
        assertThat(left.distance(new Vec3(0, grasp.width() / 2, left.z()))).isLessThan(1e-9);
        assertThat(left.z()).isBetween(-1e-9, ParallelJaw.PANDA.tip());
        assertThat(grasp.margin()).isBetween(0.0, ParallelJaw.PANDA.coneAngle());
    }

    @Test
    void everyGraspMeetsTheFrictionConesAndTheJaw() {
        for (Mesh mesh : List.of(Shapes.box(0.02, 0.03, 0.1), Shapes.cylinder(0.03, 0.06, 24),
                Shapes.icosphere(0.035, 3))) {
            List<Grasp> grasps = SAMPLER.sample(mesh, Vec3.ZERO, List.of());
            assertThat(grasps).hasSizeGreaterThan(20);
            grasps.forEach(grasp -> assertHolds(mesh, grasp));
            assertThat(grasps).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
    }

    @Test
    void aFlatBoxOnATableIsGraspedByTheEndsOfTheFingers() {
        AntipodalSampler.Table table = new AntipodalSampler.Table(new Vec3(0, 0, -0.006), Vec3.Z);
        List<Grasp> grasps = SAMPLER.sample(Shapes.box(0.02, 0.08, 0.006), Vec3.ZERO, List.of(table));
        assertThat(grasps).isNotEmpty().allSatisfy(grasp -> {
            assertThat(grasp.tool().position().z()).isGreaterThan(0);
            assertThat(grasp.tool().rotation().rotate(Vec3.Z).z()).isLessThan(-0.5);
        });
    }

    @Test
    void aLongBoxIsGraspedAcrossItsThinSides() {
        // 4 by 20 by 20 cm: only x fits an opening of 8 cm
        List<Grasp> grasps = SAMPLER.sample(Shapes.box(0.02, 0.1, 0.1), Vec3.ZERO, List.of());
        assertThat(grasps).isNotEmpty().allSatisfy(grasp -> {
            Vec3 line = grasp.right().minus(grasp.left()).normalized();
            assertThat(Math.abs(line.x())).isGreaterThan(StrictMath.cos(ParallelJaw.PANDA.coneAngle()) - 1e-9);
        });
        assertThat(SAMPLER.sample(Shapes.box(0.1, 0.1, 0.1), Vec3.ZERO, List.of())).isEmpty();
    }

    @Test
    void theGripperStaysAboveTheTable() {
        AntipodalSampler.Table table = new AntipodalSampler.Table(new Vec3(0, 0, -0.03), Vec3.Z);
        List<Grasp> grasps = SAMPLER.sample(Shapes.box(0.02, 0.03, 0.03), Vec3.ZERO, List.of(table));
        assertThat(grasps).isNotEmpty().allSatisfy(grasp -> {
            Vec3 palm = grasp.tool().transform(new Vec3(0, 0, -ParallelJaw.PANDA.depth()));
            assertThat(palm.z()).isGreaterThan(-0.03);
            assertThat(grasp.tool().transform(new Vec3(0, 0, ParallelJaw.PANDA.tip())).z()).isGreaterThan(-0.03);
        });
        assertThat(grasps).hasSizeLessThan(SAMPLER.sample(Shapes.box(0.02, 0.03, 0.03), Vec3.ZERO, List.of()).size());
    }

    @Test
    void theSameSeedGivesTheSameGrasps() {
        Mesh mesh = Shapes.cylinder(0.03, 0.06, 24);
        assertThat(SAMPLER.sample(mesh, Vec3.ZERO, List.of())).isEqualTo(SAMPLER.sample(mesh, Vec3.ZERO, List.of()));
        AntipodalSampler other = new AntipodalSampler(ParallelJaw.PANDA, new AntipodalSampler.Options(400, 8, 2));
        assertThat(other.sample(mesh, Vec3.ZERO, List.of())).isNotEqualTo(SAMPLER.sample(mesh, Vec3.ZERO, List.of()));
    }

    @Test
    void nothingHasNoGrasps() {
        assertThat(SAMPLER.sample(Mesh.of(DoubleArray.wrap(), IntArray.wrap()), Vec3.ZERO, List.of())).isEmpty();
    }

    @Test
    void householdObjectsHaveGrasps() throws IOException {
        Path folder = SharedData.require("objects/contactdb_stl");
        AntipodalSampler quick = new AntipodalSampler(ParallelJaw.PANDA, new AntipodalSampler.Options(150, 6, 1));
        int graspable = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".stl")).sorted().limit(5).toList()) {
                Diagnostics diagnostics = new Diagnostics();
                var scene = SceneFiles.load(file.toString(), SceneFiles.Options.DEFAULT, diagnostics);
                var model = SceneCompiler.compile(scene, diagnostics);
                Mesh mesh = model.meshes().getFirst().geometry();
                List<Grasp> grasps = quick.sample(mesh, Vec3.ZERO, List.of());
                grasps.stream().limit(3).forEach(grasp -> assertHolds(mesh, grasp));
                graspable += grasps.isEmpty() ? 0 : 1;
            }
        }
        assertThat(graspable).isGreaterThanOrEqualTo(3);
    }
}
