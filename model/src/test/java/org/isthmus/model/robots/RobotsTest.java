package org.isthmus.model.robots;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.TIGHT;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.ScenePoses;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

/// What single templates promise.
class RobotsTest {
    private static Vec3 site(Model model, Kinematics kinematics, String name) {
        int id = model.names().id(ObjectType.SITE, name);
        assertThat(id).as(name).isNotNegative();
        return Vec3.of(kinematics.siteXpos, 3 * id);
    }

    /// Joint positions by name; others as in `home`.
    private static double[] qpos(Scene scene, Map<String, Double> wanted) {
        double[] q = scene.keyframes.getFirst().qpos.clone();
        int at = 0;
        for (Body body : scene.bodies()) {
            for (Joint joint : body.joints) {
                q[at] = wanted.getOrDefault(joint.name, q[at]);
                at += joint.type.qposCount();
            }
        }
        return q;
    }

    @Test
    void anArmByDenavitAndHartenbergStandsAsTheProductOfItsMatrices() {
        Property.check(5, 50, random -> {
            int n = random.nextInt(1, 8);
            List<SerialArm.DhRow> rows = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                rows.add(new SerialArm.DhRow(random.nextDouble(-0.5, 0.5), random.nextDouble(-0.5, 0.5),
                        random.nextDouble(-3, 3), random.nextDouble(-3, 3),
                        JointDescription.hinge("j" + i, Vec3.Z, -3, 3), 1));
            }
            Scene scene = SerialArm.ofDenavitHartenberg("arm", rows, 1, 0.05).scene();
            double[] q = Property.uniform(random, n, -3, 3);
            Pose expected = Pose.IDENTITY;
            for (int i = 0; i < n; i++) {
                SerialArm.DhRow r = rows.get(i);
                expected = expected.times(Pose.rotated(Quat.fromAxisAngle(Vec3.Z, q[i] + r.offset())))
                        .times(Pose.at(0, 0, r.d())).times(Pose.at(r.a(), 0, 0))
                        .times(Pose.rotated(Quat.fromAxisAngle(Vec3.X, r.alpha())));
            }
            Pose flange = ScenePoses.of(scene, q, "link" + n).times(requireNonNull(scene.site("flange")).pose());
            assertClose(flange.position().toArray(), expected.position().toArray(), ROUNDING);
            assertThat(flange.rotation().angleTo(expected.rotation())).isLessThan(1e-7);
            assertThat(SceneCompiler.compile(scene).sizes().nu()).isZero();
        });
    }

    @Test
    void aToolMovesTheArmsTcpToItsOwn() {
        Scene scene = Panda.scene();
        Model model = SceneCompiler.compile(scene);
        Kinematics k = new Kinematics(model);
        k.compute(scene.keyframes.getFirst().qpos);
        // the fingertips are 103 mm past the flange in the maker's file, at the middle of the pads here
        assertThat(site(model, k, "tcp").distance(site(model, k, "flange"))).isBetween(0.09, 0.11);
        assertThat(model.names().id(ObjectType.SITE, "hand/tcp")).isEqualTo(-1);
    }

    @Test
    void toolsGoOnFlangesOnly() {
        assertThatThrownBy(() -> Tools.mount(Quadruped.standard().scene(), ParallelGripper.standard().scene(),
                Quat.IDENTITY, "tool/")).hasMessage("scene 'quadruped' has no site 'flange'");
    }

    @Test
    void bothFingersOfAGripperOpenAlike() {
        Scene scene = ParallelGripper.standard().scene();
        Model model = SceneCompiler.compile(scene);
        Kinematics k = new Kinematics(model);
        for (double opening : new double[]{0, 0.02, 0.0425}) {
            k.compute(new double[]{opening, opening});
            Vec3 left = site(model, k, "left_pad");
            Vec3 right = site(model, k, "right_pad");
            assertClose(left.y(), -right.y(), ROUNDING);
            // pads of 4 mm half thickness that touch when closed
            assertClose(left.y() - right.y(), 2 * opening + 0.008, ROUNDING);
            assertClose(site(model, k, "tcp").z(), left.z(), ROUNDING);
        }
    }

    @Test
    void leftAndRightHandMirrorEachOtherAtEqualPositions() {
        Scene right = FiveFingerHand.standard(FiveFingerHand.Side.RIGHT).scene();
        Scene left = FiveFingerHand.standard(FiveFingerHand.Side.LEFT).scene();
        Property.check(6, 20, random -> {
            double[] q = Property.uniform(random, 20, -0.2, 1);
            List<Pose> r = ScenePoses.of(right, q);
            List<Pose> l = ScenePoses.of(left, q);
            for (int i = 0; i < r.size(); i++) {
                Vec3 p = r.get(i).position();
                assertClose(l.get(i).position().toArray(), new double[]{p.x(), -p.y(), p.z()}, ROUNDING);
            }
        });
        assertThat(left.actuators).hasSize(16);
        assertThat(left.equalities).hasSize(4);
    }

    @Test
    void theThumbMeetsEveryFinger() {
        Map<String, Map<String, Double>> grips = new LinkedHashMap<>();
        grips.put("index", grip("index", 0.14, 0.38, 1.72, 1.53, 0.63, -0.16, -0.07));
        grips.put("middle", grip("middle", -0.03, 1.32, 1.15, 1.93, -0.33, 0.18, 1.4));
        grips.put("ring", grip("ring", 0.15, 0.98, 1.3, 2.3, 0.03, 0.08, -0.18));
        grips.put("little", grip("little", -0.35, 1.6, 0.38, 2.3, -0.15, -0.07, 0.02));
        Scene scene = FiveFingerHand.standard(FiveFingerHand.Side.RIGHT).scene();
        Model model = SceneCompiler.compile(scene);
        Kinematics k = new Kinematics(model);
        grips.forEach((finger, positions) -> {
            k.compute(qpos(scene, positions));
            double distance = site(model, k, "thumb_tip").distance(site(model, k, finger + "_tip"));
            assertThat(distance).as(finger).isLessThan(0.015); // between centres of tips of 8 to 10 mm radius
        });
    }

    private static Map<String, Double> grip(String finger, double... q) {
        return Map.of(finger + "_spread", q[0], finger + "_mcp", q[1], finger + "_pip", q[2], finger + "_dip",
                0.7 * q[2],
                "thumb_opposition", q[3], "thumb_cmc", q[4], "thumb_mcp", q[5], "thumb_ip", q[6]);
    }

    /// At mirrored joint positions, the bodies of one side are the mirror image of those of the other.
    private static void assertSymmetric(Scene scene, String left, String right) {
        Model model = SceneCompiler.compile(scene);
        Kinematics k = new Kinematics(model);
        Property.check(7, 20, random -> {
            Map<String, Double> wanted = new LinkedHashMap<>();
            for (Body body : scene.bodies()) {
                for (Joint joint : body.joints) {
                    if (joint.type != JointType.FREE && joint.name != null && joint.name.contains(left)) {
                        double angle = random.nextDouble(joint.range[0], joint.range[1]);
                        wanted.put(joint.name, angle);
                        wanted.put(joint.name.replace(left, right), joint.axis.equals(Vec3.Y) ? angle : -angle);
                    }
                }
            }
            k.compute(qpos(scene, wanted));
            for (int b = 1; b < model.sizes().nbody(); b++) {
                String name = model.names().name(ObjectType.BODY, b);
                int other = model.names().id(ObjectType.BODY, name.replace(left, right));
                if (name.contains(left)) {
                    assertThat(other).as(name).isPositive();
                    Vec3 a = Vec3.of(k.xipos, 3 * b);
                    Vec3 c = Vec3.of(k.xipos, 3 * other);
                    assertClose(c.toArray(), new double[]{a.x(), -a.y(), a.z()}, TIGHT);
                    assertClose(model.bodies().mass().get(other), model.bodies().mass().get(b), ROUNDING);
                    assertClose(model.bodies().inertia().slice(3 * other, 3 * other + 3),
                            model.bodies().inertia().slice(3 * b, 3 * b + 3), TIGHT);
                }
            }
        });
    }

    @Test
    void quadrupedIsSymmetric() {
        assertSymmetric(Quadruped.standard().scene(), "FL", "FR");
        assertSymmetric(Quadruped.standard().scene(), "RL", "RR");
    }

    @Test
    void humanoidIsSymmetric() {
        assertSymmetric(Humanoid.standard().scene(), "left", "right");
    }

    @Test
    void walkersStandOnTheGroundWithLevelFeetAndTheirWeightOverThem() {
        Scene humanoid = Humanoid.standard().scene();
        Model model = SceneCompiler.compile(humanoid);
        Kinematics k = new Kinematics(model);
        k.compute(humanoid.keyframes.getFirst().qpos);
        for (String side : List.of("left", "right")) {
            Vec3 sole = site(model, k, side + "_foot_sole");
            assertClose(sole.z(), 0, TIGHT);
            int foot = model.names().id(ObjectType.BODY, side + "_foot");
            assertThat(k.xmat[9 * foot + 8]).isCloseTo(1, within(TIGHT));
            double centre = k.subtreeCom[3];
            assertThat(centre).isBetween(sole.x() - 0.07, sole.x() + 0.07);
        }
        assertThat(model.bodies().subtreeMass().get(0)).isBetween(33.0, 34.0);
        Scene dog = Quadruped.standard().scene();
        Model dogModel = SceneCompiler.compile(dog);
        Kinematics kd = new Kinematics(dogModel);
        kd.compute(dog.keyframes.getFirst().qpos);
        for (String leg : List.of("FL", "FR", "RL", "RR")) {
            assertClose(site(dogModel, kd, leg + "_foot").z(), 0.022, TIGHT);
        }
    }

    @Test
    void parametersThatMakeNoRobotAreRefused() {
        assertThatThrownBy(() -> JointDescription.hinge("elbow", Vec3.Y, 1, -1))
                .hasMessage("joint 'elbow' has limits 1.0 and -1.0 and home 1.0, expected lower below upper and home "
                        + "between them");
        assertThatThrownBy(() -> new Drive(0, 1, 1, 1, 1)).hasMessageStartingWith("drive of effort 0.0");
        assertThatThrownBy(() -> Link.base("base", 1)).hasMessage(
                "link 'base' has mass 1.0, expected at least 0, and a solid shape for it");
        assertThatThrownBy(() -> RobotDescription.fixed("robot", List.of(
                Link.base("a", 0), Link.fixed("b", "c", Pose.IDENTITY, 0))).toScene())
                .hasMessage("link 'b' is on 'c', expected one of the links before it: [a]");
    }
}
