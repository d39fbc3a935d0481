package org.isthmus.motion.hand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.Recordings;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

class HandMotionTest {
    /// A hand whose points move on circles with the hand, at 100 Hz.
    private static HandMotion moving(int frames) {
        double[][] points = new double[frames][63];
        for (int f = 0; f < frames; f++) {
            double t = f / 100.0;
            Pose hand = new Pose(new Vec3(t, 0.3 * t * t, 0), Quat.fromAxisAngle(new Vec3(1, 2, 0.5), t));
            for (int l = 0; l < 21; l++) {
                Vec3 local = new Vec3(0.005 * (l % 4), 0.09 - 0.02 * Math.floorDiv(l + 3, 4),
                        l == 0 ? 0 : 0.08 + 0.02 * ((l - 1) % 4));
                hand.transform(local
                        .plus(new Vec3(0.004 * StrictMath.sin(3 * t + l), 0, 0).times(l % 4 == 1 || l == 0 ? 0 : 1)))
                        .into(points[f], 3 * l);
            }
        }
        return new HandMotion(100, points, true);
    }

    @Test
    void theRealRecordingIsInThePalmsFrameThatItsMakersState() throws IOException {
        HandMotion motion = Recordings.landmarks();
        assertThat(motion.frames()).isEqualTo(621);
        assertThat(motion.lost()).isZero();
        for (int f = 0; f < 621; f += 10) {
            // z towards the middle knuckle, the thumb on the side of y, fingers bend towards x
            assertThat(motion.palm(f).rotation().angleTo(Quat.IDENTITY)).isLessThan(0.5);
            assertThat(motion.palm(f).inverseTransform(motion.point(f, Finger.THUMB.middle())).y()).isPositive();
            assertThat(motion.bend(f, Finger.INDEX)).isBetween(0.0, 3.1);
        }
        assertThat(motion.length(Finger.INDEX)).isBetween(0.06, 0.1);
    }

    @Test
    void lostMarkersAreKnownAndFilledWhereTheHandGoes() throws IOException {
        HandMotion motion = Recordings.markers();
        assertThat(motion.frames()).isEqualTo(6000);
        long lost = Arrays.stream(motion.points()).filter(f -> Double.isNaN(f[3 * Finger.THUMB.tip()])).count();
        assertThat(lost).isEqualTo(493); // 8.2 %, as the data's note says
        HandMotion whole = Repair.filled(motion, 60);
        for (Finger finger : Finger.values()) {
            for (int f = 0; f < 6000; f++) {
                assertThat(whole.isKnown(f, finger.tip())).isTrue();
                if (f > 0) {
                    assertThat(whole.point(f, finger.tip()).distance(whole.point(f - 1, finger.tip())))
                            .isLessThan(0.015);
                }
            }
        }
    }

    @Test
    void gapsAreFilledNearWhatWasThere() {
        HandMotion truth = moving(200);
        double[][] points = Arrays.stream(truth.points()).map(double[]::clone).toArray(double[][]::new);
        for (int f = 60; f < 90; f++) {
            Arrays.fill(points[f], 3 * 8, 3 * 8 + 3, Double.NaN);
        }
        for (int f = 0; f < 5; f++) {
            Arrays.fill(points[f], 3 * 12, 3 * 12 + 3, Double.NaN);
        }
        HandMotion broken = new HandMotion(100, points, true);
        HandMotion whole = Repair.filled(broken, 40);
        assertThat(whole.lost()).isZero();
        for (int f = 0; f < 200; f++) {
            assertThat(whole.point(f, 8).distance(truth.point(f, 8))).isLessThan(1.5e-3);
            assertThat(whole.point(f, 12).distance(truth.point(f, 12))).isLessThan(1.5e-3);
            assertThat(whole.point(f, 4).distance(truth.point(f, 4))).isLessThan(1e-12);
        }
        assertThat(Repair.filled(broken, 20).lost()).isEqualTo(30.0 / 200 / 21, within(1e-12));
    }

    @Test
    void outliersAreForgottenAndNothingElse() {
        HandMotion truth = moving(150);
        double[][] points = Arrays.stream(truth.points()).map(double[]::clone).toArray(double[][]::new);
        points[70][3 * 8] += 0.05;
        points[71][3 * 8 + 1] -= 0.08;
        points[100][3 * 16 + 2] += 0.03;
        HandMotion clean = Repair.withoutOutliers(new HandMotion(100, points, true), 5, 4, 0.01);
        for (int f = 0; f < 150; f++) {
            for (int l = 0; l < 21; l++) {
                boolean bad = l == 8 && (f == 70 || f == 71) || l == 16 && f == 100;
                assertThat(clean.isKnown(f, l)).isEqualTo(!bad);
            }
        }
    }

