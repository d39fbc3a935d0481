package org.isthmus.model.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Inertial;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class InertiasTest {
    private static Inertial of(Sym3 tensor) {
        return new Inertial(Vec3.X, Quat.IDENTITY, 1, tensor);
    }

    private static Inertial mended(Sym3 tensor) {
        return Inertias.mended(of(tensor), false, "l", SourceLocation.UNKNOWN, new Diagnostics());
    }

    @Test
    void mendedTensorsArePossible() {
        Property.check(11, 2000, random -> {
            double[] t = Property.uniform(random, 6, -1, 1);
            double scale = StrictMath.pow(10, random.nextDouble(-9, 3));
            Sym3 tensor = new Sym3(t[0], t[1], t[2], t[3], t[4], t[5]).times(scale);
            Vec3 moments = mended(tensor).inertia().eigen().values();
            if (tensor.eigen().values().x() > 0) {
                assertThat(moments.z()).isPositive();
                assertThat(moments.x()).isLessThan(moments.y() + moments.z());
            } else {
                assertThat(moments).isEqualTo(Vec3.ZERO);
            }
        });
    }

    @Test
    void possibleTensorsStayTheSame() {
        Property.check(12, 2000, random -> {
            Vec3 p = Vec3.of(Property.uniform(random, 3, 0.01, 1), 0);
            // moments of three point masses on the axes, turned
            Sym3 tensor = Sym3.diagonal(new Vec3(p.y() + p.z(), p.x() + p.z(), p.x() + p.y()))
                    .rotated(Quat.fromRotationVector(Vec3.of(Property.uniform(random, 3, -3, 3), 0)).toRotation());
            assertThat(mended(tensor).inertia()).isEqualTo(tensor);
        });
        assertThat(mended(Sym3.ZERO).inertia()).isEqualTo(Sym3.ZERO);
        assertThat(mended(Sym3.diagonal(new Vec3(1, 1, 2))).inertia()).isEqualTo(Sym3.diagonal(new Vec3(1, 1, 2)));
    }

    @Test
    void roundingIsMendedSilently() {
        Diagnostics diagnostics = new Diagnostics();
        Sym3 plate = Sym3.diagonal(new Vec3(1, 1, 2.0000001));
        Inertial mended = Inertias.mended(of(plate), false, "l", SourceLocation.UNKNOWN, diagnostics);
        assertThat(diagnostics.list()).isEmpty();
        assertThat(mended.inertia().xx()).isBetween(1.999999, 2.0);
    }
}
