package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.isthmus.model.scene.GeomType;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

class FluidInteractionTest {
    private static final double[] COEFFICIENTS = {0.5, 0.25, 1.5, 1, 1};

    /// H. Lamb, Hydrodynamics, art. 92: a sphere carries half of the fluid it displaces; turning, it carries none.
    @Test
    void aSphereCarriesHalfTheFluidItDisplaces() {
        double[] fluid = FluidInteraction.of(GeomType.SPHERE, new double[]{0.3, 0, 0}, COEFFICIENTS);
        double half = 0.5 * 4.0 / 3 * Math.PI * 0.3 * 0.3 * 0.3;
        for (int i = 0; i < 3; i++) {
            Tolerances.assertClose(fluid[6 + i], half, 1e-4);
            assertThat(fluid[9 + i]).isZero();
        }
    }

    /// Lamb, art. 114, table: a long spheroid moving lengthwise and sideways, for an aspect of 10.
    @Test
    void aNeedleCarriesItsOwnVolumeSidewaysAndLittleLengthwise() {
        double[] fluid = FluidInteraction.of(GeomType.ELLIPSOID, new double[]{0.1, 0.1, 1}, COEFFICIENTS);
        double volume = 4.0 / 3 * Math.PI * 0.1 * 0.1;
        Tolerances.assertClose(fluid[6] / volume, 0.960, 0.003);
        Tolerances.assertClose(fluid[8] / volume, 0.0207, 0.03);
        Tolerances.assertClose(fluid[9], fluid[10], 1e-6);
        assertThat(fluid[11]).isLessThan(1e-9);
    }

    @Test
    void coefficientsFollowTheSwitch() {
        double[] fluid = FluidInteraction.of(GeomType.BOX, new double[]{0.1, 0.2, 0.3}, new double[]{1, 2, 3, 4, 5});
        assertThat(fluid).startsWith(1, 1, 2, 3, 4, 5);
        assertThat(FluidInteraction.of(GeomType.CAPSULE, new double[]{0.1, 0.2, 0}, COEFFICIENTS))
                .isEqualTo(FluidInteraction.of(GeomType.ELLIPSOID, new double[]{0.1, 0.1, 0.1 + 0.2}, COEFFICIENTS));
        assertThat(FluidInteraction.of(GeomType.CYLINDER, new double[]{0.1, 0.2, 0}, COEFFICIENTS))
                .isEqualTo(FluidInteraction.of(GeomType.ELLIPSOID, new double[]{0.1, 0.1, 0.2}, COEFFICIENTS));
    }
}
