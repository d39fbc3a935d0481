package org.isthmus.model.robots;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;

/// A primitive on a link.
///
/// @param type sphere, capsule, cylinder, box or ellipsoid
/// @param size of a box half lengths, of an ellipsoid radii, else the radius three times; m
/// @param from centre of the shape, or of the first end of a capsule or cylinder, in the link's frame, m
/// @param to centre again, or centre of the second end
/// @param turn orientation of a box or ellipsoid in the link's frame
public record Shape(GeomType type, Vec3 size, Vec3 from, Vec3 to, Quat turn, Finish finish, Role role) {
    /// What a shape is for.
    public enum Role {
        /// Collides, weighs and is seen.
        SOLID,
        /// Solid, and made for holding: with [GraspSettings].
        GRIP,
        /// Solid, and made for standing: contacts resist turning about their normal too.
        SOLE,
        /// Only seen.
        DECOR
    }

    /// Sliding friction of grips and soles, and torsional friction in m: rubber on a dry surface.
    private static final double[] RUBBER_FRICTION = {1.2, 0.02, 0.0005};
    /// The MJCF group of what is only seen.
    private static final int VISUAL_GROUP = 2;

    public static Shape sphere(Vec3 centre, double radius) {
        return of(GeomType.SPHERE, new Vec3(radius, radius, radius), centre, centre);
    }

    /// @param from centre of the cap at one end
    /// @param to centre of the cap at the other end
    public static Shape capsule(Vec3 from, Vec3 to, double radius) {
        return of(GeomType.CAPSULE, new Vec3(radius, radius, radius), from, to);
    }

    public static Shape cylinder(Vec3 from, Vec3 to, double radius) {
        return of(GeomType.CYLINDER, new Vec3(radius, radius, radius), from, to);
    }

    /// @param half half lengths
    public static Shape box(Vec3 centre, Vec3 half) {
        return of(GeomType.BOX, half, centre, centre);
    }

    public static Shape ellipsoid(Vec3 centre, Vec3 radii) {
        return of(GeomType.ELLIPSOID, radii, centre, centre);
    }

    private static Shape of(GeomType type, Vec3 size, Vec3 from, Vec3 to) {
        return new Shape(type, size, from, to, Quat.IDENTITY, Finish.WHITE, Role.SOLID);
    }

    /// The same in another finish.
    public Shape in(Finish other) {
        return new Shape(type, size, from, to, turn, other, role);
    }

    /// The same for another purpose.
    public Shape as(Role other) {
        return new Shape(type, size, from, to, turn, finish, other);
    }

    /// A box or ellipsoid turned about its centre.
    public Shape turned(Quat by) {
        return new Shape(type, size, from, to, by.times(turn), finish, role);
    }

    /// m³
    public double volume() {
        double r = size.x();
        double length = from.distance(to);
        return switch (type) {
            case SPHERE, ELLIPSOID -> 4.0 / 3 * Math.PI * size.x() * size.y() * size.z();
            case CYLINDER -> Math.PI * r * r * length;
            case CAPSULE -> Math.PI * r * r * (length + 4.0 / 3 * r);
            case BOX -> 8 * size.x() * size.y() * size.z();
            case PLANE, HFIELD, MESH, SDF -> throw new IllegalStateException(type + " is no shape of a template");
        };
    }

    /// @param mass kg
    Geom geom(double mass) {
        Geom geom = new Geom();
        geom.type = type;
        geom.material = finish.materialName();
        geom.mass = Math.rint(mass * 1e6) / 1e6; // to milligrams, for files
        place(geom);
        switch (role) {
            case SOLID -> {}
            case GRIP -> {
                GraspSettings.applyTo(geom);
                System.arraycopy(RUBBER_FRICTION, 0, geom.friction, 0, 3);
            }
            case SOLE -> {
                geom.condim = 4;
                System.arraycopy(RUBBER_FRICTION, 0, geom.friction, 0, 3);
            }
            case DECOR -> {
                geom.contype = 0;
                geom.conaffinity = 0;
                geom.group = VISUAL_GROUP;
            }
        }
        return geom;
    }

    /// To nanometres, so that files show 0.3 and not 0.30000000000000004.
    private static Vec3 rounded(Vec3 v) {
        return new Vec3(Math.rint(v.x() * 1e9) / 1e9, Math.rint(v.y() * 1e9) / 1e9, Math.rint(v.z() * 1e9) / 1e9);
    }

    private void place(Geom geom) {
        boolean round = type == GeomType.CAPSULE || type == GeomType.CYLINDER;
        if (round) {
            rounded(from).into(geom.fromTo, 0);
            rounded(to).into(geom.fromTo, 3);
            geom.size[0] = rounded(size).x();
        } else {
            geom.pos = rounded(from);
            geom.quat = turn;
            rounded(size).into(geom.size, 0);
        }
        if (type == GeomType.SPHERE) {
            geom.size[1] = 0;
            geom.size[2] = 0;
        }
    }
}
