package org.isthmus.physics.physx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mesh.ConvexHull;
import org.isthmus.model.mesh.Shapes;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

import physx.NativeObject;
import physx.PxTopLevelFunctions;
import physx.common.PxBoundedData;
import physx.common.PxIDENTITYEnum;
import physx.common.PxQuat;
import physx.common.PxRefCounted;
import physx.common.PxVec3;
import physx.cooking.PxConvexFlagEnum;
import physx.cooking.PxConvexFlags;
import physx.cooking.PxConvexMeshDesc;
import physx.cooking.PxTriangleMeshDesc;
import physx.geometry.PxBoxGeometry;
import physx.geometry.PxCapsuleGeometry;

import physx.geometry.PxConvexMesh;
import physx.geometry.PxConvexMeshGeometry;
import physx.geometry.PxGeometry;
import physx.geometry.PxMeshScale;
import physx.geometry.PxPlaneGeometry;
import physx.geometry.PxSphereGeometry;
import physx.geometry.PxTriangleMesh;
import physx.geometry.PxTriangleMeshGeometry;

/// The shapes of a model's geoms in PhysX's terms: spheres, capsules, boxes and planes as they are; cylinders and ellipsoids as polyhedra;
/// meshes as their convex hulls; height fields as triangles. What is cooked is shared by all worlds.
final class Colliders {
    /// PhysX's most vertices and faces of a convex mesh are 255; hulls of meshes have fewer, of which a third are vertices.
    private static final int MOST_HULL_VERTICES = 64;
    private static final int CYLINDER_SIDES = 32;
    private static final int ELLIPSOID_SLICES = 16;
    private static final int ELLIPSOID_STACKS = 10;
    private static final int VECTOR_BYTES = 3 * Float.BYTES;
    private static final int TRIANGLE_BYTES = 3 * Integer.BYTES;
    /// From the axis that PhysX's capsules and planes have, x, to MuJoCo's, z.
    static final Quat X_TO_Z = Quat.between(Vec3.X, Vec3.Z);

    private final PhysxLibrary library;
    private final Model model;
    private final Diagnostics diagnostics;
    private final Map<Object, PxConvexMesh> hulls = new LinkedHashMap<>();
    private final Map<Integer, PxTriangleMesh> fields = new LinkedHashMap<>();

    /// Cooks what the geoms that collide need.
    ///
    /// @param collides [ngeom]
    /// @param diagnostics gets an error for each shape that PhysX cannot make
    Colliders(PhysxLibrary library, Model model, boolean[] collides, Diagnostics diagnostics) {
        this.library = library;
        this.model = model;
        this.diagnostics = diagnostics;
        for (int g = 0; g < collides.length; g++) {
            if (collides[g]) {
                cook(g);
            }
        }
    }

    GeomType type(int geom) {
        return GeomType.values()[model.geoms().type().get(geom)];
    }

    private void cook(int g) {
        int data = model.geoms().dataId().get(g);
        switch (type(g)) {
            case CYLINDER -> hull(g, GeomType.CYLINDER, Shapes.cylinder(1, 1, CYLINDER_SIDES).vertices());
            case ELLIPSOID -> hull(g, GeomType.ELLIPSOID,
                    Shapes.ellipsoid(1, 1, 1, ELLIPSOID_SLICES, ELLIPSOID_STACKS).vertices());
            case MESH -> hull(g, data, hullOf(model.meshes().get(data)));
            case HFIELD -> {
                if (!fields.containsKey(data)) {
                    put(g, fields, data, triangles(model.heightFields().get(data)));
                }
            }
            default -> {
            }
        }
    }

    private void hull(int g, Object key, DoubleArray points) {
        if (!hulls.containsKey(key)) {
            put(g, hulls, key, convex(points));
        }
    }

    private <K, T extends NativeObject> void put(int g, Map<K, T> all, K key, @Nullable T cooked) {
        if (cooked == null || cooked.getAddress() == 0) {
            diagnostics.error(SourceLocation.UNKNOWN,
                    "PhysX makes no collision shape of geom '" + model.names().name(ObjectType.GEOM, g) + "': "
                            + String.join("; ", library.takeMessages()),
                    "a shape with some volume", "simplify its mesh");
        } else {
            all.put(key, cooked);
        }
    }

    private static DoubleArray hullOf(CompiledMesh mesh) {
        DoubleArray all = mesh.geometry().vertices();
        ConvexHull hull = ConvexHull.of(all, MOST_HULL_VERTICES);
        double[] points = new double[3 * hull.vertices().length()];
        for (int i = 0; i < hull.vertices().length(); i++) {
            all.copyTo(3 * hull.vertices().get(i), points, 3 * i, 3);
        }
        return DoubleArray.wrap(points);
    }

