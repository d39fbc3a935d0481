package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.grasp.HandGrasp;
import org.isthmus.motion.grasp.HandGrasper;
import org.isthmus.motion.retarget.RobotHand;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandGraspTest {
    private static final double FRICTION = 0.8;

    @Test
    void theShadowHandHoldsABottleAtItsFingertips() {
        Path file = SharedData.require("objects/contactdb_stl/waterbottle.stl");
        Scene bottle = SceneFiles.load(file.toString(), SceneFiles.Options.DEFAULT, new Diagnostics());
        Mesh mesh = SceneCompiler.compile(bottle, new Diagnostics()).meshes().getFirst().geometry();
        Model model = model("shadow_hand_mjcf/right_hand.xml", ConvexHull.meshOf(mesh.vertices()));
        RobotHand hand = RobotHand.named("shadow", model);
        List<HandGrasp> grasps = new HandGrasper(hand, "object", FRICTION).search(HandGrasper.Kind.PRECISION, 4, 1);
        assertThat(grasps).isNotEmpty().allSatisfy(grasp -> {
            assertThat(grasp.epsilon()).isPositive();
            assertThat(grasp.deepest()).isLessThan(1e-3);
            assertThat(grasp.touches()).hasSizeGreaterThanOrEqualTo(3);
        });
    }

    private static Model model(String file, Mesh mesh) {
        Path path = SharedData.require("robots/" + file);
        return GraspTrial.model(SceneFiles.load(path.toString(), SceneFiles.Options.TOLERANT, new Diagnostics()), mesh,
                300);
    }

    private static Mesh mesh(String shape) {
        return switch (shape) {
            case "sphere" -> Shapes.icosphere(0.035, 2);
            case "box" -> Shapes.box(0.025, 0.025, 0.045);
            default -> Shapes.cylinder(0.03, 0.06, 16);
        };
    }

    @ParameterizedTest
    @CsvSource({"sphere, PRECISION", "box, PRECISION", "cylinder, POWER"})
    void graspsOfTheAllegroHandTouchDoNotOverlapAndHoldWhatIsShaken(String shape, HandGrasper.Kind kind) {
        Model model = model("allegro_hand_mjcf/right_hand.xml", mesh(shape));
        RobotHand hand = RobotHand.named("allegro", model);
        List<HandGrasp> grasps = new HandGrasper(hand, "object", FRICTION).search(kind, 5, 1);
        assertThat(grasps).isNotEmpty().allSatisfy(grasp -> {
            assertThat(grasp.epsilon()).isPositive();
            assertThat(grasp.deepest()).isLessThan(1e-3);
            assertThat(grasp.touches()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(hand.group().isWithinLimits(grasp.joints().toArray())).isTrue();
        });
        try (Parallel pool = Parallel.of(1)) {
            List<HandGraspTrial.Result> results = HandGraspTrial.run(hand.group(), grasps, 8, 15, 0.015, "scalar",
                    pool);
            assertThat(results.getFirst().slip()).as("of the best by epsilon").isLessThan(0.015);
            assertThat(results.stream().filter(HandGraspTrial.Result::isHeld).count())
                    .isGreaterThanOrEqualTo((results.size() + 1) / 2);
        }
    }
}
