package org.isthmus.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.mesh.RenderMesh;
import org.isthmus.render.scene.Instance;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// Embree 3 or 4, called through its shared library, one ray after the other (`rtcIntersect1`, `rtcOccluded1`): the same instances of the
/// same meshes. A call from Java adds some nanoseconds to each ray of Embree's.
final class EmbreePeer implements AutoCloseable {
    /// How to install it.
    static final String HOW_TO_INSTALL = "Embree is not found: sudo apt install libembree3-3 (or libembree4-4)";

    private static final FunctionDescriptor GET = FunctionDescriptor.of(NativeLibrary.POINTER, NativeLibrary.POINTER);
    private static final FunctionDescriptor DO = FunctionDescriptor.ofVoid(NativeLibrary.POINTER);
    private static final FunctionDescriptor DO2 = FunctionDescriptor.ofVoid(NativeLibrary.POINTER,
            NativeLibrary.POINTER);
    private static final FunctionDescriptor TRACE3 = FunctionDescriptor.ofVoid(NativeLibrary.POINTER,
            NativeLibrary.POINTER, NativeLibrary.POINTER);
    private static final int TRIANGLES = 0;
    private static final int INSTANCE = 121;
    private static final int INDEX_BUFFER = 0;
    private static final int VERTEX_BUFFER = 1;
    private static final int UINT3 = 0x5003;
    private static final int FLOAT3 = 0x9003;
    private static final int FLOAT3X4_ROWS = 0x9134;
    /// RTCRayHit: ray of 12 numbers, hit of 8
    private static final int BYTES = 80;
    private static final int TFAR = 32;
    private static final int GEOMETRY_ID = 72;

    private final Arena arena = Arena.ofShared();
    private final NativeLibrary embree;
    private final boolean third;
    private final MemorySegment device;
    private final MemorySegment top;
    private final MemorySegment context;
    private final MethodHandle intersect;
    private final MethodHandle occluded;

    private EmbreePeer(NativeLibrary embree, RenderScene scene, WorldState world) {
        this.embree = embree;
        third = embree.name().contains("3");
        device = (MemorySegment) embree.call("rtcNewDevice", GET, arena.allocateFrom("threads=1"));
        MemorySegment[] meshes = new MemorySegment[scene.meshes().size()];
        for (int i = 0; i < meshes.length; i++) {
            meshes[i] = mesh(scene.meshes().get(i));
        }
        top = newScene();
        for (int i = 0; i < scene.instances().size(); i++) {
            attach(meshes, scene.instances().get(i), world.transforms, WorldState.TRANSFORM * i);
        }
        embree.run("rtcCommitScene", DO, top);
        context = arena.allocate(24, 16); // version 3: flags 0, no filter, no instance yet
        context.set(NativeLibrary.INT, 16, -1);
        intersect = embree.function("rtcIntersect1", TRACE3, Linker.Option.critical(false));
        occluded = embree.function("rtcOccluded1", TRACE3, Linker.Option.critical(false));
    }

    /// Builds the scene, if a library is found.
    static Optional<EmbreePeer> of(RenderScene scene, WorldState world) {
        return NativeLibrary
                .find(Arena.global(), "libembree3.so.3", "libembree4.so.4", "libembree3.so", "libembree4.so")
                .map(library -> new EmbreePeer(library, scene, world));
    }

    String version() {
        return third ? "Embree 3" : "Embree 4";
    }

    private MemorySegment newScene() {
        return (MemorySegment) embree.call("rtcNewScene", GET, device);
    }

    private MemorySegment newGeometry(int type) {
        return (MemorySegment) embree.call("rtcNewGeometry",
                FunctionDescriptor.of(NativeLibrary.POINTER, NativeLibrary.POINTER, NativeLibrary.INT), device, type);
    }

    private MemorySegment mesh(RenderMesh mesh) {
        MeshLevel level = mesh.finest();
        MemorySegment geometry = newGeometry(TRIANGLES);
        MemorySegment vertices = buffer(geometry, VERTEX_BUFFER, FLOAT3, level.vertexCount());
        for (int v = 0; v < level.vertexCount(); v++) {
            vertices.setAtIndex(NativeLibrary.FLOAT, 3L * v, level.x()[v]);
            vertices.setAtIndex(NativeLibrary.FLOAT, 3L * v + 1, level.y()[v]);
            vertices.setAtIndex(NativeLibrary.FLOAT, 3L * v + 2, level.z()[v]);
        }
        MemorySegment.copy(level.faces(), 0, buffer(geometry, INDEX_BUFFER, UINT3, level.faceCount()),
                NativeLibrary.INT, 0, level.faces().length);
        MemorySegment scene = newScene();
        commit(geometry, scene);
        embree.run("rtcCommitScene", DO, scene);
        return scene;
    }

