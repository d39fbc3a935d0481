package org.isthmus.model.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {
    private static Model model() {
        Scene scene = new Scene();
        Body free = scene.world.addBody("free", Pose.IDENTITY);
        free.addFreeJoint("f");
        free.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        Body arm = scene.world.addBody("arm", Pose.IDENTITY);
        arm.addJoint("slide", JointType.SLIDE, j -> {
            j.range[0] = 1;
            j.range[1] = 2;
        });
        arm.addJoint("ball", JointType.BALL, j -> j.range[1] = 0.3);
        arm.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        return SceneCompiler.compile(scene);
    }

    @Test
    void randomConfigurationsKeepLimitsAndUnitQuaternions() {
        Model model = model();
        Property.check(5, 1000, random -> {
            double[] qpos = Configurations.random(model, random);
            assertClose(Quat.of(qpos, 3).length(), 1, Tolerances.ROUNDING);
            assertThat(qpos[7]).isBetween(1.0, 2.0);
            assertThat(Quat.of(qpos, 8).angleTo(Quat.IDENTITY)).isLessThanOrEqualTo(0.3 + 1e-12);
        });
    }

    @Test
    void sameGeneratorGivesTheSameConfigurations() {
        Model model = model();
        assertThat(Configurations.random(model, Property.random(1, 2)))
                .containsExactly(Configurations.random(model, Property.random(1, 2)));
    }
}
