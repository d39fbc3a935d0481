package org.isthmus.model.scene;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.mesh.InertiaMode;
import org.isthmus.model.mesh.Mesh;
import org.jspecify.annotations.Nullable;

/// A mesh that geoms and sites use by name (MJCF `mesh`).
///
/// The geometry is read when the scene is read. `file` says where it came from and where a writer puts it.
public final class MeshAsset extends Element {
    public static final Schema<MeshAsset> SCHEMA = schema();

    public @Nullable String defaultClass;
    /// As the scene's file names it, relative to its mesh folder; null: in the scene's file itself, or made in code.
    public @Nullable String file;
    /// The geometry as in the file, before scale and reference pose; null until it is read, or where reading was waived.
    public @Nullable Mesh geometry;
    public final double[] scale = {1, 1, 1};
    /// Pose of the mesh's own origin that is undone, before scaling.
    public Vec3 refPos = Vec3.ZERO;
    public Quat refQuat = Quat.IDENTITY;
    public InertiaMode inertia = InertiaMode.LEGACY;
    /// Average normals over sharp edges too.
    public boolean smoothNormal;
    /// Most vertices of the convex hull; −1: no limit.
    public int maxHullVertices = -1;
    public @Nullable String material;

    public MeshAsset() {}

    private static Schema<MeshAsset> schema() {
        return Schema.of("mesh", MeshAsset::new)
                .text("name", m -> m.name, (m, v) -> m.name = v)
                .reference("class", ObjectType.DEFAULT, m -> m.defaultClass, (m, v) -> m.defaultClass = v)
                .text("file", m -> m.file, (m, v) -> m.file = v)
                .numbers("scale", 3, m -> m.scale)
                .vector("refpos", m -> m.refPos, (m, v) -> m.refPos = v)
                .quaternion("refquat", m -> m.refQuat, (m, v) -> m.refQuat = v)
                .choice("inertia", InertiaMode.class, m -> m.inertia, (m, v) -> m.inertia = v)
                .flag("smoothnormal", m -> m.smoothNormal, (m, v) -> m.smoothNormal = v)
                .integer("maxhullvert", m -> m.maxHullVertices, (m, v) -> m.maxHullVertices = v)
                .reference("material", ObjectType.MATERIAL, m -> m.material, (m, v) -> m.material = v)
                .alsoCopying((from, to) -> to.geometry = from.geometry);
    }
}
