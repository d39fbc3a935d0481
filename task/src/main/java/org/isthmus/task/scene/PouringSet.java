package org.isthmus.task.scene;

import java.util.List;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;

/// A cup with loose balls in it, and a bowl to pour them into. The origins of cup and bowl are below the middle of their floors.
public final class PouringSet {
    public static final String CUP = "cup";
    public static final String BOWL = "bowl";
    /// Bodies of the balls.
    public static final List<String> BALLS = IntStream.range(1, 6).mapToObj(i -> "ball " + i).toList();
    /// Of the cup's rim above its origin, m.
    public static final double CUP_HEIGHT = 0.07;
    /// Radius of the circle inside the cup's outer sides, m: it fits between the fingers of the narrowest jaw.
    public static final double CUP_RADIUS = 0.02;
    /// Walls of the cup; one of them faces x.
    public static final int CUP_SIDES = 8;
    /// Where the cup is taken, above its origin, m: what is poured passes between its rim and the palm.
    public static final double GRIP = 0.058;
    /// Of the bowl's rim above its origin, m.
    public static final double BOWL_HEIGHT = 0.05;
    /// Radius of the circle inside the bowl's walls, m.
    public static final double BOWL_RADIUS = 0.065;
    private static final int BOWL_SIDES = 12;
    private static final double BOWL_WALL = 0.005;
    /// So thick that no ball that falls from the cup sinks to its middle in a step of physics, m.
    private static final double BOWL_FLOOR = 0.02;
    private static final double WALL = 0.0035;
    private static final double BALL = 0.006;
    /// Balls that lie beside each other, and their middles' distance from the axis, m: a little apart.
    private static final int LAYER = 3;
    private static final double ASIDE = 1.2 * BALL;
    /// Time constant of contacts, s.
    private static final double STIFF = 0.01;
    private static final double DENSITY = 1500;
    private static final double BALL_DENSITY = 2500;

    private PouringSet() {}

    /// Puts the cup on a table, loose, with the balls in it.
    public static void addCup(ArmOnTable station, Vec3 at) {
        Body cup = station.addLoose(CUP, Pose.at(at));
        Containers.addCup(cup, CUP_RADIUS - WALL, CUP_HEIGHT - WALL, WALL, CUP_SIDES, geom -> {
            geom.density = DENSITY;
            stiffen(geom);
            Paint.colour(geom, 0.2, 0.45, 0.7);
        });
        name(cup);
        for (int i = 0; i < BALLS.size(); i++) {
            station.addLoose(BALLS.get(i), Pose.at(at.plus(inCup(i))), GeomType.SPHERE, new double[]{BALL, 0, 0},
                    PouringSet::makeBall);
        }
    }

    /// Puts the bowl on a table, as a fixture.
    public static void addBowl(ArmOnTable station, Vec3 at) {
        Body bowl = station.addFixture(BOWL, Pose.at(at));
        Containers.addCup(bowl, BOWL_RADIUS, BOWL_HEIGHT - BOWL_FLOOR, BOWL_WALL, BOWL_FLOOR, BOWL_SIDES, geom -> {
            stiffen(geom);
            Paint.colour(geom, 0.85, 0.83, 0.78);
        });
        name(bowl);
    }

    /// Whether a point, given in the bowl's frame, is in it.
    public static boolean isInBowl(double x, double y, double z) {
        return x * x + y * y < BOWL_RADIUS * BOWL_RADIUS && z > 0 && z < BOWL_HEIGHT;
    }

    /// In layers, those of the next above the gaps of the one below.
    private static Vec3 inCup(int ball) {
        int layer = ball / LAYER;
        Quat turn = Quat.fromAxisAngle(Vec3.Z, 2 * Math.PI * (ball + 0.5 * layer) / LAYER);
        return turn.rotate(new Vec3(ASIDE, 0, WALL + BALL * (1 + 2 * layer)));
    }

    private static void makeBall(Geom ball) {
        ball.density = BALL_DENSITY;
        stiffen(ball);
        Paint.colour(ball, 0.9, 0.45, 0.1);
    }

    /// What falls is stopped within a few millimetres.
    private static void stiffen(Geom geom) {
        geom.solref[0] = STIFF;
    }

    private static void name(Body body) {
        body.geoms.forEach(geom -> geom.name = body.name + " " + body.geoms.indexOf(geom));
        body.geoms.getFirst().name = body.name;
    }
}
