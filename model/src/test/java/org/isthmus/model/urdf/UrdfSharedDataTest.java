package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every URDF of the shared data, with what comes of it: bodies, joints, geoms, meshes and actuators, counted in the
/// files (missing visuals left out, links of nothing folded, visuals of several materials taken apart).
class UrdfSharedDataTest {
    private static final String PENDULUM = "sysid/double_pendulum_dfki/data/system_identification/identified_parameters/design_C.1/model_1.0";
    private static final String MISSING = "meshes-missing";
    /// File, counts; and whether collision meshes are missing, so that it is read only where that is tolerated.
    private static final String LOADED = """
            objects/dishes_drake/evo_bowl_compliant.urdf 1 0 0 0 0 meshes-missing
            objects/dishes_drake/table_top.urdf 1 0 2 0 0
            robots/allegro_hand_urdf/allegro_hand_right.urdf 23 16 44 11 0
            robots/aubo_i5_urdf/aubo_description/urdf/aubo_i5.urdf 7 6 8 8 0
            robots/mia_hand_urdf/mia_hand_description/urdf/mia_hand.urdf 10 6 33 14 0
            robots/mia_hand_urdf/mia_hand_description/urdf/mia_hand.urdf.xacro 11 6 33 14 0
            robots/mia_hand_urdf/mia_hand_description/urdf/mia_hand_SSSA.urdf.xacro 11 6 33 14 0
            robots/minitaur_urdf/minitaur.urdf 27 16 61 1 0
            robots/minitaur_urdf/minitaur_derpy.urdf 27 16 78 1 0
            robots/minitaur_urdf/minitaur_fixed_all.urdf 27 0 61 1 0
            robots/minitaur_urdf/minitaur_fixed_knees.urdf 27 8 61 1 0
            robots/minitaur_urdf/minitaur_rainbow_dash.urdf 27 16 68 1 0
            robots/minitaur_urdf/minitaur_rainbow_dash_v1.urdf 31 20 66 1 0
            robots/minitaur_urdf/minitaur_single_motor.urdf 4 1 16 1 0
            robots/minitaur_urdf/minitaur_v1.urdf 27 16 62 1 0
            robots/minitaur_urdf/quadruped.urdf 25 16 50 0 0
            robots/minitaur_urdf/vision/vision60.urdf 23 16 46 3 0
            robots/panda_urdf/panda_v2.urdf 13 9 76 66 0
            robots/panda_urdf/panda_v3.urdf 15 9 78 66 0
            robots/rokae_sr3_urdf/rokae_description/urdf/xMateSR3.urdf 7 6 12 6 6 meshes-missing
            robots/rokae_sr3_urdf/rokae_description/urdf/xMateSR3.urdf.xacro 7 6 12 6 6 meshes-missing
            robots/unitree_g1/g1_29dof_rev_1_0.urdf 39 29 42 18 0 meshes-missing
            robots/unitree_go2_urdf_only/go2.urdf 29 12 27 0 0
            robots/ur3e_urdf_only/ur3e_cylinders_collision.urdf 10 6 13 0 6
            robots/ur3e_urdf_only/ur3e_spheres_collision.urdf 10 6 40 0 6
            robots/urdf_edge_cases/bullet/Pendulum_Tendon_1_Cart_Rail.urdf 19 16 38 0 0
            robots/urdf_edge_cases/bullet/TwoJointRobot_w_fixedJoints.urdf 7 2 14 0 0
            robots/urdf_edge_cases/bullet/TwoJointRobot_wo_fixedJoints.urdf 4 2 8 0 0
            robots/urdf_edge_cases/bullet/block.urdf 1 0 2 0 0
            robots/urdf_edge_cases/bullet/capsule.urdf 1 0 1 0 0
            robots/urdf_edge_cases/bullet/cartpole.urdf 3 2 5 0 0
            robots/urdf_edge_cases/bullet/cube_concave.urdf 1 0 2 1 0
            robots/urdf_edge_cases/bullet/cube_no_friction.urdf 1 0 2 1 0
            robots/urdf_edge_cases/bullet/cube_soft.urdf 1 0 2 1 0
            robots/urdf_edge_cases/bullet/door.urdf 2 1 10 0 0
            robots/urdf_edge_cases/bullet/hinge.urdf 3 2 6 0 0
            robots/urdf_edge_cases/bullet/humanoid.urdf 25 21 19 0 0
            robots/urdf_edge_cases/bullet/pantilt.urdf 3 2 0 0 0
            robots/urdf_edge_cases/bullet/plane_implicit.urdf 1 0 1 0 0
            robots/urdf_edge_cases/bullet/pr2_gripper.urdf 5 2 11 2 0
            robots/urdf_edge_cases/bullet/prismatic.urdf 2 1 4 0 0
            robots/urdf_edge_cases/bullet/r2d2.urdf 16 8 32 2 0
            robots/urdf_edge_cases/bullet/sphere2_rolling_friction.urdf 1 0 1 0 0
            robots/urdf_edge_cases/bullet/sphere_small_zeroinertia.urdf 1 0 1 0 0
            robots/urdf_edge_cases/bullet/test_joints_MB.urdf 3 2 6 0 0
            robots/urdf_edge_cases/bullet/user_data_test_object.urdf 2 0 4 1 0
            robots/urdf_edge_cases/bullet/wheel.urdf 1 1 1 0 0
            robots/urdf_edge_cases/mujoco_model.urdf 1 0 0 0 0
            robots/widowx_robotnik_urdf/widowx.urdf 10 8 18 8 0
            robots/widowx_wx250s_urdf/wx250s.urdf 14 8 22 20 0
            $C/acrobot.urdf 4 2 0 0 1
            $C/pendubot.urdf 4 2 0 0 1
            sysid/double_pendulum_dfki/data/urdfs/design_A.0/model_1.0/double_pendulum.urdf 4 2 0 0 2
            sysid/tiago_figaroh/tiago_no_hand.urdf 38 12 18 0 12 meshes-missing
            """;
    private static final List<String> MALFORMED = List.of("robots/unitree_g1/g1_dual_arm.urdf");

