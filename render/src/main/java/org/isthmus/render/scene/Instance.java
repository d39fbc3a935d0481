package org.isthmus.render.scene;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;

/// A mesh with a material somewhere in every world.
///
/// @param name for people: the geom's or the body's
/// @param mesh index into [RenderScene#meshes]
/// @param material index into [RenderScene#materials]; a world may replace it
/// @param geom of the model, −1: none
/// @param body of the model, 0: the world
/// @param object what instance segmentation tells apart: the topmost body of the tree it belongs to; 0: fixed to the world
/// @param semantic class, as the user numbers them
/// @param scale of the mesh along its axes
/// @param pose of the scaled mesh in its geom's frame; without a geom, in the world
public record Instance(
        String name, int mesh, int material, int geom, int body, int object, int semantic, Vec3 scale, Pose pose) {
    /// Something fixed in the world.
    public static Instance fixed(String name, int mesh, int material, Pose pose) {
        return new Instance(name, mesh, material, -1, 0, 0, 0, Vec3.ONE, pose);
    }

    public Instance withSemantic(int other) {
        return new Instance(name, mesh, material, geom, body, object, other, scale, pose);
    }

    public Instance withObject(int other) {
        return new Instance(name, mesh, material, geom, body, other, semantic, scale, pose);
    }
}
