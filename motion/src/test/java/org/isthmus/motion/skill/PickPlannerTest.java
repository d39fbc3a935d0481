package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.isthmus.motion.grasp.ParallelJaw;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.plan.RrtConnect;
import org.isthmus.motion.retarget.RobotGripper;
import org.junit.jupiter.api.Test;

class PickPlannerTest {
    private static final Vec3 PLACE = new Vec3(0.45, -0.2, 0.2);

    /// Panda, a table, and a box of 4 by 5 by 8 cm on it.
    private static Model table(boolean walled) {
        Scene scene = SceneFiles.load("panda", SceneFiles.Options.DEFAULT, new Diagnostics());
        scene.world.addBody("table", Pose.at(0.5, 0, 0.08)).addGeom(GeomType.BOX, new double[]{0.2, 0.4, 0.08},
                geom -> {});
        var box = scene.world.addBody("box", new Pose(PLACE, Quat.fromAxisAngle(Vec3.Z, 0.4)));
        box.addJoint("box", JointType.FREE, joint -> {});
        box.addGeom(GeomType.BOX, new double[]{0.02, 0.025, 0.04}, geom -> {});
        if (walled) {
            scene.world.addBody("lid", Pose.at(0.45, -0.2, 0.27)).addGeom(GeomType.BOX, new double[]{0.15, 0.15, 0.01},
                    geom -> {});
            scene.world.addBody("fence", Pose.at(0.45, -0.2, 0.2)).addGeom(GeomType.BOX, new double[]{0.01, 0.15, 0.04},
                    geom -> geom.pos = new Vec3(-0.1, 0, 0));
        }
        scene.keyframes.clear();
        return SceneCompiler.compile(scene, new Diagnostics());
    }

    private static List<Grasp> grasps() {
        AntipodalSampler.Table table = new AntipodalSampler.Table(new Vec3(0, 0, -0.04), Vec3.Z);
        return new AntipodalSampler(ParallelJaw.PANDA, new AntipodalSampler.Options(300, 12, 1))
                .sample(Shapes.box(0.02, 0.025, 0.04), Vec3.ZERO, List.of(table)).stream().limit(60).toList();
    }

    private static final double[] HOME = {0, -0.3, 0, -2.2, 0, 1.9, 0.785};

    @Test
    void aBoxIsPickedUpAndPutDown() {
        Model model = table(false);
        RobotGripper gripper = RobotGripper.named("panda", model);
        PickPlanner planner = new PickPlanner(gripper, "box", model.qpos0().toArray(), PickPlanner.Options.DEFAULT);
        Pose place = Pose.at(0.5, 0.2, 0.2);
        PickPlan plan = planner.pickAndPlace(HOME, grasps(), place);
        assertThat(plan.isFound()).as(plan.reasons().toString()).isTrue();
        assertThat(plan.phases().stream().map(PickPlan.Phase::name))
                .containsExactly("transit", "approach", "lift", "carry", "lower", "retreat");
        GroupKinematics kinematics = new GroupKinematics(gripper.arm(), gripper.tool());
        Grasp grasp = plan.grasp();
        assertThat(grasp).isNotNull();
        kinematics.compute(plan.phases().get(1).path().getLast());
        Pose object = new Pose(PLACE, Quat.fromAxisAngle(Vec3.Z, 0.4));
        if (grasp != null) {
            assertThat(kinematics.position(0).distance(object.times(grasp.tool()).position())).isLessThan(1e-5);
            kinematics.compute(plan.phases().get(4).path().getLast());
            Pose put = kinematics.pose(0).times(grasp.tool().inverse());
            assertThat(put.position().distance(place.position())).isLessThan(1e-4);
            assertThat(plan.phases().get(1).jaw()).isEqualTo(grasp.width());
        }
        double[] last = HOME;
        for (PickPlan.Phase phase : plan.phases()) {
            assertThat(phase.path().getFirst()).containsExactly(last, within(1e-12));
            last = phase.path().getLast();
            assertThat(phase.path()).allMatch(gripper.arm()::isWithinLimits);
        }
        PickPlan again = planner.pickAndPlace(HOME, grasps(), place);
        assertThat(Arrays.deepEquals(again.phases().getFirst().path().toArray(),
                plan.phases().getFirst().path().toArray())).isTrue();
    }

    @Test
    void whyNoGraspCanBeDoneIsToldForEach() {
        Model model = table(true);
        RobotGripper gripper = RobotGripper.named("panda", model);
        PickPlanner planner = new PickPlanner(gripper, "box", model.qpos0().toArray(),
                new PickPlanner.Options(0.08, 0.1, 0.02, new RrtConnect.Options(100, 0.8, 10, 1),
                        PickPlanner.Options.DEFAULT.pace()));
        List<Grasp> few = grasps().stream().limit(4).toList();
        PickPlan plan = planner.pick(HOME, few);
        assertThat(plan.isFound()).isFalse();
        assertThat(plan.phases()).isEmpty();
        assertThat(plan.reasons()).hasSize(4)
                .allMatch(reason -> reason.startsWith("transit: ") || reason.startsWith("approach: ")
                        || reason.startsWith("lift: "));
    }
}
