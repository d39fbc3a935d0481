package org.isthmus.task.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;

/// Hollow things of boxes, for convex geoms have no inside. The body's origin is below the middle of the floor.
public final class Containers {
    private Containers() {}

    /// An open box.
    ///
    /// @param inside half lengths of its inside, m
    /// @param wall thickness of floor and walls, m
    /// @param edit of each geom
    public static void addBox(Body body, Vec3 inside, double wall, Consumer<Geom> edit) {
        double outX = inside.x() + wall;
        double outY = inside.y() + wall;
        add(body, new Vec3(outX, outY, wall / 2), new Vec3(0, 0, wall / 2), Quat.IDENTITY, edit);
        addWalls(body, inside, wall, wall, edit);
    }

    /// Four walls round a rectangle, without a floor.
    ///
    /// @param inside half lengths of the space between them, m
    /// @param floor height above the body's origin at which they begin, m
    public static void addWalls(Body body, Vec3 inside, double wall, double floor, Consumer<Geom> edit) {
        double outY = inside.y() + wall;
        double middle = floor + inside.z();
        for (int side = -1; side <= 1; side += 2) {
            add(body, new Vec3(wall / 2, outY, inside.z()),
                    new Vec3(side * (inside.x() + wall / 2), 0, middle), Quat.IDENTITY, edit);
            add(body, new Vec3(inside.x(), wall / 2, inside.z()),
                    new Vec3(0, side * (inside.y() + wall / 2), middle), Quat.IDENTITY, edit);
        }
    }

    /// A round cup of straight walls, eight or more of them, and a floor as thick.
    ///
    /// @param radius of the circle inside its walls, m
    /// @param height of the walls above the floor, m
    public static void addCup(
            Body body, double radius, double height, double wall, int walls, Consumer<Geom> edit) {
        addCup(body, radius, height, wall, wall, walls, edit);
    }

    /// A round cup with a floor of another thickness.
    ///
    /// @param floor its thickness, m: what falls by more than half of it in a step of physics may be pushed out below
    public static void addCup(
            Body body, double radius, double height, double wall, double floor, int walls, Consumer<Geom> edit) {
        double angle = Math.PI / walls;
        double half = (radius + wall) * StrictMath.tan(angle);
        body.addGeom(GeomType.CYLINDER, new double[]{radius + wall, floor / 2, 0}, geom -> {
            geom.pos = new Vec3(0, 0, floor / 2);
            edit.accept(geom);
        });
        for (int i = 0; i < walls; i++) {
            Quat turn = Quat.fromAxisAngle(Vec3.Z, 2 * angle * i);
            add(body, new Vec3(wall / 2, half, height / 2),
                    turn.rotate(new Vec3(radius + wall / 2, 0, floor + height / 2)), turn, edit);
        }
    }

    /// A shelf, open on its side of −x: boards one above another between two sides and a back.
    ///
    /// @param inside half lengths of the room above each board, m
    /// @param boards 1 or more; the lowest lies on the body's origin, and a last one covers the highest room
    /// @return the boards, from below, in the frame of the body's parent as long as the body is not turned
    public static List<Surface> addShelf(Body body, Vec3 inside, int boards, double wall, Consumer<Geom> edit) {
        double pitch = 2 * inside.z() + wall;
        double half = (boards * pitch + wall) / 2;
        double back = inside.x() + wall / 2;
        List<Surface> surfaces = new ArrayList<>();
        for (int i = 0; i <= boards; i++) {
            double top = i * pitch + wall;
            add(body, new Vec3(inside.x(), inside.y(), wall / 2), new Vec3(0, 0, top - wall / 2), Quat.IDENTITY, edit);
            if (i < boards) {
                surfaces.add(new Surface(body.pos.plus(new Vec3(0, 0, top)), inside.x(), inside.y()));
            }
        }
        for (int side = -1; side <= 1; side += 2) {
            add(body, new Vec3(inside.x(), wall / 2, half), new Vec3(0, side * (inside.y() + wall / 2), half),
                    Quat.IDENTITY, edit);
        }
        add(body, new Vec3(wall / 2, inside.y() + wall, half), new Vec3(back, 0, half), Quat.IDENTITY, edit);
        return surfaces;
    }

    private static void add(Body body, Vec3 half, Vec3 at, Quat turn, Consumer<Geom> edit) {
        body.addGeom(GeomType.BOX, new double[]{half.x(), half.y(), half.z()}, geom -> {
            geom.pos = at;
            geom.quat = turn;
            edit.accept(geom);
        });
    }
}
