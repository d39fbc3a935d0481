package org.isthmus.model.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.image.Images;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.mesh.format.MeshWriter;
import org.isthmus.model.mjcf.MjcfWriter;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.urdf.UrdfWriter;
import org.jspecify.annotations.Nullable;

/// Turns scenes into the files of a format.
final class Exports {
    private Exports() {}

    /// The scene's file and its assets in the folder `assets`.
    static FileSet mjcf(Scene scene, String file, Diagnostics diagnostics) {
        FileSet files = new FileSet();
        try {
            String text = MjcfWriter.write(scene, files::put, diagnostics);
            files.put(file, text.getBytes(UTF_8));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a file set throws none
        }
    }

    /// The robot's file and its meshes and textures, in the folders `meshes` and `textures`.
    static FileSet urdf(Scene scene, String file, Diagnostics diagnostics) {
        FileSet files = new FileSet();
        Scene named = scene.copy();
        Set<String> taken = new HashSet<>();
        for (MeshAsset mesh : named.meshes) {
            if (mesh.geometry != null) {
                mesh.geometry = withoutReferencePose(mesh, mesh.geometry);
                mesh.file = "meshes/" + free(mesh.name, ".obj", taken);
                files.put(mesh.file, MeshWriter.toObj(mesh.geometry, ""));
            }
        }
        for (Texture texture : named.textures) {
            if (texture.image != null) {
                texture.file = "textures/" + free(texture.name, ".png", taken);
                files.put(texture.file, Images.toPng(texture.image));
            }
        }
        files.put(file, UrdfWriter.write(named, diagnostics).getBytes(UTF_8));
        return files;
    }

    /// URDF has no reference poses: the vertices take them in.
    private static Mesh withoutReferencePose(MeshAsset mesh, Mesh geometry) {
        if (mesh.refPos.equals(Vec3.ZERO) && mesh.refQuat.equals(Quat.IDENTITY)) {
            return geometry;
        }
        Pose undone = new Pose(mesh.refPos, mesh.refQuat.normalized()).inverse();
        mesh.refPos = Vec3.ZERO;
        mesh.refQuat = Quat.IDENTITY;
        return MeshTransforms.transform(geometry, undone);
    }

    /// A file name that every file system takes and that is not in use.
    private static String free(@Nullable String asset, String extension, Set<String> taken) {
        String stem = asset == null ? "asset" : asset.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceFirst("^\\.", "_");
        String name = stem + extension;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = stem + "-" + i + extension;
        }
        return name;
    }
}