    @Test
    void smoothingKeepsSlowMotionWithoutLagAndRemovesTremor() {
        double[][] points = new double[400][63];
        for (int f = 0; f < 400; f++) {
            for (int k = 0; k < 63; k++) {
                points[f][k] = StrictMath.sin(2 * Math.PI * f / 100.0)
                        + 0.1 * StrictMath.sin(2 * Math.PI * 30 * f / 100.0);
            }
        }
        HandMotion smooth = Repair.smoothed(new HandMotion(100, points, true), 6);
        for (int f = 50; f < 350; f++) {
            assertThat(smooth.points()[f][5]).isCloseTo(StrictMath.sin(2 * Math.PI * f / 100.0), within(5e-3));
        }
        assertThatThrownBy(() -> Repair.smoothed(new HandMotion(100, points, true), 60))
                .hasMessageContaining("less than half the rate, 50.0");
    }

    @Test
    void manosOrderBecomesMediapipes() {
        double[][] mano = new double[1][63];
        for (int j = 0; j < 21; j++) {
            mano[0][3 * j] = j;
        }
        HandMotion motion = HandMotion.fromMano(30, mano, true);
        assertThat(motion.point(0, Finger.THUMB.knuckle()).x()).isEqualTo(13);
        assertThat(motion.point(0, Finger.LITTLE.knuckle()).x()).isEqualTo(7);
        assertThat(motion.point(0, Finger.RING.tip()).x()).isEqualTo(19);
        assertThat(Arrays.stream(motion.points()[0]).sum()).isEqualTo(210);
    }

    @Test
    void whatIsWrongInAFileIsToldWithItsPlace() {
        Diagnostics diagnostics = new Diagnostics();
        String fields = ",1".repeat(63);
        assertThatThrownBy(() -> LandmarkCsv.read("a.csv",
                "head\n0" + fields + "\n1,2\n2" + fields.replaceFirst("1", "x") + "\n", 30, true, diagnostics))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining(
                        "a.csv:3: error: 2 fields; expected 64: the frame's number, then x, y, z of 21 landmarks")
                .hasMessageContaining("a.csv:4: error: 'x' in field 2; expected a finite number or nothing");
        assertThatThrownBy(() -> MarkerRecording.readTsv("b.tsv", "FREQUENCY\t100\n1\t2\t3\n", new Diagnostics()))
                .hasMessageContaining("b.tsv: error: 1 frames of 0 markers");
        assertThatThrownBy(() -> MarkerRecording.readTsv("b.tsv", "MARKER_NAMES\ta\n1\t2\t3\n", new Diagnostics()))
                .hasMessageContaining("b.tsv: error: no FREQUENCY");
        assertThatThrownBy(() -> MarkerMapping.read("m.json",
                "{\"hand\": \"rigth\", \"palm\": [\"a\"], \"markers\": {\"THUM_TIP\": \"t\"}, \"points\": {\"WRIST\": [1]}, \"x\": 1}",
                new Diagnostics()))
                .hasMessageContaining("hand: 'rigth'; expected one of left, right; did you mean 'right'?")
                .hasMessageContaining("palm: 1 markers; expected 3")
                .hasMessageContaining("did you mean 'THUMB_TIP'?")
                .hasMessageContaining("points.WRIST: [1]; expected an array of 3 numbers")
                .hasMessageContaining("x: unknown");
        MarkerMapping mapping = MarkerMapping.read("m.json",
                "{\"hand\": \"left\", \"palm\": [\"a\", \"b\", \"c\"], \"markers\": {}, \"points\": {}}",
                new Diagnostics());
        assertThatThrownBy(() -> mapping.apply(new MarkerRecording(1, List.of("a", "b"), new double[0][])))
                .hasMessageContaining("the recording has no marker 'c'");
    }

    @Test
    void noBytesMakeTheReadersFailOtherwise() throws IOException {
        String tsv = "FREQUENCY\t100\nMARKER_NAMES\ta\tb\nFrame\tTime\n1\t0\t1\t2\t3\t4\t5\t6\n2\t0.01\t\t\t\t4\t5\t6\n";
        Fuzz.named("marker-recording").seed(1).corpus(List.of(tsv.getBytes(StandardCharsets.UTF_8)))
                .dictionary("FREQUENCY", "MARKER_NAMES", "\t").allow(DiagnosticException.class)
                .run(2000, bytes -> MarkerRecording.readTsv("f", new String(bytes, StandardCharsets.UTF_8),
                        new Diagnostics()));
        Fuzz.named("marker-mapping").seed(2).corpus(List.of(Recordings.mapping().getBytes(StandardCharsets.UTF_8)))
                .dictionary("WRIST", "palm", "[", "{").allow(DiagnosticException.class)
                .run(2000,
                        bytes -> MarkerMapping.read("f", new String(bytes, StandardCharsets.UTF_8), new Diagnostics()));
        String csv = "h\n0" + ",1.5".repeat(63) + "\n";
        Fuzz.named("landmark-csv").seed(3).corpus(List.of(csv.getBytes(StandardCharsets.UTF_8)))
                .dictionary(",", "\n", "NaN", "1e999").allow(DiagnosticException.class)
                .run(2000, bytes -> LandmarkCsv.read("f", new String(bytes, StandardCharsets.UTF_8), 30, true,
                        new Diagnostics()));
    }
}
