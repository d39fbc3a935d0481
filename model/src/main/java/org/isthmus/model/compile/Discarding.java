package org.isthmus.model.compile;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.jspecify.annotations.Nullable;

/// Leaves out what cannot be: geoms and sites whose mesh was not found; and what need not be: with `discardvisual`,
/// geoms that cannot collide and that nothing names, meshes that nothing uses, all materials and textures. Bodies
/// keep the inertia they got from discarded geoms.
final class Discarding {
    private Discarding() {}

    /// Geoms and sites whose mesh a lenient reader did not find; the mesh goes too.
    static void dropMissingMeshes(Compilation c) {
        for (MeshDraft mesh : c.meshes.list) {
            if (mesh.element.geometry == null) {
                c.warning(mesh, "has no geometry", "its file", "geoms and sites that use it are left out");
            }
        }
        for (BodyDraft body : c.bodies.list) {
            body.geoms.removeIf(geom -> isMissing(geom.mesh));
            body.sites.removeIf(site -> isMissing(site.mesh));
        }
        c.meshes.list.removeIf(Discarding::isMissing);
        c.meshes.number();
        BodyTree.number(c);
        c.geoms.indexNames(c.diagnostics);
        c.sites.indexNames(c.diagnostics);
    }

    private static boolean isMissing(@Nullable MeshDraft mesh) {
        return mesh != null && mesh.element.geometry == null;
    }

    /// Textures whose image a lenient reader did not find; materials and lights go on without them.
    static void dropMissingTextures(Compilation c) {
        for (TextureDraft texture : c.textures.list) {
            if (texture.compiled == null && isWithoutImage(texture.element)) {
                c.warning(texture, "has no image", "its file", "what uses it goes without");
            }
        }
        c.materials.list.forEach(material -> material.textures.values().removeIf(t -> t.compiled == null));
        for (LightDraft light : c.lights.list) {
            if (light.texture != null && light.texture.compiled == null) {
                light.texture = null;
            }
        }
        c.textures.list.removeIf(texture -> texture.compiled == null);
        c.textures.number();
    }

    private static boolean isWithoutImage(Texture t) {
        return t.builtin == TextureBuiltin.NONE && t.image == null && t.faceImages.isEmpty()
                && (t.file != null || !t.faceFiles.isEmpty());
    }

    static void dropVisual(Compilation c) {
        c.bodies.list.forEach(body -> body.geoms.removeIf(geom -> geom.visual));
        BodyTree.number(c);
        Set<MeshDraft> used = Collections.newSetFromMap(new IdentityHashMap<>());
        c.geoms.list.forEach(geom -> {
            geom.material = null;
            if (geom.mesh != null) {
                used.add(geom.mesh);
            }
        });
        c.sites.list.forEach(site -> {
            site.material = null;
            if (site.mesh != null) {
                used.add(site.mesh);
            }
        });
        c.tendons.list.forEach(tendon -> tendon.material = null);
        c.lights.list.forEach(light -> light.texture = null);
        c.meshes.list.retainAll(used);
        c.meshes.number();
        c.materials.list.clear();
        c.textures.list.clear();
    }
}
