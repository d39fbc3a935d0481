package org.isthmus.model.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshMaterial;
import org.isthmus.model.mesh.MeshPart;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;

/// Gives visuals the colours and textures that stand in their mesh files.
///
/// A scene's geom has one material. A mesh file of several becomes several geoms, each with the faces of one material,
/// as robots in MuJoCo's model collection are made of one mesh per material. What a scene's material says the mesh says
/// no more.
final class MeshLooks {
    /// Materials of one file that are told apart; a file with more is drawn in its first.
    private static final int MAX_MATERIALS = 64;

    private final Scene scene;
    private final Assets assets;
    private final UniqueNames names;
    /// The meshes that a mesh was taken apart into, with their materials.
    private final Map<MeshAsset, List<Dressed>> known = new HashMap<>();

    private record Dressed(MeshAsset mesh, Material material) {}

    /// @param names of materials
    MeshLooks(Scene scene, Assets assets, UniqueNames names) {
        this.scene = scene;
        this.assets = assets;
        this.names = names;
    }

    /// The geoms that stand for a visual, the given one among them.
    List<Geom> dress(Geom geom, MeshAsset asset) {
        Mesh mesh = asset.geometry;
        if (mesh == null || !known.containsKey(asset) && mesh.parts().stream().noneMatch(p -> says(p.material()))) {
            return List.of(geom);
        }
        List<Dressed> dressed = known.computeIfAbsent(asset, a -> takeApart(a, mesh));
        List<Geom> geoms = new ArrayList<>();
        for (Dressed part : dressed) {
            Geom copy = geoms.isEmpty() ? geom : Geom.SCHEMA.copy(geom);
            copy.name = geoms.isEmpty() ? geom.name : null;
            copy.mesh = part.mesh.name;
            copy.material = part.material.name;
            System.arraycopy(part.material.rgba, 0, copy.rgba, 0, 4);
            geoms.add(copy);
        }
        return geoms;
    }

    private static boolean says(MeshMaterial material) {
        return material.rgba().length() == 4 || material.texture().isPresent();
    }

    private List<Dressed> takeApart(MeshAsset asset, Mesh mesh) {
        Set<MeshMaterial> materials = new LinkedHashSet<>();
        mesh.parts().forEach((MeshPart part) -> materials.add(part.material()));
        List<Dressed> dressed = new ArrayList<>();
        if (materials.size() == 1 || materials.size() > MAX_MATERIALS) {
            asset.geometry = MeshSubsets.withoutMaterials(mesh);
            dressed.add(new Dressed(asset, material(asset, materials.iterator().next())));
            return dressed;
        }
        for (MeshMaterial material : materials) {
            MeshAsset part = MeshAsset.SCHEMA.copy(asset);
            part.name = assets.newMeshName(asset.name + "_" + dressed.size());
            part.file = null;
            part.geometry = MeshSubsets.withoutMaterials(MeshSubsets.of(mesh, material, material::equals));
            scene.meshes.add(part);
            dressed.add(new Dressed(part, material(asset, material)));
        }
        return dressed;
    }

    private Material material(MeshAsset asset, MeshMaterial look) {
        Material material = new Material();
        material.name = names.take(look.name().isBlank() ? String.valueOf(asset.name) : asset.name + "_" + look.name());
        material.source = asset.source;
        DoubleArray rgba = look.rgba();
        for (int i = 0; i < rgba.length(); i++) {
            material.rgba[i] = Math.clamp(rgba.get(i), 0, 1);
        }
        if (rgba.length() == 0 && look.texture().isEmpty()) {
            System.arraycopy(new Geom().rgba, 0, material.rgba, 0, 4);
        }
        look.texture().ifPresent(image -> {
            Texture texture = assets.texture(image, asset.source);
            if (texture != null && texture.name != null) {
                material.textures.put(TextureRole.RGB, texture.name);
            }
        });
        scene.materials.add(material);
        return material;
    }
}
