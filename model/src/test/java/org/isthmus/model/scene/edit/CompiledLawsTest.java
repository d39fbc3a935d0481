package org.isthmus.model.scene.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.TIGHT;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.junit.jupiter.api.Test;

/// What operations on scenes mean for the models compiled from them.
class CompiledLawsTest {
    private final Diagnostics diagnostics = new Diagnostics();

    /// All of the sample that compiles.
    private static Scene sample() {
        return SampleScenes.everything();
    }

    @Test
    void attachedPartsAddUp() {
        Scene scene = sample();
        Attachment.attachToBody(scene, "world", Pose.at(5, 0, 0), sample(), "b/", diagnostics);
        Sizes one = SceneCompiler.compile(sample()).sizes();
        Sizes two = SceneCompiler.compile(scene).sizes();
        assertThat(List.of(two.nq(), two.nv(), two.nu(), two.na(), two.njnt(), two.ngeom(), two.nsite(), two.ncam(),
                two.nlight(), two.npair(), two.neq(), two.ntendon(), two.nwrap(), two.nsensor(), two.nsensordata(),
                two.nmocap()))
                .isEqualTo(List.of(2 * one.nq(), 2 * one.nv(), 2 * one.nu(), 2 * one.na(), 2 * one.njnt(),
                        2 * one.ngeom(), 2 * one.nsite(), 2 * one.ncam(), 2 * one.nlight(), 2 * one.npair(),
                        2 * one.neq(), 2 * one.ntendon(), 2 * one.nwrap(), 2 * one.nsensor(), 2 * one.nsensordata(),
                        2 * one.nmocap()));
        assertThat(two.nbody()).isEqualTo(2 * one.nbody() - 1);
        assertThat(two.nmesh()).isEqualTo(one.nmesh());
        assertThat(two.nkey()).isEqualTo(1);
    }

    @Test
    void replicasAddUp() {
        Scene scene = sample();
        Replication.replicate(scene, "loose", List.of(Pose.at(1, 0, 0), Pose.at(2, 0, 0), Pose.at(3, 0, 0)), "_",
                diagnostics);
        Sizes one = SceneCompiler.compile(sample()).sizes();
        Sizes many = SceneCompiler.compile(scene).sizes();
        assertThat(many.nq()).isEqualTo(one.nq() + 14);
        assertThat(many.nbody()).isEqualTo(one.nbody() + 2);
    }

    @Test
    void theMirrorImageMovesWithTheSameInertia() {
        Scene mirror = sample();
        Mirroring.mirror(mirror, Mirroring.Plane.XZ, diagnostics);
        Model a = SceneCompiler.compile(sample());
        Model b = SceneCompiler.compile(mirror);
        assertClose(b.bodies().mass().toArray(), a.bodies().mass().toArray(), TIGHT);
        assertClose(b.bodies().inertia().toArray(), a.bodies().inertia().toArray(), TIGHT);
        Kinematics ka = compute(a, sample());
        Kinematics kb = compute(b, mirror);
        for (int i = 1; i < a.sizes().nbody(); i++) {
            boolean massless = a.bodies().mass().get(i) == 0;
            Vec3 p = Vec3.of(massless ? ka.xpos : ka.xipos, 3 * i);
            Vec3 image = Vec3.of(massless ? kb.xpos : kb.xipos, 3 * i);
            assertClose(image.toArray(), new double[]{p.x(), -p.y(), p.z()}, TIGHT);
        }
        for (int i = 0; i < a.sizes().ngeom(); i++) {
            Vec3 p = Vec3.of(ka.geomXpos, 3 * i);
            assertClose(Vec3.of(kb.geomXpos, 3 * i).toArray(), new double[]{p.x(), -p.y(), p.z()}, TIGHT);
        }
        // shoulder and slide: the same joint positions mean the same thing
        double[] ma = massMatrix(a, ka);
        double[] mb = massMatrix(b, kb);
        int nv = a.sizes().nv();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                assertClose(mb[i * nv + j], ma[i * nv + j], TIGHT);
            }
        }
    }

    private static double[] massMatrix(Model model, Kinematics kinematics) {
        DofMotions motions = new DofMotions(model);
        motions.compute(kinematics);
        MassMatrix matrix = new MassMatrix(model);
        matrix.compute(kinematics, motions, new TendonLengths(model));
        return matrix.dense();
    }

    private static Kinematics compute(Model model, Scene scene) {
        Kinematics kinematics = new Kinematics(model);
        kinematics.compute(scene.keyframes.getFirst().qpos);
        return kinematics;
    }

    @Test
    void aScaledSceneWeighsByTheCubeAndResistsTurningByTheFifthPower() {
        Scene large = sample();
        Scaling.scale(large, 2, diagnostics);
        Model a = SceneCompiler.compile(sample());
        Model b = SceneCompiler.compile(large);
        for (int i = 0; i < a.sizes().nbody(); i++) {
            assertClose(b.bodies().mass().get(i), 8 * a.bodies().mass().get(i), TIGHT);
        }
        for (int i = 0; i < 3 * a.sizes().nbody(); i++) {
            assertClose(b.bodies().inertia().get(i), 32 * a.bodies().inertia().get(i), TIGHT);
        }
    }

    @Test
    void aRenamedSceneIsTheSameModelUnderOtherNames() {
        Scene renamed = sample();
        Naming.prefix(renamed, "x/");
        Model a = SceneCompiler.compile(sample());
        Model b = SceneCompiler.compile(renamed);
        assertThat(b.sizes()).isEqualTo(a.sizes());
        assertThat(b.bodies()).isEqualTo(a.bodies());
        assertThat(b.joints()).isEqualTo(a.joints());
        assertThat(b.geoms()).isEqualTo(a.geoms());
        assertThat(b.actuators()).isEqualTo(a.actuators());
        assertThat(b.equalities()).isEqualTo(a.equalities());
        assertThat(b.keyframes()).isEqualTo(a.keyframes());
    }

    @Test
    void bodiesOfAnAttachedPartStandAsTheyStoodInIt() {
        Pose X = new Pose(new Vec3(0.3, -0.2, 0.5), Quat.fromRollPitchYaw(0.4, 0.5, -0.6));
        Scene part = sample();
        Scene scene = new Scene();
        Attachment.attachToBody(scene, "world", X, part, "", diagnostics);
        Kinematics inPart = compute(SceneCompiler.compile(part), part);
        Kinematics inScene = compute(SceneCompiler.compile(scene), scene);
        for (int i = 1; i < part.bodies().size(); i++) {
            Vec3 expected = X.transform(Vec3.of(inPart.xpos, 3 * i));
            assertClose(Vec3.of(inScene.xpos, 3 * i).toArray(), expected.toArray(), ROUNDING);
        }
    }
}
