package org.isthmus.model.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class EmptyLinksTest {
    private static Vec3 vector(RandomGenerator random) {
        return Vec3.of(Property.uniform(random, 3, -1, 1), 0);
    }

    private static Pose pose(RandomGenerator random) {
        return new Pose(vector(random), Quat.fromRotationVector(vector(random).times(3)));
    }

    /// A chain of links of which every other one or so is empty.
    private static Scene chain(RandomGenerator random) {
        Scene scene = new Scene();
        Body at = scene.world;
        for (int i = 0; i < 8; i++) {
            at = at.addBody("b" + i, pose(random));
            JointType type = random.nextBoolean() ? JointType.HINGE : JointType.SLIDE;
            at.addJoint("j" + i, type, j -> {
                j.axis = vector(random);
                j.pos = vector(random);
            });
            if (random.nextBoolean()) {
                at.addGeom(GeomType.SPHERE, new double[]{1}, g -> {});
            }
        }
        return scene;
    }

    @Test
    void foldingKeepsAllMotion() {
        Property.check(5, 200, random -> {
            Scene scene = chain(random);
            Map<String, Double> q = new HashMap<>();
            scene.bodies().forEach(b -> b.joints.forEach(j -> q.put(j.name, random.nextDouble(-3, 3))));
            Map<String, Pose> before = Motion.poses(scene, j -> q.getOrDefault(j.name, 0.0));
            EmptyLinks.fold(scene.world, new Diagnostics());
            Map<String, Pose> after = Motion.poses(scene, j -> q.getOrDefault(j.name, 0.0));
            assertThat(scene.bodies()).filteredOn(b -> b.geoms.isEmpty()).allMatch(b -> b == scene.world
                    || b.children.isEmpty());
            after.forEach((name, pose) -> {
                Pose difference = before.getOrDefault(name, Pose.IDENTITY).inverse().times(pose);
                assertThat(difference.position().length()).isLessThan(1e-12);
                assertThat(difference.rotation().toRotationVector().length()).isLessThan(1e-12);
            });
        });
    }

    @Test
    void linksThatMatterStay() {
        Scene scene = new Scene();
        Body fork = scene.world.addBody("fork", Pose.IDENTITY);
        fork.addJoint("j", JointType.HINGE, j -> {});
        fork.addBody("left", Pose.IDENTITY).addJoint("l", JointType.HINGE, j -> {});
        fork.addBody("right", Pose.IDENTITY).addJoint("r", JointType.HINGE, j -> {});
        Body ball = scene.world.addBody("ball", Pose.IDENTITY);
        ball.addJoint("b", JointType.BALL, j -> {});
        ball.addBody("next", Pose.IDENTITY).addJoint("n", JointType.HINGE, j -> {});
        EmptyLinks.fold(scene.world, new Diagnostics());
        assertThat(scene.bodies()).hasSize(6);
    }
}
