package org.isthmus.model.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.format.MeshReadOptions;
import org.isthmus.model.mesh.format.MeshReader;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;

/// Puts real meshes on robots made of primitives: the mesh is seen, the primitives go on colliding and weighing.
public final class Skin {
    /// The MJCF groups of what is seen and of what only collides, as robot models use them.
    private static final int VISUAL_GROUP = 2;
    private static final int COLLISION_GROUP = 3;

    private Skin() {}

    /// Puts a mesh file on a body: its shapes that only decorate go, those that collide are no longer shown.
    ///
    /// @param body name of the body
    /// @param mesh the file
    /// @param scale of the file's coordinates, such as 0.001 for mm
    /// @param pose of the mesh in the body's frame, m
    /// @param material of the scene, for the whole mesh; empty: grey
    /// @return the geom that shows the mesh, empty after an error in the file
    /// @throws DiagnosticException when the scene has no such body
    public static Optional<Geom> put(
            Scene scene, String body, Path mesh, double scale, Pose pose, Optional<String> material,
            Diagnostics diagnostics) {
        Body wearer = scene.body(body);
        if (wearer == null) {
            throw diagnostics.fatal(SourceLocation.UNKNOWN, "scene '" + scene.name + "' has no body '" + body + "'", "",
                    Nearest.remedy(body, scene.bodies().stream().map(b -> String.valueOf(b.name)).toList()));
        }
        String file = FileAccess.name(mesh);
        SourceLocation at = new SourceLocation(file, 0, 0);
        FileAccess files = FileAccess.onDisk(List.of(Path.of(FileAccess.folderOf(file))));
        return MeshReader.read(file, files, MeshReadOptions.CONVERTED, at, diagnostics)
                .map(geometry -> wear(wearer, asset(scene, mesh, geometry, scale, at), pose, material));
    }

    private static MeshAsset asset(Scene scene, Path file, Mesh geometry, double scale, SourceLocation at) {
        MeshAsset asset = new MeshAsset();
        asset.file = String.valueOf(file.getFileName());
        asset.name = freeName(scene, asset.file);
        asset.geometry = geometry;
        asset.source = at;
        for (int i = 0; i < 3; i++) {
            asset.scale[i] = scale;
        }
        scene.meshes.add(asset);
        return asset;
    }

    private static String freeName(Scene scene, String file) {
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String name = stem;
        for (int i = 2; scene.mesh(name) != null; i++) {
            name = stem + "_" + i;
        }
        return name;
    }

    private static Geom wear(Body body, MeshAsset mesh, Pose pose, Optional<String> material) {
        body.geoms.removeIf(geom -> geom.mesh == null && geom.mass == 0 && geom.contype == 0 && geom.conaffinity == 0);
        for (Geom geom : body.geoms) {
            geom.group = geom.mesh == null ? COLLISION_GROUP : geom.group;
        }
        return body.addGeom(GeomType.MESH, new double[0], geom -> {
            geom.mesh = mesh.name;
            geom.setPose(pose);
            geom.contype = 0;
            geom.conaffinity = 0;
            geom.mass = 0;
            geom.group = VISUAL_GROUP;
            material.ifPresent(name -> geom.material = name);
        });
    }
}
