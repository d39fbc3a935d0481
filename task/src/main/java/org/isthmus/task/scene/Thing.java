package org.isthmus.task.scene;

import java.util.function.Consumer;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;

/// Something that is to be put on a surface.
///
/// @param name of its body, its joint and its first geom
/// @param radius of a circle about the body's vertical axis that it fits in, seen from above, m
/// @param below height of the body's origin above its lowest point, when it stands upright, m
/// @param height of the whole, m
/// @param shape adds the body's geoms
public record Thing(String name, double radius, double below, double height, Consumer<Body> shape) {
    /// A box.
    ///
    /// @param half lengths, m
    public static Thing box(String name, Vec3 half, double mass) {
        return new Thing(name, Math.sqrt(half.x() * half.x() + half.y() * half.y()), half.z(), 2 * half.z(),
                geom(name, GeomType.BOX, new double[]{half.x(), half.y(), half.z()}, mass));
    }

    /// An upright cylinder.
    public static Thing can(String name, double radius, double height, double mass) {
        return new Thing(name, radius, height / 2, height,
                geom(name, GeomType.CYLINDER, new double[]{radius, height / 2, 0}, mass));
    }

    /// A mesh of the scene, whose convex hull collides.
    ///
    /// @param mesh name of an asset of the scene that it is put into
    /// @param low least corner of the mesh, m
    /// @param high greatest corner, m
    public static Thing mesh(String name, String mesh, Vec3 low, Vec3 high, double mass) {
        Vec3 middle = low.plus(high).times(0.5);
        Vec3 half = high.minus(low).times(0.5);
        return new Thing(name, Math.sqrt(half.x() * half.x() + half.y() * half.y()), half.z(), 2 * half.z(), body -> {
            geom(name, GeomType.MESH, new double[3], mass).accept(body);
            Geom geom = body.geoms.getLast();
            geom.mesh = mesh;
            geom.pos = middle.negate();
            geom.quat = Quat.IDENTITY;
        });
    }

    private static Consumer<Body> geom(String name, GeomType type, double[] size, double mass) {
        return body -> body.addGeom(type, size, geom -> {
            geom.name = name;
            geom.mass = mass;
            // A little against rolling, so that what is round comes to rest.
            geom.condim = 6;
            geom.friction[1] = 0.005;
            geom.friction[2] = 0.001;
        });
    }
}
