package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.mjcf.MissingFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;

/// Robots that the field publishes in URDF and in MJCF: the two readers put the links in the same places, up to the
/// rounding with which the files were written and to the differences that each test states.
class TwinDescriptionsTest {
    private static final int CONFIGURATIONS = 100;

    /// Says which body and joint of the MJCF file one of the URDF file is, and where the joint is then.
    private record Correspondence(UnaryOperator<String> bodies, UnaryOperator<String> joints, Position positions) {
        static final Position SAME = (joint, q) -> q;

        String body(String urdf) {
            return bodies.apply(urdf);
        }
    }

    private interface Position {
        double of(String urdfJoint, double q);
    }

    private static Model urdf(String file) throws IOException {
        return compiled(new UrdfReader(alone(file)).toleratingMissingMeshes().read("/" + file, new Diagnostics()));
    }

    private static Model mjcf(String file) throws IOException {
        return compiled(
                MjcfReader.read(alone(file), "/" + file, new MjcfReader.Options(MissingFiles.WARN), new Diagnostics()));
    }

    private static Model compiled(Scene scene) {
        scene.compiler.boundMass = 1; // some have their mass from meshes
        scene.compiler.boundInertia = 1;
        return SceneCompiler.compile(scene);
    }

    /// The file without its meshes, which take most of the time and matter not here.
    private static FileAccess alone(String file) throws IOException {
        return FileAccess.inMemory(Map.of(file, Files.readAllBytes(SharedData.require("robots/" + file))));
    }

    /// Compares the poses, in the frame of `base`, of all bodies that both have.
    ///
    /// @param least how many bodies both have
    /// @param turned bodies whose frames differ in orientation
    private static void check(Model urdf, Model mjcf, String base, Correspondence c, int least, double metres,
            double radians, Set<String> turned) {
        SplittableRandom random = new SplittableRandom(4);
        Kinematics first = new Kinematics(urdf);
        Kinematics second = new Kinematics(mjcf);
        for (int i = 0; i < CONFIGURATIONS; i++) {
            double[] qpos = Configurations.random(urdf, random);
            first.compute(qpos);
            second.compute(translated(urdf, mjcf, c, qpos));
            int compared = 0;
            for (String name : urdf.names().all(ObjectType.BODY)) {
                if (mjcf.names().id(ObjectType.BODY, c.body(name)) <= 0) {
                    continue;
                }
                Pose a = pose(urdf, first, base).inverse().times(pose(urdf, first, name));
                Pose b = pose(mjcf, second, c.body(base)).inverse().times(pose(mjcf, second, c.body(name)));
                assertThat(a.position().minus(b.position()).length()).as(name).isLessThan(metres);
                if (!turned.contains(name)) {
                    assertThat(a.rotation().angleTo(b.rotation())).as(name).isLessThan(radians);
                }
                compared++;
            }
            assertThat(compared).isGreaterThanOrEqualTo(least);
        }
    }

    private static double[] translated(Model urdf, Model mjcf, Correspondence c, double[] qpos) {
        double[] other = mjcf.qpos0().toArray().clone();
        for (int i = 0; i < urdf.sizes().njnt(); i++) {
            String name = urdf.names().name(ObjectType.JOINT, i);
            int k = mjcf.names().id(ObjectType.JOINT, c.joints.apply(name));
            assertThat(k).as(name).isNotNegative();
            other[mjcf.joints().qposAdr().get(k)] = c.positions.of(name, qpos[urdf.joints().qposAdr().get(i)]);
        }
        return other;
    }

    private static Pose pose(Model model, Kinematics kinematics, String body) {
        int i = model.names().id(ObjectType.BODY, body);
        return new Pose(Vec3.of(kinematics.xpos, 3 * i), Quat.of(kinematics.xquat, 4 * i));
    }

    /// The fingers' zero is 15 mm further out in the MJCF file, and its right finger moves the other way.
    @Test
    void widowX250() throws IOException {
        check(urdf("widowx_wx250s_urdf/wx250s.urdf"), mjcf("widowx_wx250s_mjcf/wx250s.xml"), "base_link",
                new Correspondence(body -> "wx250s/" + body, joint -> joint,
                        (joint, q) -> joint.equals("left_finger") ? q - 0.015
                                : joint.equals("right_finger") ? 0.015 - q : q),
                9, 1e-12, 1e-12, Set.of());
    }

    /// The palm's frame of the MJCF file is the base's of the URDF file.
    @Test
    void allegroHand() throws IOException {
        check(urdf("allegro_hand_urdf/allegro_hand_right.urdf"), mjcf("allegro_hand_mjcf/right_hand.xml"), "base_link",
                new Correspondence(
                        body -> body.equals("base_link") ? "palm"
                                : body.matches("link_\\d+\\.0")
                                        ? numbered(body, "link_", "_base", "_proximal", "_medial", "_distal")
                                : "",
                        joint -> numbered(joint, "joint_", "j0", "j1", "j2", "j3"), Correspondence.SAME),
                17, 1e-6, 2e-6, Set.of());
    }

    /// `mf_medial` for `link_6.0`: four fingers of four segments each.
    private static String numbered(String name, String prefix, String... segments) {
        int number = Integer.parseInt(name.substring(prefix.length(), name.length() - 2));
        return List.of("ff", "mf", "rf", "th").get(number / 4) + segments[number % 4];
    }

    @Test
    void unitreeG1() throws IOException {
        check(urdf("unitree_g1/g1_29dof_rev_1_0.urdf"), mjcf("unitree_g1/g1_29dof_rev_1_0.xml"), "pelvis",
                new Correspondence(body -> body, joint -> joint, Correspondence.SAME), 30, 2e-6, 5e-6, Set.of());
    }

    /// The right finger's frame is turned by half a turn in one of the files.
    @Test
    void panda() throws IOException {
        check(urdf("panda_urdf/panda_v2.urdf"), mjcf("mjcf_xml_only/franka_emika_panda/panda.xml"), "panda_link0",
                new Correspondence(body -> body.replace("panda_", "").replace("tfinger", "t_finger"),
                        joint -> joint.replace("panda_", ""), Correspondence.SAME),
                11, 2e-9, 1e-7, Set.of("panda_rightfinger"));
    }
}