    private @Nullable PxConvexMesh convex(DoubleArray points) {
        try (Arena arena = Arena.ofConfined()) {
            PxConvexMeshDesc desc = new PxConvexMeshDesc();
            PxConvexFlags flags = new PxConvexFlags((short) PxConvexFlagEnum.eCOMPUTE_CONVEX.value);
            desc.setFlags(flags);
            fill(desc.getPoints(), floats(arena, points), points.length() / 3, VECTOR_BYTES);
            PxConvexMesh mesh = PxTopLevelFunctions.CreateConvexMesh(library.cooking, desc);
            flags.destroy();
            desc.destroy();
            return mesh;
        }
    }

    private @Nullable PxTriangleMesh triangles(CompiledHeightField field) {
        try (Arena arena = Arena.ofConfined()) {
            PxTriangleMeshDesc desc = new PxTriangleMeshDesc();
            DoubleArray points = DoubleArray.wrap(points(field));
            fill(desc.getPoints(), floats(arena, points), points.length() / 3, VECTOR_BYTES);
            int[] faces = faces(field);
            fill(desc.getTriangles(), arena.allocateFrom(ValueLayout.JAVA_INT, faces), faces.length / 3,
                    TRIANGLE_BYTES);
            PxTriangleMesh mesh = PxTopLevelFunctions.CreateTriangleMesh(library.cooking, desc);
            desc.destroy();
            return mesh;
        }
    }

    /// [rows · columns][3] in the geom's frame, m
    private static double[] points(CompiledHeightField field) {
        double[] points = new double[3 * field.rows() * field.columns()];
        for (int r = 0; r < field.rows(); r++) {
            for (int c = 0; c < field.columns(); c++) {
                int i = r * field.columns() + c;
                points[3 * i] = field.sizeX() * (2.0 * c / (field.columns() - 1) - 1);
                points[3 * i + 1] = field.sizeY() * (2.0 * r / (field.rows() - 1) - 1);
                points[3 * i + 2] = field.top() * field.elevation().get(i);
            }
        }
        return points;
    }

    /// [2 · cells][3] seen from above counterclockwise
    private static int[] faces(CompiledHeightField field) {
        int[] faces = new int[6 * (field.rows() - 1) * (field.columns() - 1)];
        int at = 0;
        for (int r = 0; r < field.rows() - 1; r++) {
            for (int c = 0; c < field.columns() - 1; c++) {
                int i = r * field.columns() + c;
                int above = i + field.columns();
                for (int corner : new int[]{i, i + 1, above, i + 1, above + 1, above}) {
                    faces[at++] = corner;
                }
            }
        }
        return faces;
    }

    private static MemorySegment floats(Arena arena, DoubleArray values) {
        MemorySegment floats = arena.allocate(ValueLayout.JAVA_FLOAT, values.length());
        for (int i = 0; i < values.length(); i++) {
            floats.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) values.get(i));
        }
        return floats;
    }

    private static void fill(PxBoundedData data, MemorySegment values, int count, int stride) {
        data.setCount(count);
        data.setStride(stride);
        data.setData(NativeObject.wrapPointer(values.address()));
    }

    /// A geom's shape; the caller destroys it.
    ///
    /// @param size [3] by type, m
    PxGeometry geometry(int geom, Vec3 size) {
        return switch (type(geom)) {
            case PLANE -> new PxPlaneGeometry();
            case SPHERE -> new PxSphereGeometry((float) size.x());
            case CAPSULE -> new PxCapsuleGeometry((float) size.x(), (float) size.y());
            case BOX -> new PxBoxGeometry((float) size.x(), (float) size.y(), (float) size.z());
            case CYLINDER -> scaled(hulls.get(GeomType.CYLINDER), new Vec3(size.x(), size.x(), size.y()));
            case ELLIPSOID -> scaled(hulls.get(GeomType.ELLIPSOID), size);
            case MESH -> new PxConvexMeshGeometry(hulls.get(model.geoms().dataId().get(geom)));
            case HFIELD -> new PxTriangleMeshGeometry(fields.get(model.geoms().dataId().get(geom)));
            case SDF -> throw new IllegalStateException("refused before");
        };
    }

    private static PxGeometry scaled(@Nullable PxConvexMesh unit, Vec3 by) {
        PxVec3 factors = new PxVec3((float) by.x(), (float) by.y(), (float) by.z());
        PxQuat none = new PxQuat(PxIDENTITYEnum.PxIdentity);
        PxMeshScale scale = new PxMeshScale(factors, none);
        PxGeometry geometry = new PxConvexMeshGeometry(unit, scale);
        scale.destroy();
        none.destroy();
        factors.destroy();
        return geometry;
    }

    /// How a geom's shape is turned in the geom's frame.
    Quat turned(int geom) {
        GeomType type = type(geom);
        return type == GeomType.CAPSULE || type == GeomType.PLANE ? X_TO_Z : Quat.IDENTITY;
    }

    /// Lets go of what was cooked; shapes that still use it keep it alive.
    void release() {
        hulls.values().forEach(PxRefCounted::release);
        fields.values().forEach(PxRefCounted::release);
    }
}
