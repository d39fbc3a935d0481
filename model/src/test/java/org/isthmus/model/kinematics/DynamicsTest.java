package org.isthmus.model.kinematics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.random.RandomGenerator;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.RandomScenes;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// Laws of [DofMotions] and [MassMatrix], against finite differences of [Kinematics].
class DynamicsTest {
    private static final double DT = 1e-6;

    private static Kinematics at(Model model, double[] qpos) {
        Kinematics frames = new Kinematics(model);
        frames.compute(qpos);
        return frames;
    }

    private static DofMotions motions(Model model, Kinematics frames) {
        DofMotions motions = new DofMotions(model);
        motions.compute(frames);
        return motions;
    }

    private static MassMatrix mass(Model model, Kinematics frames) {
        MassMatrix mass = new MassMatrix(model);
        mass.compute(frames, motions(model, frames), new TendonLengths(model));
        return mass;
    }

    private static Model randomModel(RandomGenerator random) {
        return SceneCompiler.compile(RandomScenes.tree(random, 1 + random.nextInt(10)));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void jacobiansAreDerivativesOfPoses() {
        Property.check(21, 100, random -> {
            Model model = randomModel(random);
            int nv = model.sizes().nv();
            double[] qpos = Configurations.random(model, random);
            double[] qvel = Property.uniform(random, nv, -1, 1);
            Kinematics now = at(model, qpos);
            Kinematics before = at(model, moved(model, qpos, qvel, -DT));
            Kinematics after = at(model, moved(model, qpos, qvel, DT));
            DofMotions motions = motions(model, now);
            int site = random.nextInt(model.sizes().nsite());
            int body = model.sites().bodyId().get(site);
            for (Vec3 axis : new Vec3[]{Vec3.X, Vec3.Y, Vec3.Z}) {
                double[] row = new double[nv];
                motions.addLinear(body, Vec3.of(now.siteXpos, 3 * site), axis, 1, row);
                Vec3 moved = Vec3.of(after.siteXpos, 3 * site).minus(Vec3.of(before.siteXpos, 3 * site));
                assertClose(dot(row, qvel), moved.dot(axis) / (2 * DT), Tolerances.LOOSE);
                double[] turn = new double[nv];
                motions.addAngular(body, axis, 1, turn);
                assertClose(dot(turn, qvel), turned(before, after, body).dot(axis) / (2 * DT), Tolerances.LOOSE);
            }
        });
    }

    private static Vec3 turned(Kinematics before, Kinematics after, int body) {
        Quat difference = after.bodyPose(body).rotation().times(before.bodyPose(body).rotation().conjugate());
        return difference.toRotationVector();
    }

    @Test
    void halfVelocityTimesMassMatrixTimesVelocityIsTheKineticEnergy() {
        Property.check(22, 100, random -> {
            Model model = randomModel(random);
            int nv = model.sizes().nv();
            double[] qpos = Configurations.random(model, random);
            double[] qvel = Property.uniform(random, nv, -1, 1);
            Kinematics now = at(model, qpos);
            Kinematics before = at(model, moved(model, qpos, qvel, -DT));
            Kinematics after = at(model, moved(model, qpos, qvel, DT));
            double energy = 0;
            for (int body = 1; body < model.sizes().nbody(); body++) {
                Vec3 v = Vec3.of(after.xipos, 3 * body).minus(Vec3.of(before.xipos, 3 * body)).times(0.5 / DT);
                Vec3 w = turned(before, after, body).times(0.5 / DT);
                Sym3 inertia = Sym3.diagonal(model.bodies().inertia().vec3(body))
                        .rotated(DofMotions.matrix(now.ximat, body));
                energy += 0.5 * (model.bodies().mass().get(body) * v.lengthSquared() + w.dot(inertia.times(w)));
            }
            for (int dof = 0; dof < nv; dof++) {
                energy += 0.5 * model.dofs().armature().get(dof) * qvel[dof] * qvel[dof];
            }
            double[] m = mass(model, now).dense();
            double quadratic = 0;
            for (int i = 0; i < nv; i++) {
                for (int j = 0; j < nv; j++) {
                    quadratic += 0.5 * qvel[i] * m[i * nv + j] * qvel[j];
                }
            }
            assertClose(quadratic, energy, Tolerances.LOOSE);
        });
    }

    @Test
    void solutionTimesMassMatrixIsTheRightSide() {
        Property.check(23, 200, random -> {
            Model model = randomModel(random);
            int nv = model.sizes().nv();
            MassMatrix mass = mass(model, at(model, Configurations.random(model, random)));
            double[] right = Property.uniform(random, nv, -1, 1);
            double[] x = right.clone();
            mass.solve(x);
            double[] m = mass.dense();
            double[] product = new double[nv];
            for (int i = 0; i < nv; i++) {
                for (int j = 0; j < nv; j++) {
                    product[i] += m[i * nv + j] * x[j];
                }
            }
            assertClose(product, right, Tolerances.TIGHT);
        });
    }

    @Test
    void massMatrixDoesNotDependOnWhereTheModelStands() {
        Property.check(24, 50, random -> {
            Model model = randomModel(random);
            double[] qpos = Configurations.random(model, random);
            double[] m = mass(model, at(model, qpos)).dense();
            double[] diagonal = new double[model.sizes().nv()];
            for (int i = 0; i < diagonal.length; i++) {
                diagonal[i] = m[i * diagonal.length + i];
                assertThat(diagonal[i]).isPositive();
            }
            assertThat(mass(model, at(model, qpos)).dense()).containsExactly(m);
        });
    }

    private static double[] moved(Model model, double[] qpos, double[] qvel, double dt) {
        double[] moved = qpos.clone();
        Configurations.integrate(model, moved, qvel, dt);
        return moved;
    }
}
