package org.isthmus.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What contacts may do: push, never pull; rub by at most friction times push; hold what rests.
class FrictionTest {
    private static final double GRAVITY = 9.81;

    private static WorldBatch batch(String mjcf, Parallel pool, int worlds) {
        Model model = Models.compile(mjcf.replace('\'', '"'));
        return PhysicsEngine.named("scalar-double").create(model, worlds, pool, new Diagnostics());
    }

    @ParameterizedTest
    @ValueSource(strings = {"elliptic", "pyramidal"})
    void forcesStayInTheFrictionCone(String cone) {
        String heap = "<option timestep='0.002' cone='" + cone + "'/><asset><mesh name='stone'"
                + " vertex='.1 0 0 -.1 0 0 0 .1 0 0 -.1 0 0 0 .1 0 0 -.1 .06 .06 .06'/></asset><worldbody>"
                + "<geom type='plane' size='5 5 1' friction='.3 .01 .001'/>"
                + body(0, "<geom type='box' size='.05 .06 .07' friction='.4 .02 .001' condim='4'/>")
                + body(1, "<geom size='.06' friction='.9 .02 .002' condim='6'/>")
                + body(2, "<geom type='capsule' size='.04 .05' friction='.1 .02 .002'/>")
                + body(3, "<geom type='mesh' mesh='stone' friction='.6 .02 .002'/>") + "</worldbody>";
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = batch(heap, one, 2);
            for (int w = 0; w < batch.worlds(); w++) {
                RandomStream random = RandomStream.of(5).child("world", w);
                for (int d = 0; d < batch.model().sizes().nv(); d++) {
                    batch.set(Quantity.QVEL, w, d, random.nextDouble(-2, 2));
                }
            }
            int checked = 0;
            for (int step = 0; step < 250; step++) {
                batch.step(1);
                for (int w = 0; w < batch.worlds(); w++) {
                    for (Contact contact : batch.contacts(w)) {
                        assertInCone(batch.model(), contact, cone.equals("elliptic"));
                        checked++;
                    }
                }
            }
            assertThat(checked).isGreaterThan(1000);
        }
    }

    private static String body(int place, String geom) {
        return String.format(Locale.ROOT, "<body pos='%.2f 0 %.2f'><freejoint/>%s</body>", 0.11 * (place % 2),
                0.1 + 0.11 * place, geom);
    }

    /// MuJoCo's cones, "Computation", "Contact": elliptic `Σ (f_i/μ_i)² ≤ f_n²`; of a pyramid `Σ |f_i|/μ_i ≤ f_n`.
    private static void assertInCone(Model model, Contact contact, boolean elliptic) {
        int a = contact.firstGeom();
        int b = contact.secondGeom();
        int condim = Math.max(model.geoms().condim().get(a), model.geoms().condim().get(b));
        double[] mu = new double[3];
        for (int k = 0; k < 3; k++) {
            mu[k] = Math.max(model.geoms().friction().get(3 * a + k), model.geoms().friction().get(3 * b + k));
        }
        Vec3 n = contact.normal();
        Vec3 t = contact.tangent();
        Vec3 u = n.cross(t);
        double push = contact.force().dot(n);
        double[] parts = {contact.force().dot(t) / mu[0], contact.force().dot(u) / mu[0],
            condim > 3 ? contact.torque().dot(n) / mu[1] : 0, condim > 4 ? contact.torque().dot(t) / mu[2] : 0,
            condim > 4 ? contact.torque().dot(u) / mu[2] : 0};
        double squares = 0;
        double sum = 0;
        for (double part : parts) {
            squares += part * part;
            sum += Math.abs(part);
        }
        assertThat(push).as("push of " + contact).isGreaterThanOrEqualTo(-1e-9);
        double used = elliptic ? Math.sqrt(squares) : sum;
        assertThat(used).as("%s against %g of %s", elliptic ? "norm" : "sum", push, contact)
                .isLessThanOrEqualTo(push * (1 + 1e-6) + 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elliptic", "pyramidal"})
    void whatRestsIsPushedByItsWeightAndSinksInLittle(String cone) {
        String rest = "<option cone='" + cone + "'/><worldbody><geom type='plane' size='5 5 1'/>"
                + "<body pos='0 0 .05'><freejoint/><geom type='box' size='.05 .05 .05' mass='1'/></body>"
                + "<body pos='.5 0 .06'><freejoint/><geom size='.06' mass='5'/></body>"
                + "<body pos='1 0 .04'><freejoint/><geom type='cylinder' size='.05 .04' mass='.1'/></body></worldbody>";
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = batch(rest, one, 1);
            batch.step(1500);
            double[] push = new double[4];
            for (Contact contact : batch.contacts(0)) {
                push[contact.secondGeom()] += contact.force().z();
                assertThat(contact.distance()).as("distance of geom " + contact.secondGeom()).isBetween(-5e-4, 0.0);
            }
            for (int geom = 1; geom < push.length; geom++) {
                int body = batch.model().geoms().bodyId().get(geom);
                double weight = GRAVITY * batch.model().bodies().mass().get(body);
                assertThat(push[geom]).as("force on geom " + geom).isCloseTo(weight, within(1e-3 * weight));
            }
        }
    }

    /// The angle of friction is that of the slope whose tangent is the coefficient.
    @ParameterizedTest
    @ValueSource(strings = {"elliptic", "pyramidal"})
    void aBlockHoldsBelowTheAngleOfFrictionAndSlidesAboveIt(String cone) {
        double friction = 0.5;
        assertThat(slide(cone, friction, 0.9)).isBetween(-1e-5, 0.02);
        double angle = StrictMath.atan(friction) * 1.1;
        double acceleration = GRAVITY * (StrictMath.sin(angle) - friction * StrictMath.cos(angle));
        assertThat(slide(cone, friction, 1.1)).isCloseTo(acceleration / 2, within(0.05 * acceleration));
    }

    /// How far a block slides down in a second, m; gravity is turned instead of the slope.
    private static double slide(String cone, double friction, double part) {
        double angle = StrictMath.atan(friction) * part;
        String slope = String.format(Locale.ROOT,
                "<option cone='%s' impratio='10' gravity='%.9f 0 %.9f'/><worldbody><geom type='plane' size='5 5 1' friction='%f'/>"
                        + "<body pos='0 0 .02'><freejoint/><geom type='box' size='.05 .05 .02' friction='%f'/></body></worldbody>",
                cone, GRAVITY * StrictMath.sin(angle), -GRAVITY * StrictMath.cos(angle), friction, friction);
        try (Parallel one = Parallel.of(1)) {
            WorldBatch batch = batch(slope, one, 1);
            batch.step(500);
            return batch.get(Quantity.QPOS, 0, 0);
        }
    }
}
