package org.isthmus.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.core.math.Close.assertClose;
import static org.isthmus.testkit.Tolerances.ROUNDING;
import static org.isthmus.testkit.Tolerances.assertClose;

import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class PoseTest {
    private static final int TRIALS = 500;

    @Test
    void posesAreAGroupActingOnPoints() {
        Property.check(1, TRIALS, random -> {
            Pose a = Arbitrary.pose(random);
            Pose b = Arbitrary.pose(random);
            Pose c = Arbitrary.pose(random);
            Vec3 p = Arbitrary.vec3(random);
            assertClose(a.times(b).times(c), a.times(b.times(c)));
            assertClose(a.times(a.inverse()), Pose.IDENTITY);
            assertClose(a.times(b).transform(p), a.transform(b.transform(p)));
            assertClose(a.inverseTransform(a.transform(p)), p);
            assertClose(a.inverse().transform(p), a.inverseTransform(p));
        });
    }

    @Test
    void aPoseRotatesThenMoves() {
        Pose pose = new Pose(new Vec3(10, 0, 0), Quat.fromAxisAngle(Vec3.Z, Math.PI / 2));
        assertClose(pose.transform(Vec3.X), new Vec3(10, 1, 0));
        assertThat(Pose.at(1, 2, 3).transform(Vec3.X)).isEqualTo(new Vec3(2, 2, 3));
    }

    @Test
    void spatialTransformsComposeAndInvert() {
        Property.check(2, TRIALS, random -> {
            Pose a = Arbitrary.pose(random);
            Pose b = Arbitrary.pose(random);
            SpatialVector v = Arbitrary.spatial(random);
            assertClose(a.times(b).transformMotion(v), a.transformMotion(b.transformMotion(v)));
            assertClose(a.times(b).transformForce(v), a.transformForce(b.transformForce(v)));
            assertClose(a.inverseTransformMotion(v), a.inverse().transformMotion(v));
            assertClose(a.inverseTransformForce(v), a.inverse().transformForce(v));
        });
    }

    @Test
    void powerIsTheSameInEveryFrame() {
        Property.check(3, TRIALS, random -> {
            Pose pose = Arbitrary.pose(random);
            SpatialVector motion = Arbitrary.spatial(random);
            SpatialVector force = Arbitrary.spatial(random);
            assertClose(pose.transformMotion(motion).dot(pose.transformForce(force)), motion.dot(force), ROUNDING);
        });
    }

    @Test
    void theVelocityOfAMaterialPointIsTheSameInEveryFrame() {
        Property.check(4, TRIALS, random -> {
            Pose pose = Arbitrary.pose(random);
            SpatialVector v = Arbitrary.spatial(random);
            Vec3 p = Arbitrary.vec3(random);
            Vec3 inB = v.linear().plus(v.angular().cross(p));
            SpatialVector w = pose.transformMotion(v);
            assertClose(w.linear().plus(w.angular().cross(pose.transform(p))), pose.rotation().rotate(inB));
        });
    }

    @Test
    void aForceAtTheOriginHasAMomentAboutAnotherPoint() {
        SpatialVector push = new SpatialVector(Vec3.ZERO, Vec3.Y);
        assertThat(Pose.at(2, 0, 0).transformForce(push)).isEqualTo(new SpatialVector(new Vec3(0, 0, 2), Vec3.Y));
    }
}
