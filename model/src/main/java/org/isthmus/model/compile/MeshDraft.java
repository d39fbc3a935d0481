package org.isthmus.model.compile;

import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A mesh while its scene is compiled.
final class MeshDraft extends Draft<MeshAsset> {
    /// A collision geom uses it, or its inertia is the hull's.
    boolean needsHull;
    /// Material of the geoms that use it and have none.
    @Nullable
    MaterialDraft material;

    /// Null until compiled, and where there is no geometry.
    @Nullable
    CompiledMesh compiled;
    /// m³, or m² of a shell.
    double measure;
    /// Half sizes of the box with the same inertia, m.
    Vec3 inertiaBox = Vec3.ZERO;
    /// In the inertial frame, m.
    Aabb bounds = Aabb.EMPTY;
    /// The inertial frame in the asset's own frame.
    Pose frame = Pose.IDENTITY;

    MeshDraft(MeshAsset mesh) {
        super(ObjectType.MESH, mesh);
    }
}
