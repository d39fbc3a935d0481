package org.isthmus.motion.grasp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Shapes;
import org.junit.jupiter.api.Test;

class SuctionTest {
    private static final SuctionCup CUP = SuctionCup.COMMON;

    @Test
    void aCupHoldsItsVacuumStraightAndLessAsideAndAtALever() {
        assertThat(CUP.load(new Vec3(0, 0, CUP.vacuum() / 2), Vec3.ZERO)).isCloseTo(0.5, within(1e-12));
        assertThat(CUP.load(new Vec3(0, 0, CUP.vacuum()), Vec3.ZERO)).isInfinite();
        double aside = CUP.friction() * CUP.vacuum();
        assertThat(CUP.load(new Vec3(0.6 * aside, -0.8 * aside, 0), Vec3.ZERO)).isCloseTo(1, within(1e-12));
        assertThat(CUP.load(Vec3.ZERO, new Vec3(0, 0, aside * CUP.radius()))).isCloseTo(1, within(1e-12));
        assertThat(CUP.load(Vec3.ZERO, new Vec3(CUP.vacuum() * CUP.radius(), 0, 0))).isCloseTo(1, within(1e-12));
        // half the vacuum left: half of everything
        assertThat(CUP.load(new Vec3(aside / 2, 0, CUP.vacuum() / 2), Vec3.ZERO)).isCloseTo(1, within(1e-12));
        assertThat(CUP.load(new Vec3(0, 0, -5), Vec3.ZERO)).isZero();
    }

    @Test
    void cupsSealOnFlatPartsAwayFromEdgesOnly() {
        Vec3 half = new Vec3(0.05, 0.04, 0.01);
        List<SuctionGrasp> grasps = new SuctionSampler(CUP, 500, 1).sample(Shapes.box(half.x(), half.y(), half.z()),
                Vec3.ZERO, 0.2);
        assertThat(grasps).isNotEmpty().allSatisfy(g -> {
            Vec3 p = g.cup().position();
            assertThat(Math.abs(p.z())).isCloseTo(half.z(), within(1e-9)); // the narrow sides are too small
            assertThat(Math.abs(p.x())).isLessThanOrEqualTo(half.x() - CUP.radius());
            assertThat(Math.abs(p.y())).isLessThanOrEqualTo(half.y() - CUP.radius());
            assertThat(g.gap()).isLessThan(1e-9);
            assertThat(g.load()).isBetween(0.0, 1.0);
        }).isSortedAccordingTo(Comparator.comparingDouble(SuctionGrasp::load));
        assertThat(new SuctionSampler(CUP, 500, 1).sample(Shapes.box(0.05, 0.04, 0.01), Vec3.ZERO, 0.2))
                .isEqualTo(grasps);
    }

    @Test
    void theGapOnASphereIsTheSagittaOfTheRing() {
        double r = 0.1;
        Surface sphere = new Surface(Shapes.icosphere(r, 5));
        double sagitta = r - Math.sqrt(r * r - CUP.radius() * CUP.radius());
        Pose top = new Pose(new Vec3(0, 0, r), Quat.IDENTITY);
        assertThat(new SuctionSampler(CUP, 1, 1).gap(sphere, top)).isCloseTo(sagitta, within(1e-4));
        List<SuctionGrasp> large = new SuctionSampler(CUP, 50, 1).sample(Shapes.icosphere(r, 5), Vec3.ZERO, 0.1);
        assertThat(large).hasSizeGreaterThan(40);
        // 22 mm: the ring would have to bend by 6 mm
        assertThat(new SuctionSampler(CUP, 50, 1).sample(Shapes.icosphere(0.022, 4), Vec3.ZERO, 0.1)).isEmpty();
    }

    @Test
    void whatIsTooHeavyOrHangsTooFarAsideOffersNoPlace() {
        assertThat(new SuctionSampler(CUP, 200, 1).sample(Shapes.box(0.05, 0.05, 0.05), Vec3.ZERO, 5)).isEmpty();
        SuctionSampler sampler = new SuctionSampler(CUP, 1, 1);
        double middle = sampler.load(Pose.at(0, 0, 0.05), Vec3.ZERO, 0.2);
        double aside = sampler.load(Pose.at(0.04, 0, 0.05), Vec3.ZERO, 0.2);
        assertThat(aside).isGreaterThan(middle);
        assertThat(sampler.load(Pose.at(0, 0, 0.05), Vec3.ZERO, 0.4)).isGreaterThan(middle);
    }
}
