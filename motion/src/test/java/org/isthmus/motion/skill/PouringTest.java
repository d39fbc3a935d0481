package org.isthmus.motion.skill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.edit.Removal;
import org.isthmus.motion.grasp.AntipodalSampler;
import org.isthmus.motion.grasp.Grasp;
import org.junit.jupiter.api.Test;

class PouringTest {
    private static final int BALLS = 5;
    private static final double BALL = 0.008;
    private static final int WALLS = 6;
    private static final double WALL = 2e-3;
    /// Of cup and bowl: inner radius of the walls and half their height, m.
    private static final double CUP = 0.026;
    private static final double TALL = 0.05;
    private static final double BOWL = 0.07;
    private static final double DEEP = 0.025;
    private static final PickPlanner.Options PACE = new PickPlanner.Options(0.08, 0.1, 0.02,
            PickPlanner.Options.DEFAULT.search(), new PickPlanner.Pace(1.5, 5, 0.6));
    private static final SkillOptions OPTIONS = new SkillOptions(Tabletop.JAW, 2, 20, 40, 0.08, 2e-3, 0.02, 0.35, 0.01,
            PACE, 1);
    private static final Vec3 BOWL_AT = new Vec3(0.5, 0.12, DEEP);

    /// A tub of flat walls around the z axis with its middle at the body's origin.
    private static void addTub(Body body, double radius, double half) {
        for (int i = 0; i < WALLS; i++) {
            Quat turn = Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * i / WALLS);
            double side = (radius + 2 * WALL) * StrictMath.tan(Math.PI / WALLS);
            body.addGeom(GeomType.BOX, new double[]{WALL, side, half}, geom -> {
                geom.pos = turn.rotate(new Vec3(radius + WALL, 0, 0));
                geom.quat = turn;
                geom.density = 600;
                geom.solref[0] = 0.004;
            });
        }
        body.addGeom(GeomType.BOX, new double[]{0.8 * radius, 0.8 * radius, WALL}, geom -> {
            geom.pos = new Vec3(0, 0, WALL - half);
            geom.density = 600;
        });
    }

    private static Vec3 ball(int i) {
        double angle = 2 * Math.PI * i / 3;
        int layer = i / 3;
        return new Vec3(0.012 * StrictMath.cos(angle), 0.012 * StrictMath.sin(angle),
                2 * WALL - TALL + BALL * (1.1 + 2.2 * layer));
    }

    private static void addTo(Scene scene) {
        Removal.remove(scene, "box", new Diagnostics());
        Body cup = scene.world.addBody("cup", Pose.at(0.5, 0, 0.3));
        cup.addFreeJoint("cup");
        addTub(cup, CUP, TALL);
        addTub(scene.world.addBody("bowl", Pose.at(BOWL_AT)), BOWL, DEEP);
        for (int i = 0; i < BALLS; i++) {
            Body ball = scene.world.addBody("ball" + i, Pose.at(0.5, 0, 0.5 + 0.02 * i));
            ball.addFreeJoint("ball" + i);
            ball.addGeom(GeomType.SPHERE, new double[]{BALL}, geom -> geom.density = 1000);
        }
    }

    private static List<Grasp> grasps() {
        double outside = (CUP + 2 * WALL) / StrictMath.cos(Math.PI / WALLS);
        return new AntipodalSampler(Tabletop.JAW, new AntipodalSampler.Options(400, 12, 1))
                .sample(Shapes.cylinder(outside, TALL, WALLS), new Vec3(0, 0, 0.01), List.of());
    }

    private static Pouring begin(Tabletop table, int world, double x, double y, double part) {
        SkillWorld seen = new SkillWorld(table.batch, world, table.servos, "cup");
        Pose cup = Pose.at(x, y, TALL);
        seen.place(Tabletop.HOME, 0.08, cup);
        List<String> balls = new ArrayList<>();
        for (int i = 0; i < BALLS; i++) {
            balls.add("ball" + i);
            seen.put("ball" + i, Pose.at(cup.transform(ball(i))));
        }
        Pouring.Cup what = new Pouring.Cup(grasps(), CUP + WALL, TALL, TALL, balls);
        Pouring.Bowl into = new Pouring.Bowl(BOWL_AT.plus(new Vec3(0, 0, DEEP)), BOWL / StrictMath.cos(Math.PI / WALLS),
                2 * DEEP);
        return new Pouring(seen, "cup", new Pouring.Task(what, into, part), OPTIONS);
    }

    @Test
    void mostBallsOfACupArePouredIntoABowlAndTheCupStandsAgain() {
        int layouts = Boolean.getBoolean("isthmus.slow") ? 12 : 2;
        Tabletop table = new Tabletop(new Vec3(0.02, 0.02, 0.02), layouts, PouringTest::addTo);
        RandomGenerator random = RandomStream.of(5);
        Pouring[] programs = new Pouring[layouts];
        for (int w = 0; w < layouts; w++) {
            programs[w] = begin(table, w, 0.42 + 0.1 * random.nextDouble(), -0.08 - 0.1 * random.nextDouble(), 0.8);
        }
        table.run(programs);
        for (Pouring pouring : programs) {
            assertThat(pouring.outcome()).as(pouring.log().toString()).isEqualTo(Outcome.DONE);
        }
    }
}
