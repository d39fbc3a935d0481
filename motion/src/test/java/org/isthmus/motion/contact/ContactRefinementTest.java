package org.isthmus.motion.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.motion.numeric.BandedLeastSquares;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;

class ContactRefinementTest {
    private static final Vec3 HALF = new Vec3(0.03, 0.05, 0.02);
    private static final double TIP = 0.008;
    private static final int FRAMES = 160;
    private static final MeshDistance BOX = new MeshDistance(Shapes.box(HALF.x(), HALF.y(), HALF.z()));

    /// Three fingers come to a box, carry it along an arc, and leave it.
    private static ContactMotion truth() {
        List<Pose> object = new ArrayList<>();
        Vec3[][] tips = new Vec3[FRAMES][3];
        boolean[][] touches = new boolean[FRAMES][3];
        for (int f = 0; f < FRAMES; f++) {
            double carried = Math.min(Math.max((f - 40) / 80.0, 0), 1);
            double s = carried * carried * (3 - 2 * carried);
            Pose pose = new Pose(new Vec3(0.3 * s, 0.1 * StrictMath.sin(Math.PI * s), 0.1 * s),
                    Quat.fromAxisAngle(new Vec3(0.6, 0, 0.8), s));
            object.add(pose);
            double open = f < 40 ? (40 - f) / 40.0 : f > 120 ? (f - 120) / 40.0 : 0;
            double away = 0.06 * open * open + TIP;
            Vec3[] local = {new Vec3(HALF.x() + away, 0.01, 0), new Vec3(-HALF.x() - away, 0.02, 0.005),
                new Vec3(-HALF.x() - away, -0.02, 0)};
            for (int k = 0; k < 3; k++) {
                tips[f][k] = pose.transform(local[k]);
                touches[f][k] = open == 0;
            }
        }
        return new ContactMotion(object, tips, touches);
    }

    private static Vec3 noise(Random random, double size) {
        return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).times(size);
    }

    private static ContactMotion measured(ContactMotion truth, Random random) {
        List<Pose> object = new ArrayList<>();
        Vec3[][] tips = new Vec3[FRAMES][3];
        Vec3 bias = noise(random, 2e-3);
        for (int f = 0; f < FRAMES; f++) {
            Pose pose = truth.object().get(f);
            Vec3 turn = noise(random, 0.02);
            object.add(new Pose(pose.position().plus(noise(random, 1e-3)).plus(bias),
                    Quat.fromAxisAngle(turn.normalized(), turn.length()).times(pose.rotation())));
            for (int k = 0; k < 3; k++) {
                tips[f][k] = truth.tips()[f][k].plus(noise(random, 2e-3));
            }
        }
        return new ContactMotion(object, tips, truth.touches());
    }

    private static double farthest(ContactMotion motion, boolean touching) {
        double most = 0;
        for (int f = 0; f < FRAMES; f++) {
            for (int k = 0; k < 3; k++) {
                double gap = BOX.at(motion.local(f, k)).distance() - TIP;
                most = Math.max(most, touching && motion.touches()[f][k] ? Math.abs(gap) : -gap);
            }
        }
        return most;
    }

    private static double error(ContactMotion a, ContactMotion b) {
        double sum = 0;
        for (int f = 0; f < FRAMES; f++) {
            for (int k = 0; k < 3; k++) {
                sum += a.local(f, k).distance(b.local(f, k)) / (3 * FRAMES);
            }
        }
        return sum;
    }

    private static double roughness(ContactMotion motion) {
        double sum = 0;
        for (int f = 2; f < FRAMES; f++) {
            for (int k = 0; k < 3; k++) {
                sum += motion.tips()[f][k].minus(motion.tips()[f - 1][k].times(2)).plus(motion.tips()[f - 2][k])
                        .length();
            }
        }
        return sum;
    }

    @Test
    void contactsTouchNothingOverlapsAndWhatComesOutIsSmootherAndNearerToTheTruth() {
        ContactMotion truth = truth();
        ContactRefinement refinement = new ContactRefinement(BOX, TIP, ContactRefinement.Usual.DEFAULT);
        for (int seed = 1; seed <= 3; seed++) {
            ContactMotion measured = measured(truth, new Random(seed));
            ContactMotion refined = refinement.refine(measured);
            assertThat(farthest(measured, true)).isGreaterThan(4e-3);
            assertThat(farthest(refined, true)).isLessThan(2e-4);
            assertThat(farthest(refined, false)).isLessThan(2e-4);
            assertThat(error(refined, truth)).isLessThan(0.8 * error(measured, truth));
            assertThat(roughness(refined)).isLessThan(0.2 * roughness(measured));
        }
    }

    @Test
    void whatFitsAlreadyStays() {
        ContactMotion truth = truth();
        ContactMotion refined = new ContactRefinement(BOX, TIP, ContactRefinement.Usual.DEFAULT).refine(truth);
        assertThat(error(refined, truth)).isLessThan(3e-4);
        ContactMotion nothing = new ContactMotion(List.of(), new Vec3[0][], new boolean[0][]);
        assertThat(new ContactRefinement(BOX, TIP, ContactRefinement.Usual.DEFAULT).refine(nothing).frames()).isZero();
        assertThatThrownBy(() -> new ContactMotion(List.of(), new Vec3[1][1], new boolean[1][1]))
                .hasMessageContaining("0 poses, 1 frames");
    }

    @Test
    void distancesToABoxAreThoseOfItsFormula() {
        Property.check(1, 300, random -> {
            Vec3 p = new Vec3(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5)
                    .times(0.2);
            Vec3 q = new Vec3(Math.abs(p.x()) - HALF.x(), Math.abs(p.y()) - HALF.y(), Math.abs(p.z()) - HALF.z());
            double outside = new Vec3(Math.max(q.x(), 0), Math.max(q.y(), 0), Math.max(q.z(), 0)).length();
            double inside = Math.min(0, Math.max(q.x(), Math.max(q.y(), q.z())));
            MeshDistance.Result at = BOX.at(p);
            assertThat(at.distance()).isCloseTo(outside + inside, within(1e-12));
            assertThat(BOX.at(p.plusScaled(at.gradient(), 1e-6)).distance()).isCloseTo(at.distance() + 1e-6,
                    within(1e-10));
        });
    }

    @Test
    void bandedEquationsAreSolvedAsFullOnes() {
        Property.check(2, 50, random -> {
            int n = 1 + random.nextInt(12);
            int band = random.nextInt(4);
            BandedLeastSquares banded = new BandedLeastSquares(n, band);
            banded.clear(0.1);
            double[][] full = new double[n][n];
            double[] right = new double[n];
            for (int i = 0; i < n; i++) {
                full[i][i] = 0.1;
            }
            for (int row = 0; row < 2 * n; row++) {
                int first = random.nextInt(n);
                int last = Math.min(n - 1, first + band);
                int[] columns = first == last ? new int[]{first} : new int[]{first, last};
                double[] values = columns.length == 1 ? new double[]{random.nextDouble()}
                        : new double[]{random.nextDouble(), -random.nextDouble()};
                double residual = random.nextDouble();
                banded.add(columns, values, residual);
                for (int i = 0; i < columns.length; i++) {
                    right[columns[i]] -= values[i] * residual;
                    for (int k = 0; k < columns.length; k++) {
                        full[columns[i]][columns[k]] += values[i] * values[k];
                    }
                }
            }
            double[] d = new double[n];
            banded.solve(d);
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += full[i][k] * d[k];
                }
                assertThat(sum).isCloseTo(right[i], within(1e-10));
            }
        });
    }
}
