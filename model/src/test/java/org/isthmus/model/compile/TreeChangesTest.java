package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.assertj.core.data.Offset;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.model.scene.AlignFree;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.testing.Models;
import org.isthmus.model.testing.RandomScenes;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// What fusing, aligning and discarding leave as it was.
class TreeChangesTest {
    private static final class State {
        final Kinematics frames;
        final double[] mass;

        State(Model model, double[] qpos) {
            frames = new Kinematics(model);
            frames.compute(qpos);
            DofMotions motions = new DofMotions(model);
            motions.compute(frames);
            MassMatrix matrix = new MassMatrix(model);
            matrix.compute(frames, motions, new TendonLengths(model));
            mass = matrix.dense();
        }
    }

    @Test
    void fusedBodiesMoveAndWeighAsBefore() {
        RandomGenerator random = new SplittableRandom(11);
        for (int trial = 0; trial < 40; trial++) {
            Scene scene = RandomScenes.tree(random, 1 + random.nextInt(12));
            Model loose = SceneCompiler.compile(scene);
            scene.compiler.fuseStatic = true;
            Model fused = SceneCompiler.compile(scene);
            double[] qpos = Configurations.random(loose, random);
            State before = new State(loose, qpos);
            State after = new State(fused, qpos);
            for (int b = 1; b < fused.sizes().nbody(); b++) {
                assertThat(fused.bodies().dofNum().get(b)).as("degrees of freedom of what is left").isPositive();
            }
            Tolerances.assertClose(after.mass, before.mass, Tolerances.TIGHT);
            compareNamed(loose, fused, before, after);
        }
    }

    private static void compareNamed(Model loose, Model fused, State before, State after) {
        for (int s = 0; s < loose.sizes().nsite(); s++) {
            int id = fused.names().id(ObjectType.SITE, loose.names().name(ObjectType.SITE, s));
            Tolerances.assertClose(Arrays.copyOfRange(after.frames.siteXpos, 3 * id, 3 * id + 3),
                    Arrays.copyOfRange(before.frames.siteXpos, 3 * s, 3 * s + 3), Tolerances.TIGHT);
            Tolerances.assertClose(Arrays.copyOfRange(after.frames.siteXmat, 9 * id, 9 * id + 9),
                    Arrays.copyOfRange(before.frames.siteXmat, 9 * s, 9 * s + 9), Tolerances.TIGHT);
        }
    }

    @Test
    void bodiesThatSomethingRefersToAreNotFused() {
        Model fused = SceneCompiler.compile(Models.resource("fusestatic"));
        assertThat(fused.names().all(ObjectType.BODY)).containsExactly("world", "base", "arm", "felt", "kept", "seen",
                "post");
    }

    @Test
    void camerasAndLightsOfFusedBodiesKeepTheirPlace() {
        String mjcf = """
                <compiler fusestatic="%s"/>
                <worldbody><body name="a" pos="1 2 3" euler="10 20 30"><camera name="c" pos="0.1 0.2 0.3" euler="40 0
                0"/>
                <light name="l" pos="0.3 0.2 0.1" dir="1 2 3"/></body></worldbody>""";
        State before = new State(Models.compile(mjcf.formatted("false")), new double[0]);
        State after = new State(Models.compile(mjcf.formatted("true")), new double[0]);
        Tolerances.assertClose(after.frames.camXpos, before.frames.camXpos, Tolerances.ROUNDING);
        Tolerances.assertClose(after.frames.camXmat, before.frames.camXmat, Tolerances.ROUNDING);
        Tolerances.assertClose(after.frames.lightXpos, before.frames.lightXpos, Tolerances.ROUNDING);
        Tolerances.assertClose(after.frames.lightXdir, before.frames.lightXdir, Tolerances.ROUNDING);
    }

    @Test
    void alignedFreeBodiesHaveADiagonalMassMatrixAndStayWhereTheyAre() {
        Scene scene = Models.resource("alignfree");
        Model aligned = SceneCompiler.compile(scene);
        scene.compiler.alignfree = false;
        Model plain = SceneCompiler.compile(scene);
        State after = new State(aligned, aligned.qpos0().toArray());
        State before = new State(plain, plain.qpos0().toArray());
        Tolerances.assertClose(after.frames.geomXpos, before.frames.geomXpos, Tolerances.TIGHT);
        Tolerances.assertClose(after.frames.geomXmat, before.frames.geomXmat, Tolerances.TIGHT);
        Tolerances.assertClose(after.frames.siteXpos, before.frames.siteXpos, Tolerances.TIGHT);
        Tolerances.assertClose(after.frames.camXpos, before.frames.camXpos, Tolerances.TIGHT);
        Tolerances.assertClose(after.frames.lightXdir, before.frames.lightXdir, Tolerances.TIGHT);
        int nv = aligned.sizes().nv();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(after.mass[i * nv + j]).isCloseTo(0, Offset.offset(1e-9));
            }
        }
        assertThat(aligned.bodies().ipos().vec3(1)).isEqualTo(Vec3.ZERO);
        assertThat(aligned.bodies().iquat().quat(1)).isEqualTo(Quat.IDENTITY);
        assertThat(aligned.bodies().ipos().vec3(2)).as("declined").isNotEqualTo(Vec3.ZERO);
        assertThat(aligned.bodies().ipos().vec3(3)).as("has a child").isNotEqualTo(Vec3.ZERO);
    }

    @Test
    void aFreeJointMayBeAlignedByItself() {
        Scene scene = new Scene();
        var body = scene.world.addBody("b", Pose.at(1, 0, 0));
        body.addFreeJoint("f").align = AlignFree.TRUE;
        body.addGeom(GeomType.SPHERE, new double[]{0.1, 0, 0}, g -> g.pos = Vec3.Y);
        Model model = SceneCompiler.compile(scene);
        assertThat(model.bodies().pos().vec3(1)).isEqualTo(new Vec3(1, 1, 0));
        assertThat(model.qpos0().vec3(0)).isEqualTo(new Vec3(1, 1, 0));
    }

    @Test
    void discardedGeomsLeaveTheirMassBehind() {
        Scene scene = Models.resource("discardvisual");
        Model bare = SceneCompiler.compile(scene);
        scene.compiler.discardVisual = false;
        Model full = SceneCompiler.compile(scene);
        assertThat(bare.bodies().mass()).isEqualTo(full.bodies().mass());
        assertThat(bare.bodies().inertia()).isEqualTo(full.bodies().inertia());
        assertThat(full.names().all(ObjectType.GEOM)).contains("skin");
        assertThat(bare.names().all(ObjectType.GEOM)).containsExactly("floor", "core", "box", "wrapped", "paired",
                "sensed");
        assertThat(bare.names().all(ObjectType.MESH)).containsExactly("touched", "fitted");
        assertThat(bare.names().all(ObjectType.MATERIAL)).isEmpty();
        assertThat(bare.names().all(ObjectType.TEXTURE)).isEmpty();
        assertThat(bare.names().all(ObjectType.HFIELD)).containsExactly("hf");
    }
}
