package org.isthmus.model.compile;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.scene.TextureType;
import org.jspecify.annotations.Nullable;

/// Second stage: working copies of meshes, height fields, textures and materials, and who uses them.
final class Assets {
    private Assets() {}

    static void copy(Compilation c) {
        for (MeshAsset mesh : c.scene.meshes) {
            MeshAsset copy = MeshAsset.SCHEMA.copy(mesh);
            named(c.meshes.add(new MeshDraft(copy)), copy.file);
        }
        for (HeightField field : c.scene.heightFields) {
            HeightField copy = HeightField.SCHEMA.copy(field);
            named(c.heightFields.add(new HeightFieldDraft(copy)), copy.file);
        }
        for (Texture texture : c.scene.textures) {
            Texture copy = Texture.SCHEMA.copy(texture);
            named(c.textures.add(new TextureDraft(copy)), copy.file);
        }
        for (Material material : c.scene.materials) {
            c.materials.add(new MaterialDraft(Material.SCHEMA.copy(material)));
        }
        for (Register<?> register : List.of(c.meshes, c.heightFields, c.textures, c.materials)) {
            register.number();
            register.indexNames(c.diagnostics);
            register.list.forEach(draft -> requireName(c, draft));
        }
    }

    /// An asset without a name is called as its file, without folder and extension.
    private static void named(Draft<?> draft, @Nullable String file) {
        if (draft.name().isEmpty() && file != null) {
            String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
            int dot = last.lastIndexOf('.');
            draft.element.name = dot > 0 ? last.substring(0, dot) : last;
        }
    }

    private static void requireName(Compilation c, Draft<?> draft) {
        boolean skybox = draft instanceof TextureDraft t && t.element.type == TextureType.SKYBOX;
        if (draft.name().isEmpty() && !skybox) {
            c.error(draft, "cannot be referred to", "a name", "give it a name");
        }
    }

    /// Follows the names of assets from those who use them.
    static void link(Compilation c) {
        for (MeshDraft mesh : c.meshes.list) {
            mesh.material = c.resolve(c.materials, mesh, "material", mesh.element.material);
        }
        for (MaterialDraft material : c.materials.list) {
            for (Map.Entry<TextureRole, String> entry : material.element.textures.entrySet()) {
                TextureDraft texture = c.resolve(c.textures, material, "texture", entry.getValue());
                if (texture != null) {
                    material.textures.put(entry.getKey(), texture);
                }
            }
        }
        c.geoms.list.forEach(geom -> link(c, geom));
        for (SiteDraft site : c.sites.list) {
            site.mesh = c.resolve(c.meshes, site, "mesh", site.element.mesh);
            site.material = c.resolve(c.materials, site, "material", site.element.material);
        }
        for (LightDraft light : c.lights.list) {
            light.texture = c.resolve(c.textures, light, "texture", light.element.texture);
        }
    }

    private static void link(Compilation c, GeomDraft geom) {
        geom.mesh = c.resolve(c.meshes, geom, "mesh", geom.element.mesh);
        geom.heightField = c.resolve(c.heightFields, geom, "height field", geom.element.hfield);
        geom.material = c.resolve(c.materials, geom, "material", geom.element.material);
        if (geom.isMesh() && geom.element.mesh == null) {
            c.error(geom, "has the type " + geom.element.type.name().toLowerCase(Locale.ROOT) + " but no mesh",
                    "the name of a mesh", "add mesh=\"…\" or change the type");
        }
        boolean field = geom.element.type == GeomType.HFIELD;
        if (field && geom.element.hfield == null) {
            c.error(geom, "has the type hfield but no height field", "the name of a height field",
                    "add hfield=\"…\" or change the type");
        } else if (!field && geom.heightField != null) {
            c.error(geom, "names a height field but is none", "type=\"hfield\"",
                    "change the type or remove the height field");
        }
    }
}