    private static Stream<String> loaded() {
        return LOADED.lines().map(l -> l.replace("$C", PENDULUM));
    }

    private static String name(String file) {
        return FileAccess.name(SharedData.require(file));
    }

    private static UrdfReader reader() {
        return new UrdfReader(FileAccess.onDisk(List.of(SharedData.require(""))));
    }

    @ParameterizedTest
    @MethodSource("loaded")
    void loads(String line) {
        String[] words = line.split(" ");
        boolean missing = line.endsWith(MISSING);
        UrdfReader reader = missing ? reader().toleratingMissingMeshes() : reader();
        Scene scene = reader.read(name(words[0]), new Diagnostics());
        assertThat(counts(scene)).isEqualTo(String.join(" ", List.of(words).subList(1, 6)));
        if (missing) {
            assertThatThrownBy(() -> reader().read(name(words[0]), new Diagnostics()))
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessageMatching(
                            "(?s).*error: (file|package) '.*' (does not exist|is not found); expected a f.*");
        }
    }

    private static String counts(Scene scene) {
        int joints = scene.bodies().stream().mapToInt(b -> b.joints.size()).sum();
        int geoms = scene.bodies().stream().mapToInt(b -> b.geoms.size()).sum();
        return scene.bodies().size() - 1 + " " + joints + " " + geoms + " " + scene.meshes.size() + " "
                + scene.actuators.size();
    }

    @Test
    void aJointOnAMissingLinkIsNamed() {
        String file = name(MALFORMED.getFirst());
        assertThatThrownBy(() -> reader().read(file, new Diagnostics())).hasMessage(file
                + ":179:3: error: joint 'imu_in_pelvis_joint' has the unknown parent link 'pelvis'; "
                + "expected the name of a link");
    }

    @Test
    void theTableHasEveryFile() throws IOException {
        Path root = SharedData.require("");
        List<String> known = new ArrayList<>(loaded().map(l -> l.split(" ")[0]).toList());
        known.addAll(MALFORMED);
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found = files.map(f -> root.relativize(f).toString().replace('\\', '/'))
                    .filter(f -> f.endsWith(".urdf") || f.endsWith(".xacro"))
                    .toList();
            assertThat(known).containsExactlyInAnyOrderElementsOf(found);
        }
    }
}
