package org.isthmus.pipeline.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedWaysTest {
    private static SeedWays ways = new SeedWays(seed(List.of(new Seed.Sample(0, Pose.IDENTITY, 1))));

    private static Seed seed(List<Seed.Sample> samples) {
        return new Seed("PickCube-v1", new Seed.Origin("", "", "", 0, 0, 0, 1, ""),
                List.of(new Seed.Segment("reach", Seed.Subject.OBJECT, Seed.Source.PROJECTED, samples)), List.of());
    }

    @BeforeAll
    static void project(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("sample.tsv"), SampleRecording.tsv(2));
        ways = new SeedWays(Projection.seed(file, Evidence.Options.DEFAULT, "PlaceInBin-v1", -1, new Diagnostics()));
    }

    private static Pose random(RandomStream random) {
        return new Pose(random.nextInBall(), random.nextRotation());
    }

    @Test
    void whereAnObjectIsMovedItsWaysAreMovedAlong() {
        for (int i = 0; i < 50; i++) {
            RandomStream stream = RandomStream.of(7).child(i);
            Pose move = random(stream);
            Pose grasp = new Pose(stream.nextInBall().times(0.02), stream.nextRotation());
            List<Pose> reach = ways.reach(Pose.IDENTITY, grasp, 0.2);
            List<Pose> moved = ways.reach(move, grasp, 0.2);
            assertThat(moved).hasSameSizeAs(reach);
            for (int k = 0; k < reach.size(); k++) {
                Pose wanted = move.times(reach.get(k));
                assertThat(moved.get(k).position().distance(wanted.position())).isLessThan(1e-12);
                assertThat(moved.get(k).rotation().angleTo(wanted.rotation())).isLessThan(1e-6);
            }
        }
    }

    @Test
    void aReachEndsInTheGraspAndHasTheDemonstratedShape() {
        Pose shown = ways.contact();
        List<Pose> reach = ways.reach(Pose.IDENTITY, shown, 10);
        assertThat(reach.getLast()).isEqualTo(shown);
        assertThat(reach.getFirst().position().z()).as("it came from above").isGreaterThan(0.2);
        Pose flipped = new Pose(shown.position(), shown.rotation().times(GraspOptions.FLIP));
        assertThat(ways.reach(Pose.IDENTITY, flipped, 10).getFirst().position()
                .distance(reach.getFirst().position())).as("a jaw is the same both ways").isLessThan(1e-9);
        assertThat(new ToolPath(ways.reach(Pose.IDENTITY, shown, 0.1)).length()).isBetween(0.05, 0.1);
    }

    @Test
    void whatIsCarriedBeginsAndEndsWhereItHasToAndGoesUpBetween() {
        for (int i = 0; i < 50; i++) {
            RandomStream stream = RandomStream.of(8).child(i);
            Vec3 from = stream.nextInBall();
            Vec3 to = stream.nextInBall();
            List<Vec3> way = ways.carry(from, to);
            assertThat(way.getFirst()).isEqualTo(from);
            assertThat(way.getLast()).isEqualTo(to);
            Vec3 middle = way.get(way.size() / 2);
            assertThat(middle.z()).isGreaterThan(Math.min(from.z(), to.z()) + 0.05);
        }
    }

    @Test
    void graspsAreThoseNearestToTheDemonstratedOne() {
        Model model = SceneCompiler.compile(Tasks.named("PickCube-v1").make("panda").scene(), new Diagnostics());
        Pose tilted = new Pose(new Vec3(0.05, 0, 0), Quat.fromAxisAngle(Vec3.Y, Math.PI - 0.3));
        GraspOptions grasps = new GraspOptions(model, "cube", tilted, 0.08);
        Pose best = grasps.options().getFirst().tool();
        assertThat(GraspOptions.turn(best, tilted)).isLessThan(0.25);
        assertThat(best.position().length()).isLessThan(0.015);
        assertThat(grasps.frames(Pose.IDENTITY)).as("a cube looks the same").hasSize(4);
        assertThat(grasps.frames(Pose.rotated(Quat.fromAxisAngle(Vec3.X, 0.5)))).as("it does not stand").isEmpty();
        assertThat(grasps.options()).isEqualTo(new GraspOptions(model, "cube", tilted, 0.08).options());
    }
}