    private MemorySegment buffer(MemorySegment geometry, int type, int format, long count) {
        MemorySegment start = (MemorySegment) embree.call("rtcSetNewGeometryBuffer",
                FunctionDescriptor.of(NativeLibrary.POINTER, NativeLibrary.POINTER, NativeLibrary.INT,
                        NativeLibrary.INT,
                        NativeLibrary.INT, NativeLibrary.LONG, NativeLibrary.LONG),
                geometry, type, 0, format, 12L, count);
        return reinterpreted(start, 12 * count);
    }

    @SuppressWarnings("restricted") // the library says how long its buffers are
    private static MemorySegment reinterpreted(MemorySegment start, long bytes) {
        return start.reinterpret(bytes);
    }

    private void attach(MemorySegment[] meshes, Instance instance, double[] transforms, int at) {
        MemorySegment geometry = newGeometry(INSTANCE);
        embree.run("rtcSetGeometryInstancedScene", DO2, geometry, meshes[instance.mesh()]);
        MemorySegment matrix = arena.allocate(48, 16);
        for (int k = 0; k < 12; k++) {
            matrix.setAtIndex(NativeLibrary.FLOAT, k, (float) transforms[at + k]);
        }
        embree.run("rtcSetGeometryTransform", FunctionDescriptor.ofVoid(NativeLibrary.POINTER, NativeLibrary.INT,
                NativeLibrary.INT, NativeLibrary.POINTER), geometry, 0, FLOAT3X4_ROWS, matrix);
        commit(geometry, top);
    }

    private void commit(MemorySegment geometry, MemorySegment scene) {
        embree.run("rtcCommitGeometry", DO, geometry);
        embree.call("rtcAttachGeometry",
                FunctionDescriptor.of(NativeLibrary.INT, NativeLibrary.POINTER, NativeLibrary.POINTER), scene,
                geometry);
        embree.run("rtcReleaseGeometry", DO, geometry);
    }

    /// Rays as Embree has them in memory.
    ///
    /// @param rays [n][7] origin, direction, length
    MemorySegment rays(double[] rays) {
        int n = Math.floorDiv(rays.length, 7);
        MemorySegment all = arena.allocate((long) BYTES * n, 16);
        for (int i = 0; i < n; i++) {
            MemorySegment ray = all.asSlice((long) BYTES * i, BYTES);
            for (int k = 0; k < 3; k++) {
                ray.setAtIndex(NativeLibrary.FLOAT, k, (float) rays[7 * i + k]);
                ray.setAtIndex(NativeLibrary.FLOAT, 4 + k, (float) rays[7 * i + 3 + k]);
            }
            ray.setAtIndex(NativeLibrary.INT, 9, -1);
        }
        return all;
    }

    /// Traces all rays and counts those that hit something.
    ///
    /// @param lengths as in [#rays]
    /// @param any whether any hit will do
    int trace(MemorySegment all, double[] lengths, boolean any) {
        int n = (int) (all.byteSize() / BYTES);
        int hits = 0;
        for (int i = 0; i < n; i++) {
            long at = (long) BYTES * i;
            float length = (float) lengths[7 * i + 6];
            all.set(NativeLibrary.FLOAT, at + TFAR, length);
            all.set(NativeLibrary.INT, at + GEOMETRY_ID, -1);
            trace(any ? occluded : intersect, all.asSlice(at, BYTES));
            hits += any ? all.get(NativeLibrary.FLOAT, at + TFAR) < 0 ? 1 : 0
                    : all.get(NativeLibrary.INT, at + GEOMETRY_ID) != -1 ? 1 : 0;
        }
        return hits;
    }

    private void trace(MethodHandle how, MemorySegment ray) {
        try {
            if (third) {
                how.invokeExact(top, context, ray);
            } else {
                how.invokeExact(top, ray, MemorySegment.NULL);
            }
        } catch (Throwable e) {
            throw NativeLibrary.failed("Embree", e);
        }
    }

    @Override
    public void close() {
        embree.run("rtcReleaseScene", DO, top);
        embree.run("rtcReleaseDevice", DO, device);
        arena.close();
    }
}
