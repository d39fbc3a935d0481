package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class SceneCompilerTest {
    /// Two links of 1 kg: a chain of hinges about y.
    static Scene doublePendulum() {
        Scene scene = new Scene();
        Body upper = scene.world.addBody("upper", Pose.at(0, 0, 2));
        upper.addJoint("shoulder", JointType.HINGE, j -> j.axis = Vec3.Y);
        upper.addGeom(GeomType.CAPSULE, new double[]{0.05, 0.5}, g -> {
            g.name = "upper";
            g.pos = new Vec3(0, 0, -0.5);
            g.mass = 1;
        });
        Body lower = upper.addBody("lower", Pose.at(0, 0, -1));
        lower.addJoint("elbow", JointType.HINGE, j -> j.axis = new Vec3(0, 2, 0));
        lower.addGeom(GeomType.CAPSULE, new double[]{0.05, 0.5}, g -> {
            g.pos = new Vec3(0, 0, -0.5);
            g.mass = 1;
        });
        return scene;
    }

    @Test
    void numbersBodiesDepthFirstAndDofsJointByJoint() {
        Model model = SceneCompiler.compile(doublePendulum());
        assertThat(model.sizes().nbody()).isEqualTo(3);
        assertThat(model.sizes().nv()).isEqualTo(2);
        assertThat(model.names().all(ObjectType.BODY)).containsExactly("world", "upper", "lower");
        assertThat(model.bodies().parentId().toArray()).containsExactly(0, 0, 1);
        assertThat(model.dofs().parentId().toArray()).containsExactly(-1, 0);
        assertThat(model.sizes().nM()).isEqualTo(3);
        assertThat(model.joints().axis().vec3(1)).isEqualTo(Vec3.Y);
        assertThat(model.trees().bodyNum().toArray()).containsExactly(2);
    }

    @Test
    void inverseInertiaOfADoublePendulumIsThatOfTheInvertedMassMatrix() {
        Model model = SceneCompiler.compile(doublePendulum());
        // A straight chain: each link has I + m/4 about its joint; the upper one carries the lower one's mass at 1 m.
        double i = model.bodies().inertia().get(0 + 3) + 0.25;
        double m22 = i;
        double m12 = i + 0.5;
        double m11 = 2 * i + 1 + 1;
        double det = m11 * m22 - m12 * m12;
        Tolerances.assertClose(model.dofs().M0().toArray(), new double[]{m11, m22}, Tolerances.ROUNDING);
        Tolerances.assertClose(model.dofs().invWeight0().toArray(), new double[]{m22 / det, m11 / det},
                Tolerances.TIGHT);
    }

    @Test
    void sameSceneGivesTheSameModelAndStaysAsItIs() {
        Scene scene = doublePendulum();
        assertThat(SceneCompiler.compile(scene).bodies()).isEqualTo(SceneCompiler.compile(scene).bodies());
        assertThat(scene.world.children.get(0).children.get(0).joints.get(0).axis).isEqualTo(new Vec3(0, 2, 0));
    }
}
