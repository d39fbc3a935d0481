package org.isthmus.motion.grasp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.testkit.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraspQualityTest {
    private static final AntipodalSampler.Options FEW = new AntipodalSampler.Options(60, 4, 1);

    @TempDir
    private Path folder;

    private static GraspQuality.Contact contact(Vec3 direction, double friction, double torsion) {
        Vec3 n = direction.normalized();
        return new GraspQuality.Contact(n, n.negate(), friction, torsion);
    }

    /// Contacts all round a unit ball, at the corners of a tetrahedron.
    private static List<GraspQuality.Contact> four(double friction) {
        return List.of(contact(new Vec3(1, 1, 1), friction, 0), contact(new Vec3(1, -1, -1), friction, 0),
                contact(new Vec3(-1, 1, -1), friction, 0), contact(new Vec3(-1, -1, 1), friction, 0));
    }

    @Test
    void twoHardPointsCannotHoldATwistAboutTheirLineSoftOnesCan() {
        assertThat(
                GraspQuality.epsilon(List.of(contact(Vec3.X, 0.5, 0), contact(Vec3.X.negate(), 0.5, 0)), Vec3.ZERO, 1))
                .isZero();
        double soft = GraspQuality.epsilon(List.of(contact(Vec3.X, 0.5, 0.1), contact(Vec3.X.negate(), 0.5, 0.1)),
                Vec3.ZERO, 1);
        // torsion 0.1 of pure normal force bounds the ball: all of it on twisting
        assertThat(soft).isBetween(0.05, 0.1 + 1e-9);
    }

    @Test
    void moreFrictionHoldsBetterAndWithoutItABallIsNotHeld() {
        assertThat(GraspQuality.epsilon(four(0), Vec3.ZERO, 1)).isZero();
        double last = 0;
        for (double friction : new double[]{0.2, 0.4, 0.8}) {
            double epsilon = GraspQuality.epsilon(four(friction), Vec3.ZERO, 1);
            assertThat(epsilon).isGreaterThan(last);
            last = epsilon;
        }
    }

    @Test
    void contactsOnOneSideHoldNothing() {
        List<GraspQuality.Contact> side = List.of(contact(new Vec3(1, 0.1, 0), 0.5, 0.1),
                contact(new Vec3(1, -0.1, 0), 0.5, 0.1), contact(new Vec3(1, 0, 0.1), 0.5, 0.1));
        assertThat(GraspQuality.epsilon(side, Vec3.ZERO, 1)).isZero();
    }

    /// Up to the corners of the pyramids in place of cones.
    @Test
    void turningAllTurnsNothingButTheCones() {
        double straight = GraspQuality.epsilon(four(0.5), Vec3.ZERO, 1);
        Property.check(2, 6, random -> {
            Quat turn = Quat.fromAxisAngle(new Vec3(random.nextGaussian(), random.nextGaussian(), 1),
                    random.nextDouble(3));
            List<GraspQuality.Contact> turned = new ArrayList<>();
            four(0.5).forEach(c -> turned
                    .add(new GraspQuality.Contact(turn.rotate(c.point()), turn.rotate(c.inwards()), 0.5, 0)));
            assertThat(GraspQuality.epsilon(turned, Vec3.ZERO, 1)).isCloseTo(straight, within(0.1 * straight));
        });
    }

    @Test
    void aGraspThroughTheCentreHoldsBetterThanOneAtTheEnd() {
        Mesh bar = Shapes.box(0.1, 0.02, 0.02);
        List<Grasp> grasps = new AntipodalSampler(ParallelJaw.PANDA, new AntipodalSampler.Options(400, 4, 1)).sample(
                bar,
                Vec3.ZERO, List.of());
        Grasp near = grasps.stream().min((a, b) -> Double.compare(a.leverArm(), b.leverArm())).orElseThrow();
        Grasp far = grasps.stream().max((a, b) -> Double.compare(a.leverArm(), b.leverArm())).orElseThrow();
        assertThat(far.leverArm()).isGreaterThan(near.leverArm() + 0.05);
        assertThat(GraspQuality.epsilon(near, 0.5, 0.01, Vec3.ZERO, 0.1))
                .isGreaterThan(GraspQuality.epsilon(far, 0.5, 0.01, Vec3.ZERO, 0.1)).isPositive();
    }

    @Test
    void keptGraspsAreTheSampledOnesToTheLastBitAndKeyedByAllTheyDependOn() throws IOException {
        Mesh box = Shapes.box(0.02, 0.03, 0.04);
        GraspCache cache = new GraspCache(folder.resolve("grasps"));
        Diagnostics diagnostics = new Diagnostics();
        List<Grasp> first = cache.grasps(box, Vec3.ZERO, ParallelJaw.PANDA, FEW, diagnostics);
        assertThat(first).isNotEmpty()
                .isEqualTo(new AntipodalSampler(ParallelJaw.PANDA, FEW).sample(box, Vec3.ZERO, List.of()));
        assertThat(cache.grasps(box, Vec3.ZERO, ParallelJaw.PANDA, FEW, diagnostics)).isEqualTo(first);
        String key = GraspCache.key(box, Vec3.ZERO, ParallelJaw.PANDA, FEW);
        Path file = folder.resolve("grasps").resolve(key + ".grasps");
        assertThat(file).exists();
        assertThat(GraspCache.key(box, Vec3.X, ParallelJaw.PANDA, FEW)).isNotEqualTo(key);
        assertThat(GraspCache.key(Shapes.box(0.02, 0.03, 0.041), Vec3.ZERO, ParallelJaw.PANDA, FEW)).isNotEqualTo(key);
        assertThat(GraspCache.key(box, Vec3.ZERO, ParallelJaw.PANDA, new AntipodalSampler.Options(60, 4, 2)))
                .isNotEqualTo(key);
        assertThat(diagnostics.list()).isEmpty();
        String text = Files.readString(file);
        for (String damage : List.of("", "x", text.substring(0, text.length() / 2), text.replaceFirst(" 0\\.", " nan."),
                text + "1 2 3\n")) {
            Files.writeString(file, damage);
            Diagnostics told = new Diagnostics();
            assertThat(cache.grasps(box, Vec3.ZERO, ParallelJaw.PANDA, FEW, told)).isEqualTo(first);
            assertThat(told.list()).hasSize(1).first().asString().contains("is damaged").contains("it is made anew");
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }
}
