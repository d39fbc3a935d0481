package org.isthmus.model.urdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.assertj.core.data.Offset;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Configurations;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;

/// Compares two scenes by name: each body and joint of the first is in the second, with the same mass, and where the
/// joints have the same positions, so have the bodies.
final class SameMotion {
    private static final double TOLERANCE = 1e-9;

    private final Model a;
    private final Model b;

    private SameMotion(Model a, Model b) {
        this.a = a;
        this.b = b;
    }

    static void check(Scene a, Scene b, int configurations) {
        SameMotion same = new SameMotion(compile(a), compile(b));
        same.checkMasses();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < configurations; i++) {
            same.checkPoses(Configurations.random(same.a, random));
        }
    }

    private static Model compile(Scene scene) {
        Scene copy = scene.copy();
        copy.compiler.fuseStatic = false;
        return SceneCompiler.compile(copy);
    }

    private void checkMasses() {
        for (int i = 1; i < a.sizes().nbody(); i++) {
            String name = a.names().name(ObjectType.BODY, i);
            int k = b.names().id(ObjectType.BODY, name);
            assertThat(k).as(name).isPositive();
            double mass = a.bodies().mass().get(i);
            assertThat(b.bodies().mass().get(k)).as(name).isCloseTo(mass, within(mass));
            if (mass > 0) {
                assertClose(name, a.bodies().ipos().vec3(i), b.bodies().ipos().vec3(k), 1);
                Vec3 moments = a.bodies().inertia().vec3(i);
                assertTensor(name, tensor(a, i), tensor(b, k), moments.x() + moments.y() + moments.z());
            }
        }
    }

    private static Offset<Double> within(double scale) {
        return Offset.offset(TOLERANCE * Math.max(scale, 1e-12));
    }

    private static Sym3 tensor(Model m, int body) {
        return Sym3.diagonal(m.bodies().inertia().vec3(body)).rotated(m.bodies().iquat().quat(body).toRotation());
    }

    private static void assertTensor(String name, Sym3 x, Sym3 y, double scale) {
        Sym3 d = x.minus(y);
        double largest = Math.max(Math.max(Math.abs(d.xx()), Math.abs(d.yy())), Math.max(Math.abs(d.zz()),
                Math.max(Math.abs(d.xy()), Math.max(Math.abs(d.xz()), Math.abs(d.yz())))));
        assertThat(largest).as(name).isLessThanOrEqualTo(TOLERANCE * scale);
    }

    private void checkPoses(double[] qpos) {
        Kinematics first = new Kinematics(a);
        Kinematics second = new Kinematics(b);
        first.compute(qpos);
        second.compute(translated(qpos));
        for (int i = 1; i < a.sizes().nbody(); i++) {
            String name = a.names().name(ObjectType.BODY, i);
            int k = b.names().id(ObjectType.BODY, name);
            Pose x = new Pose(Vec3.of(first.xpos, 3 * i), Quat.of(first.xquat, 4 * i));
            Pose y = new Pose(Vec3.of(second.xpos, 3 * k), Quat.of(second.xquat, 4 * k));
            assertClose(name, x.position(), y.position(), 10);
            assertThat(x.rotation().angleTo(y.rotation())).as(name).isLessThan(TOLERANCE);
        }
    }

    private double[] translated(double[] qpos) {
        DoubleArray reference = b.qpos0();
        double[] other = reference.toArray().clone();
        for (int i = 0; i < a.sizes().njnt(); i++) {
            String named = a.names().name(ObjectType.JOINT, i);
            // joints without a name are named after their bodies
            String name = !named.isEmpty() ? named
                    : a.names().name(ObjectType.BODY, body(i)) + "_joint";
            int k = b.names().id(ObjectType.JOINT, name);
            assertThat(k).as(name).isNotNegative();
            int count = JointType.values()[a.joints().type().get(i)].qposCount();
            System.arraycopy(qpos, a.joints().qposAdr().get(i), other, b.joints().qposAdr().get(k), count);
        }
        return other;
    }

    private int body(int joint) {
        return a.joints().bodyId().get(joint);
    }

    private static void assertClose(String name, Vec3 x, Vec3 y, double scale) {
        assertThat(x.minus(y).length()).as(name).isLessThan(TOLERANCE * scale);
    }
}
