package org.isthmus.model.kinematics;

import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.List;
import java.util.random.RandomGenerator;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Tendon.Wrap;
import org.isthmus.model.scene.Transmission;
import org.isthmus.model.testing.RandomScenes;
import org.isthmus.testkit.Property;
import org.isthmus.testkit.Tolerances;
import org.junit.jupiter.api.Test;

/// Laws of [TendonLengths] and [Transmissions].
class TendonLengthsTest {
    private static final double DT = 1e-6;

    private static Tendon spatial(Wrap... path) {
        Tendon tendon = new Tendon();
        tendon.spatial = true;
        tendon.path.addAll(List.of(path));
        return tendon;
    }

    /// Sites `a`, `b`, `side` and a geom `g` on the world, and a tendon from a around g to b.
    private static double length(GeomType type, Vec3 a, Vec3 b, Vec3 side) {
        Scene scene = new Scene();
        scene.world.addSite("a", Pose.at(a));
        scene.world.addSite("b", Pose.at(b));
        scene.world.addSite("side", Pose.at(side));
        scene.world.addGeom(type, new double[]{1, 1}, g -> g.name = "g");
        scene.tendons.add(spatial(new Wrap.ThroughSite("a"),
                new Wrap.AroundGeom("g", side.equals(Vec3.ZERO) ? null : "side"), new Wrap.ThroughSite("b")));
        Model model = SceneCompiler.compile(scene);
        return model.tendons().length0().get(0);
    }

    @Test
    void straightPastASphereIsTheDistance() {
        assertClose(length(GeomType.SPHERE, new Vec3(-2, 1.5, 0), new Vec3(2, 1.5, 0), Vec3.ZERO), 4,
                Tolerances.ROUNDING);
    }

    @Test
    void aroundASphereIsTwoTangentsAndAnArc() {
        // both ends 2 from the centre on opposite sides of it, a little aside: tangents √3, arc π − 2 acos(1/2) = π/3
        double aside = 1e-9;
        double around = length(GeomType.SPHERE, new Vec3(-2, aside, 0), new Vec3(2, aside, 0), Vec3.ZERO);
        assertClose(around, 2 * Math.sqrt(3) + Math.PI / 3, Tolerances.TIGHT);
    }

    @Test
    void aroundACylinderIsAHelix() {
        double aside = 1e-9;
        double flat = 2 * Math.sqrt(3) + Math.PI / 3;
        double around = length(GeomType.CYLINDER, new Vec3(-2, aside, -1), new Vec3(2, aside, 2), Vec3.ZERO);
        assertClose(around, StrictMath.hypot(flat, 3), Tolerances.TIGHT);
    }

    @Test
    void aSideSiteSendsTheTendonTheLongWay() {
        Vec3 a = new Vec3(-2, 0.5, 0);
        Vec3 b = new Vec3(2, 0.5, 0);
        double up = length(GeomType.CYLINDER, a, b, new Vec3(0, 3, 0));
        double down = length(GeomType.CYLINDER, a, b, new Vec3(0, -3, 0));
        double free = length(GeomType.CYLINDER, a, b, Vec3.ZERO);
        assertClose(up, free, Tolerances.ROUNDING);
        // tangents are the same, the arc goes the other way around by twice the angle of the ends above the axis
        assertClose(down - up, 4 * StrictMath.atan2(0.5, 2), Tolerances.TIGHT);
    }

    @Test
    void aSideSiteInsideHoldsTheTendonInsideAtOnePoint() {
        // symmetric: the ring is at (0, −1, 0) for ends at (±2, −3, 0)
        double inside = length(GeomType.CYLINDER, new Vec3(-2, -3, 0), new Vec3(2, -3, 0), new Vec3(0, 0.1, 0));
        assertClose(inside, 2 * Math.sqrt(8), Tolerances.SINGLE);
    }

    @Test
    void pulleysDivideTheBranchesAfterThem() {
        Scene scene = new Scene();
        for (int i = 0; i < 4; i++) {
            scene.world.addSite("s" + i, Pose.at(i, 0, 0));
        }
        scene.tendons.add(spatial(new Wrap.ThroughSite("s0"), new Wrap.ThroughSite("s1"), new Wrap.Pulley(2),
                new Wrap.ThroughSite("s1"), new Wrap.ThroughSite("s3")));
        assertClose(SceneCompiler.compile(scene).tendons().length0().get(0), 1 + 2.0 / 2, Tolerances.ROUNDING);
    }

