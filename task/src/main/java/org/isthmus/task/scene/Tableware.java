package org.isthmus.task.scene;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;

/// What a table is laid with, made for children's hands: thick enough for a jaw of parallel fingers. A piece's origin is on the table below it; cutlery
/// lies along x, its head there. Each piece has its place on a mat.
public enum Tableware {
    /// A plate with a raised rim.
    PLATE(new Vec3(0, 0, 0), false, 0xe8e6dd, Tableware::addPlate),
    /// A fork of three tines.
    FORK(new Vec3(0.01, 0.13, 0), true, 0xc2703a, Tableware::addFork),
    /// A spoon.
    SPOON(new Vec3(0.01, -0.13, 0), true, 0x4a7fa5, Tableware::addSpoon),
    /// A cup that fits between the fingers.
    CUP(new Vec3(0.12, -0.04, 0), false, 0x5f8f55, Tableware::addCup);

    /// Radius of the middle of a plate's rim, m.
    public static final double RIM = 0.056;
    /// Sides of a plate's rim; one of them faces x.
    public static final int RIM_SIDES = 12;
    /// Where a piece of cutlery is taken, along x, m.
    public static final double HANDLE = -0.02;
    public static final double CUP_HEIGHT = 0.06;
    /// Walls of a cup; one of them faces x.
    public static final int CUP_SIDES = 8;
    /// Half the width of a plate's rim, and its height, m.
    private static final double RIM_HALF = 0.01;
    private static final double RIM_HEIGHT = 0.02;
    /// Of the rim above what the plate stands on, m: only its middle touches.
    private static final double RIM_LOW = 0.002;
    private static final double FLOOR = 0.005;
    private static final double CUP_RADIUS = 0.02;
    private static final double WALL = 0.004;
    /// Half the height of a handle, m.
    private static final double THICK = 0.007;
    /// Half lengths of the mat, m.
    private static final Vec3 MAT = new Vec3(0.15, 0.18, 0.0005);
    private static final int MAT_COLOUR = 0x7d8a94;
    private static final int MARK_COLOUR = 0x66727b;

    private final Vec3 place;
    private final boolean isPointed;
    private final int rgb;
    private final BiConsumer<Body, Consumer<Geom>> shape;

    Tableware(Vec3 place, boolean isPointed, int rgb, BiConsumer<Body, Consumer<Geom>> shape) {
        this.place = place;
        this.isPointed = isPointed;
        this.rgb = rgb;
        this.shape = shape;
    }

    /// Name of its body: `fork`.
    public String body() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where it belongs, in the frame of the mat, m.
    public Vec3 place() {
        return place;
    }

    /// Whether it matters where it points: as the mat's x.
    public boolean isPointed() {
        return isPointed;
    }

    /// Puts it on a table, loose.
    ///
    /// @param mass kg, evenly over its geoms' volume
    public void addTo(ArmOnTable station, Pose pose, double mass) {
        Body body = station.addLoose(body(), pose);
        shape.accept(body, geom -> Paint.colour(geom, rgb));
        body.geoms.forEach(geom -> geom.name = body() + " " + body.geoms.indexOf(geom));
        body.geoms.getFirst().name = body();
        double volume = body.geoms.stream().mapToDouble(Tableware::volume).sum();
        body.geoms.forEach(geom -> geom.mass = mass * volume(geom) / volume);
    }

    /// Adds a fixture, a mat on which each piece has a mark at its place. Nothing touches it.
    public static void addMat(ArmOnTable station, String name, Pose pose) {
        Body mat = station.addFixture(name, pose);
        flat(mat, GeomType.BOX, MAT, new Vec3(0, 0, 0), MAT_COLOUR);
        for (Tableware piece : values()) {
            Vec3 at = piece.place.plus(new Vec3(0, 0, MAT.z()));
            switch (piece) {
                case PLATE -> flat(mat, GeomType.CYLINDER, new Vec3(RIM + RIM_HALF, MAT.z(), 0), at, MARK_COLOUR);
                case CUP -> flat(mat, GeomType.CYLINDER, new Vec3(CUP_RADIUS, MAT.z(), 0), at, MARK_COLOUR);
                case FORK, SPOON -> flat(mat, GeomType.BOX, new Vec3(0.074, 0.016, MAT.z()), at, MARK_COLOUR);
            }
        }
    }

    private static void flat(Body mat, GeomType type, Vec3 size, Vec3 at, int rgb) {
        mat.addGeom(type, new double[]{size.x(), size.y(), size.z()}, geom -> {
            geom.pos = at;
            geom.contype = 0;
            geom.conaffinity = 0;
            Paint.colour(geom, rgb);
        });
    }

    /// Up to a factor that is the same for boxes, and near for what is round.
    private static double volume(Geom geom) {
        return switch (geom.type) {
            case CYLINDER -> geom.size[0] * geom.size[0] * geom.size[1];
            default -> geom.size[0] * geom.size[1] * geom.size[2];
        };
    }

    private static void addPlate(Body plate, Consumer<Geom> edit) {
        plate.addGeom(GeomType.CYLINDER, new double[]{RIM, FLOOR / 2, 0}, geom -> {
            geom.pos = new Vec3(0, 0, FLOOR / 2);
            edit.accept(geom);
        });
        double angle = Math.PI / RIM_SIDES;
        for (int i = 0; i < RIM_SIDES; i++) {
            Quat turn = Quat.fromAxisAngle(Vec3.Z, 2 * angle * i);
            Vec3 half = new Vec3(RIM_HALF, (RIM + RIM_HALF) * StrictMath.tan(angle), (RIM_HEIGHT - RIM_LOW) / 2);
            box(plate, half, turn.rotate(new Vec3(RIM, 0, RIM_LOW + half.z())), geom -> {
                geom.quat = turn;
                edit.accept(geom);
            });
        }
    }

    private static void addCup(Body cup, Consumer<Geom> edit) {
        Containers.addCup(cup, CUP_RADIUS - WALL, CUP_HEIGHT - WALL, WALL, CUP_SIDES, edit);
    }

    private static void addFork(Body fork, Consumer<Geom> edit) {
        addHandle(fork, edit);
        box(fork, new Vec3(0.01, 0.016, 0.005), new Vec3(0.038, 0, THICK), edit);
        for (int tine = -1; tine <= 1; tine++) {
            box(fork, new Vec3(0.014, 0.003, 0.003), new Vec3(0.062, 0.012 * tine, THICK), edit);
        }
    }

    private static void addSpoon(Body spoon, Consumer<Geom> edit) {
        addHandle(spoon, edit);
        spoon.addGeom(GeomType.ELLIPSOID, new double[]{0.024, 0.017, 0.006}, geom -> {
            geom.pos = new Vec3(0.05, 0, THICK);
            edit.accept(geom);
        });
    }

    private static void addHandle(Body body, Consumer<Geom> edit) {
        box(body, new Vec3(0.05, 0.009, THICK), new Vec3(HANDLE, 0, THICK), edit);
    }

    private static void box(Body body, Vec3 half, Vec3 at, Consumer<Geom> edit) {
        body.addGeom(GeomType.BOX, new double[]{half.x(), half.y(), half.z()}, geom -> {
            geom.pos = at;
            edit.accept(geom);
        });
    }
}
