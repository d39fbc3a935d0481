package org.isthmus.model.mjcf;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.jspecify.annotations.Nullable;

/// Leaves out what cannot be compiled because a file is missing and that was waived: geoms and sites of meshes and height
/// fields without content, and textures without image. The meshes stay, without geometry, so that their files can be named.
final class MissingContent {
    private final Context context;
    private final Scene scene;
    private final Set<@Nullable String> meshes = new HashSet<>();
    private final Set<@Nullable String> heightFields = new HashSet<>();
    private final Set<@Nullable String> textures = new HashSet<>();

    MissingContent(Context context) {
        this.context = context;
        this.scene = context.scene;
    }

    void leaveOut() {
        collect(scene.meshes, m -> m.geometry == null, meshes);
        collect(scene.heightFields, MissingContent::isEmpty, heightFields);
        collect(scene.textures, MissingContent::isEmpty, textures);
        scene.heightFields.removeIf(h -> heightFields.contains(h.name));
        scene.textures.removeIf(t -> textures.contains(t.name));
        for (Material material : scene.materials) {
            material.textures.values().removeIf(textures::contains);
        }
        scene.world.forEach(this::leaveOutOf);
    }

    private static <E extends Element> void collect(List<E> from, Function<E, Boolean> isEmpty,
            Set<@Nullable String> into) {
        for (E asset : from) {
            if (isEmpty.apply(asset)) {
                into.add(asset.name);
            }
        }
    }

    private static boolean isEmpty(HeightField field) {
        return field.file != null && field.elevation.length == 0;
    }

    private static boolean isEmpty(Texture texture) {
        boolean facesLack = texture.faceImages.size() < texture.faceFiles.size();
        return texture.builtin == TextureBuiltin.NONE && texture.image == null && (texture.file != null || facesLack);
    }

    private void leaveOutOf(Body body) {
        body.geoms.removeIf(geom -> lacks(geom, geom.mesh, geom.hfield));
        body.sites.removeIf(site -> lacks(site, site.mesh, null));
        body.lights.forEach(light -> light.texture = textures.contains(light.texture) ? null : light.texture);
    }

    private boolean lacks(Element element, @Nullable String mesh, @Nullable String heightField) {
        boolean lacksMesh = mesh != null && meshes.contains(mesh);
        if (lacksMesh || heightField != null && heightFields.contains(heightField)) {
            context.warning(element.source,
                    Context.label(element instanceof Site ? "site" : "geom", element) + " is left out", "",
                    lacksMesh ? "mesh '" + mesh + "' has no file" : "height field '" + heightField + "' has no file");
            return true;
        }
        return false;
    }
}
