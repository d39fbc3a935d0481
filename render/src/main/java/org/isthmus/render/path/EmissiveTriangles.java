package org.isthmus.render.path;

import org.isthmus.render.scene.WorldState;
import org.isthmus.render.shade.AreaTable;
import org.isthmus.render.shade.Surface;
import org.isthmus.render.shade.SurfaceResolver;

/// All triangles of a world that shine, as one lamp: places on them are drawn evenly, in proportion to the emission of their material.
final class EmissiveTriangles {
    private final WorldState world;
    private final AreaTable table;

    EmissiveTriangles(WorldState world) {
        this.world = world;
        table = new AreaTable(world, this::emission);
    }

    private double emission(int instance) {
        return world.visible[instance] ? world.materialOf(instance).emission().luminance() : 0;
    }

    /// Whether nothing shines.
    boolean isEmpty() {
        return !(table.total() > 0);
    }

    /// Draws a place; which instance's is returned.
    ///
    /// @param out the place, with normals on the front
    int sample(double u, double v, SurfaceResolver resolver, Surface out) {
        double sum = u * table.total();
        int triangle = table.find(sum);
        double root = Math.sqrt(table.rest(sum, triangle)); // even on the triangle (Osada and others, "Shape distributions", 2002)
        int instance = table.take(triangle, resolver);
        resolver.weigh(root * (1 - v), root * v);
        resolver.resolve(0, out);
        return instance;
    }

    /// The density of directions in which a place of an instance is drawn, per solid angle.
    ///
    /// @param distance2 square of the distance to it, m²
    /// @param cosine between its normal and the way to the viewer
    double density(int instance, double distance2, double cosine) {
        double emission = emission(instance);
        return emission > 0 ? emission / table.total() * distance2 / cosine : 0;
    }
}
