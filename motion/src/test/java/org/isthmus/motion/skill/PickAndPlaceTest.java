package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.retarget.RobotGripper;
import org.isthmus.motion.trajectory.PointToPoint;
import org.isthmus.motion.trajectory.Trajectory;
import org.isthmus.physics.PhysicsEngine;
import org.junit.jupiter.api.Test;

class PickAndPlaceTest {
    private static final Vec3 HALF = new Vec3(0.02, 0.025, 0.03);
    private static final Pose PLACE = new Pose(new Vec3(0.45, 0.2, 0.03), Quat.fromAxisAngle(Vec3.Z, 1));

    @Test
    void aBoxIsPlacedAndAPlaceOutOfReachIsTold() {
        Tabletop table = new Tabletop(HALF, 3, scene -> {});
        PickAndPlace near = table.begin(0, 0.5, -0.15, PLACE);
        PickAndPlace far = table.begin(1, 0.5, -0.15, Pose.at(1.4, 0, 0.03));
        PickAndPlace again = table.begin(2, 0.5, -0.15, PLACE);
        table.run(near, far, again);
        assertThat(near.outcome()).as(near.log().toString()).isEqualTo(Outcome.PLACED);
        assertThat(near.attempts()).isEqualTo(1);
        Pose put = new SkillWorld(table.batch, 0, table.servos, "box").object();
        assertThat(put.position().distance(PLACE.position())).isLessThan(0.01);
        assertThat(new SkillWorld(table.batch, 2, table.servos, "box").object()).isEqualTo(put);
        assertThat(again.log()).isEqualTo(near.log());
        assertThat(far.outcome()).isEqualTo(Outcome.NO_PATH);
        assertThat(far.log()).hasSize(1).first().asString().startsWith("of 20 grasps none: ");
    }

    @Test
    void whatIsTooWideOffersNoGrasp() {
        Tabletop table = new Tabletop(new Vec3(0.05, 0.05, 0.05), 1, scene -> {});
        PickAndPlace wide = table.begin(0, 0.5, 0, PLACE);
        assertThatThrownBy(wide::outcome).isInstanceOf(IllegalStateException.class);
        wide.act();
        assertThat(wide.outcome()).isEqualTo(Outcome.NO_GRASP);
        assertThat(wide.log()).containsExactly("no grasp of the object as it lies at (0.500, 0.000, 0.050)");
    }

    @Test
    void whatIsSlipperySlipsAndIsTriedAgainWithAnotherGrasp() {
        Tabletop table = new Tabletop(HALF, 1, scene -> scene.bodies().stream().flatMap(body -> body.geoms.stream())
                .forEach(geom -> geom.friction[0] = 0.005));
        PickAndPlace slippery = table.begin(0, 0.5, -0.15, PLACE);
        table.run(slippery);
        assertThat(slippery.outcome()).isIn(Outcome.SLIPPED, Outcome.MISSED);
        assertThat(slippery.attempts()).isEqualTo(2);
        assertThat(slippery.log()).hasSize(2);
    }

    @Test
    void servosThatKnowTheirLoadFollowWithinThreeMilliradians() {
        Tabletop table = new Tabletop(HALF, 1, scene -> {});
        table.begin(0, 0.5, 0, PLACE);
        SkillWorld world = new SkillWorld(table.batch, 0, table.servos, "box");
        double[] to = {0.5, 0.2, 0.3, -1.6, 0.2, 1.5, 0.2};
        Trajectory motion = PointToPoint.trapezoidal(Tabletop.HOME, to, fill(1), fill(2));
        double[][] controls = table.servos.controls(motion, 0.01, world.qpos());
        double worst = 0;
        for (int k = 0; k < controls.length; k++) {
            world.command(controls[k]);
            table.batch.step(5);
            double[] now = world.arm();
            double[] meant = motion.at(Math.min((k + 1) * 0.01, motion.duration()), 0);
            for (int i = 0; i < now.length; i++) {
                worst = Math.max(worst, Math.abs(now[i] - meant[i]));
            }
        }
        assertThat(worst).isLessThan(3e-3);
    }

    private static double[] fill(double value) {
        double[] out = new double[7];
        Arrays.fill(out, value);
        return out;
    }

    @Test
    void anArmWithoutServosIsRefusedWithItsJoints() {
        Scene scene = Tabletop.scene(HALF);
        scene.actuators.removeIf(actuator -> List.of("joint2", "joint5").contains(actuator.target));
        Model model = SceneCompiler.compile(scene, new Diagnostics());
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> new ServoArm(RobotGripper.named("panda", model),
                    PhysicsEngine.named("scalar").dynamics(model, pool))).isInstanceOf(DiagnosticException.class)
                    .hasMessageContaining("joint 'joint2' has no position servo")
                    .hasMessageContaining("joint 'joint5' has no position servo")
                    .hasMessageContaining("an actuator with gain k and bias 0, −k, −d");
        }
    }
}
