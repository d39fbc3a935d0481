package org.isthmus.model.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.TIGHT;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.ScenePoses;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.VelocityLimits;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

/// The templates of robots one can buy stand as their makers' files say.
class PublishedKinematicsTest {
    private static final int CONFIGURATIONS = 100;

    /// The pose of a body or site of a scene in the world.
    private static Pose pose(Scene scene, double[] qpos, String name) {
        for (Body body : scene.bodies()) {
            for (Site site : body.sites) {
                if (name.equals(site.name)) {
                    return ScenePoses.of(scene, qpos, String.valueOf(body.name)).times(site.pose());
                }
            }
        }
        return ScenePoses.of(scene, qpos, name);
    }

    /// Compares, in random configurations, the frames of links with those of bodies or sites, and the limits of joints.
    ///
    /// @param links link of the file → body or site of the scene
    /// @param joints joint of the file → joint of the scene
    private static void check(String file, String root, Scene scene, Map<String, String> links,
            Map<String, String> joints) throws Exception {
        Path path = SharedData.require("robots/" + file);
        UrdfFrames urdf = new UrdfFrames(path);
        Property.check(3, CONFIGURATIONS, random -> {
            Map<String, Double> q = urdf.randomPositions(random);
            double[] qpos = qpos(scene, q, joints);
            Map<String, Pose> expected = urdf.poses(root, q);
            links.forEach((link, body) -> {
                Pose a = pose(scene, qpos, body);
                Pose b = expected.get(link);
                assertThat(b).as(link).isNotNull();
                assertClose(a.position().toArray(), b.position().toArray(), TIGHT);
                assertThat(rotationError(a, b)).as(link).isLessThan(TIGHT);
            });
        });
        for (UrdfFrames.UrdfJoint j : urdf.joints) {
            if (joints.containsKey(j.name())) {
                Joint joint = scene.joint(joints.get(j.name()));
                assertThat(joint).as(j.name()).isNotNull();
                assertClose(joint.range, new double[]{j.lower(), j.upper()}, TIGHT);
            }
        }
    }

    /// The largest difference of the rotation matrices.
    private static double rotationError(Pose a, Pose b) {
        double[] ra = new double[9];
        double[] rb = new double[9];
        a.rotation().normalized().toRotation().into(ra, 0);
        b.rotation().normalized().toRotation().into(rb, 0);
        double worst = 0;
        for (int i = 0; i < 9; i++) {
            worst = Math.max(worst, Math.abs(ra[i] - rb[i]));
        }
        return worst;
    }

    private static double[] qpos(Scene scene, Map<String, Double> q, Map<String, String> joints) {
        Map<String, Double> byOurName = new LinkedHashMap<>();
        joints.forEach((theirs, ours) -> byOurName.put(ours, q.get(theirs)));
        return scene.bodies().stream().flatMap(b -> b.joints.stream())
                .mapToDouble(joint -> byOurName.get(joint.name)).toArray();
    }

    private static Map<String, String> same(String... names) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String name : names) {
            map.put(name, name);
        }
        return map;
    }

    private static Map<String, String> numbered(String theirs, String ours, int first, int last) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = first; i <= last; i++) {
            map.put(theirs + i, ours + i);
        }
        return map;
    }

    @Test
    void rokaeSr3StandsAsItsMakersFileSays() throws Exception {
        Map<String, String> links = numbered("xMateSR3_link", "link", 1, 6);
        links.put("xMateSR3_base", "base");
        check("rokae_sr3_urdf/rokae_description/urdf/xMateSR3.urdf", "world", RokaeSr3.arm().scene(), links,
                numbered("joint", "joint", 1, 6));
    }

    @Test
    void auboI5StandsAsItsMakersFileSays() throws Exception {
        check("aubo_i5_urdf/aubo_description/urdf/aubo_i5.urdf", "world", AuboI5.arm().scene(),
                same("base_link", "shoulder_Link", "upperArm_Link", "foreArm_Link", "wrist1_Link", "wrist2_Link",
                        "wrist3_Link"),
                same("shoulder_joint", "upperArm_joint", "foreArm_joint", "wrist1_joint", "wrist2_joint",
                        "wrist3_joint"));
    }

    @Test
    void widowx250sStandsAsItsMakersFileSays() throws Exception {
        Map<String, String> links = same("base_link", "shoulder_link", "upper_arm_link", "upper_forearm_link",
                "lower_forearm_link", "wrist_link", "gripper_link", "left_finger_link", "right_finger_link");
        links.put("ee_gripper_link", "tcp");
        check("widowx_wx250s_urdf/wx250s.urdf", "base_link", WidowX250s.scene(), links,
                same("waist", "shoulder", "elbow", "forearm_roll", "wrist_angle", "wrist_rotate", "left_finger",
                        "right_finger"));
    }

    @Test
    void pandaStandsAsItsMakersFileSays() throws Exception {
        Map<String, String> links = numbered("panda_link", "link", 0, 7);
        links.put("panda_link8", "flange");
        links.put("panda_hand", "hand/palm");
        links.put("panda_leftfinger", "hand/left_finger");
        links.put("panda_rightfinger", "hand/right_finger");
        Map<String, String> joints = numbered("panda_joint", "joint", 1, 7);
        joints.put("panda_finger_joint1", "hand/left_finger");
        joints.put("panda_finger_joint2", "hand/right_finger");
        check("panda_urdf/panda_v2.urdf", "panda_link0", Panda.scene(), links, joints);
    }

    @Test
    void quadrupedStandsAsTheGo2() throws Exception {
        Map<String, String> links = new LinkedHashMap<>();
        Map<String, String> joints = new LinkedHashMap<>();
        for (String leg : new String[]{"FL", "FR", "RL", "RR"}) {
            for (String part : new String[]{"hip", "thigh", "calf"}) {
                links.put(leg + "_" + part, leg + "_" + part);
                joints.put(leg + "_" + part + "_joint", leg + "_" + part);
            }
            links.put(leg + "_foot", leg + "_foot");
        }
        Scene scene = Quadruped.standard().scene();
        Body trunk = scene.world.children.getFirst();
        trunk.setPose(Pose.IDENTITY);
        trunk.joints.clear();
        check("unitree_go2_urdf_only/go2.urdf", "base", scene, links, joints);
    }

    @Test
    void limitsOfVelocityComeAlongWithTheJoints() {
        Map<String, Double> limits = VelocityLimits.of(DualArmTable.standard().scene());
        assertThat(limits).hasSize(12).containsEntry("left/joint1", Math.PI).containsEntry("right/joint6", Math.PI);
    }
}
