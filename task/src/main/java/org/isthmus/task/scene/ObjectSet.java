package org.isthmus.task.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Aabb;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;

/// A folder of meshes as things that a jaw can take: each lies on its broadest side, its longest along x, and is made smaller where it is wider than a jaw
/// opens.
public final class ObjectSet {
    /// More files of a folder are not read.
    public static final int MOST = 16;
    /// Greatest width along y, between the fingers, m.
    static final double WIDTH = 0.036;
    /// Vertices of a hull that collides: more cost and show no difference.
    private static final int HULL = 48;
    private static final double MASS = 0.08;

    private ObjectSet() {}

    /// Adds the meshes of a folder to a scene, in the order of their files' names.
    ///
    /// @return what can be put on surfaces of that scene; a file that cannot be read is told and left out
    /// @throws UncheckedIOException when the folder cannot be read
    public static List<Thing> read(Path folder, Scene scene, Diagnostics diagnostics) {
        List<Thing> things = new ArrayList<>();
        for (Path file : files(folder)) {
            FileAccess files = FileAccess.onDisk(List.of(folder));
            String name = file.getFileName().toString();
            SourceLocation place = new SourceLocation(folder.toString(), 0, 0);
            MeshReader.read(FileAccess.name(file), files, MeshReadOptions.CONVERTED, place, diagnostics).ifPresent(
                    mesh -> things.add(add(scene, name.substring(0, name.lastIndexOf('.')), mesh)));
        }
        return things;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(ObjectSet::isMesh).sorted().limit(MOST).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMesh(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return MeshReader.extensions().stream().anyMatch(extension -> name.endsWith("." + extension));
    }

    private static Thing add(Scene scene, String name, Mesh mesh) {
        Mesh lying = lying(mesh);
        Vec3 size = size(lying);
        double scale = Math.min(1, WIDTH / size.y());
        MeshAsset asset = new MeshAsset();
        asset.name = name;
        asset.geometry = MeshTransforms.scale(lying, new Vec3(scale, scale, scale));
        asset.maxHullVertices = HULL;
        scene.meshes.add(asset);
        Vec3 half = size.times(0.5 * scale);
        return Thing.mesh(name, name, half.negate(), half, MASS);
    }

    private static Vec3 size(Mesh mesh) {
        Aabb box = mesh.bounds();
        return box.max().minus(box.min());
    }

    /// The mesh about the middle of its box, the box's longest side along x and its shortest along z.
    private static Mesh lying(Mesh mesh) {
        Aabb box = mesh.bounds();
        Vec3 size = size(mesh);
        List<Vec3> axes = new ArrayList<>(List.of(Vec3.X, Vec3.Y, Vec3.Z));
        axes.sort(Comparator.comparingDouble((Vec3 axis) -> -axis.dot(size)));
        Vec3 up = axes.get(0).cross(axes.get(1)); // along the shortest side, either way
        Pose turn = new Pose(Vec3.ZERO, Rotation.fromColumns(axes.get(0), axes.get(1), up).toQuat().conjugate());
        Mesh middle = MeshTransforms.translate(mesh, box.min().plus(box.max()).times(-0.5));
        return MeshTransforms.transform(middle, turn);
    }
}
