package org.isthmus.model.linkage;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Scene;

/// Geoms for seeing and geoms for colliding, told apart by their groups as in MuJoCo's model collection.
public final class GeomRoles {
    /// Group of geoms that are only seen.
    public static final int VISUAL_GROUP = 2;
    /// Group of geoms that collide and have mass, which viewers hide.
    public static final int COLLISION_GROUP = 3;

    private GeomRoles() {}

    /// Makes a geom that neither collides nor has mass.
    public static void makeVisual(Geom geom) {
        geom.contype = 0;
        geom.conaffinity = 0;
        geom.density = 0;
        geom.group = VISUAL_GROUP;
    }

    public static void makeCollision(Geom geom) {
        geom.group = COLLISION_GROUP;
    }

    /// Puts collisions into a group that viewers show where nothing else is to be seen.
    public static void showCollisionsWithoutVisuals(Scene scene) {
        List<Geom> geoms = new ArrayList<>();
        scene.world.forEach(b -> geoms.addAll(b.geoms));
        boolean visuals = geoms.stream().anyMatch(g -> g.group == VISUAL_GROUP);
        if (!visuals || scene.compiler.discardVisual) {
            geoms.stream().filter(g -> g.group == COLLISION_GROUP).forEach(g -> g.group = 0);
        }
    }
}