    /// A random tree with tendons and actuators of all kinds.
    private static Scene robot(RandomGenerator random) {
        Scene scene = RandomScenes.tree(random, 8);
        Body hub = scene.world.children.get(0);
        hub.addGeom(GeomType.SPHERE, new double[]{0.3}, g -> g.name = "ball");
        hub.addGeom(GeomType.CYLINDER, new double[]{0.2, 1}, g -> {
            g.name = "roll";
            g.setPose(RandomScenes.pose(random));
        });
        Body last = scene.world.addBody("extra", RandomScenes.pose(random));
        last.addJoint("hinge", JointType.HINGE, j -> j.axis = RandomScenes.vector(random, 1));
        last.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        Body next = last.addBody("extra2", RandomScenes.pose(random));
        next.addJoint("ball", JointType.BALL, j -> j.pos = RandomScenes.vector(random, 0.2));
        next.addGeom(GeomType.SPHERE, new double[]{0.1}, g -> {});
        next.addSite("extra", RandomScenes.pose(random));
        Tendon fixed = new Tendon();
        fixed.path.add(new Wrap.OfJoint("hinge", 2.5));
        scene.tendons.add(fixed);
        scene.tendons.add(spatial(new Wrap.ThroughSite("site0"), new Wrap.AroundGeom("ball", null),
                new Wrap.ThroughSite("site4"), new Wrap.AroundGeom("roll", "site6"), new Wrap.ThroughSite("extra"),
                new Wrap.Pulley(3), new Wrap.ThroughSite("site2"), new Wrap.ThroughSite("site7")));
        scene.tendons.get(1).name = "t";
        add(scene, Transmission.TENDON, "t", random);
        add(scene, Transmission.JOINT, "hinge", random);
        add(scene, Transmission.JOINT, "ball", random);
        add(scene, Transmission.JOINT_IN_PARENT, "ball", random);
        add(scene, Transmission.SITE, "site3", random).refSite = "base";
        Actuator crank = add(scene, Transmission.SLIDER_CRANK, "site5", random);
        crank.sliderSite = "site1";
        crank.crankLength = 10;
        return scene;
    }

    private static Actuator add(Scene scene, Transmission transmission, String target, RandomGenerator random) {
        Actuator actuator = new Actuator();
        actuator.transmission = transmission;
        actuator.target = target;
        boolean linearOnly = transmission == Transmission.SITE;
        for (int i = 0; i < (linearOnly ? 3 : 6); i++) {
            actuator.gear[i] = random.nextDouble(-2, 2);
        }
        scene.actuators.add(actuator);
        return actuator;
    }

    @Test
    void jacobianOfATendonIsTheDerivativeOfItsLength() {
        Property.check(31, 100, random -> {
            Model model = SceneCompiler.compile(robot(random));
            for (int tendon = 0; tendon < model.sizes().ntendon(); tendon++) {
                int t = tendon;
                TendonLengths tendons = new TendonLengths(model);
                checkDerivative(model, random, (frames, motions) -> tendons.length(t, frames),
                        (frames, motions, row) -> tendons.addJacobian(t, frames, motions, 1, row));
            }
        });
    }

    @Test
    void momentOfAnActuatorIsTheDerivativeOfItsLength() {
        Property.check(32, 100, random -> {
            Model model = SceneCompiler.compile(robot(random));
            TendonLengths tendons = new TendonLengths(model);
            for (int actuator = 0; actuator < model.sizes().nu(); actuator++) {
                int a = actuator;
                boolean ball = actuator == 2 || actuator == 3;
                if (!ball) { // of a ball it is the axis of the force, which is the derivative near the identity only
                    checkDerivative(model, random,
                            (frames, motions) -> new Transmissions(model, frames, motions, tendons).length(a),
                            (frames, motions, row) -> new Transmissions(model, frames, motions, tendons).addMoment(a,
                                    row));
                }
            }
        });
    }

    private interface Length {
        double of(Kinematics frames, DofMotions motions);
    }

    private interface Gradient {
        void addTo(Kinematics frames, DofMotions motions, double[] row);
    }

    private static void checkDerivative(Model model, RandomGenerator random, Length length, Gradient gradient) {
        double[] qpos = Configurations.random(model, random);
        double[] qvel = Property.uniform(random, model.sizes().nv(), -1, 1);
        double[] row = new double[qvel.length];
        Kinematics frames = new Kinematics(model);
        DofMotions motions = new DofMotions(model);
        frames.compute(qpos);
        motions.compute(frames);
        gradient.addTo(frames, motions, row);
        double rate = 0;
        for (int i = 0; i < row.length; i++) {
            rate += row[i] * qvel[i];
        }
        double[] lengths = new double[2];
        for (int side = 0; side < 2; side++) {
            frames.compute(moved(model, qpos, qvel, side == 0 ? -DT : DT));
            motions.compute(frames);
            lengths[side] = length.of(frames, motions);
        }
        assertClose(rate, (lengths[1] - lengths[0]) / (2 * DT), 1e-3);
    }

    private static double[] moved(Model model, double[] qpos, double[] qvel, double dt) {
        double[] moved = qpos.clone();
        Configurations.integrate(model, moved, qvel, dt);
        return moved;
    }
}
