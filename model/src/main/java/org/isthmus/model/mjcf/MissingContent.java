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
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.jspecify.annotations.Nullable;

/// Leaves out what cannot be compiled because a file is missing and that was waived: geoms and sites of meshes and height
/// fields without content, those themselves, and textures without image.
final class MissingContent {
    private final Context context;
    private final Scene scene;
    private final Set<@Nullable String> meshes = new HashSet<>();
    private final Set<@Nullable String> heightFields = new HashSet<>();
    private final Set<@Nullable String> textures = new HashSet<>();
    private @Nullable Element firstLeftOut;
    private int leftOut;

    MissingContent(Context context) {
        this.context = context;
        this.scene = context.scene;
    }

    void leaveOut() {
        collect(scene.meshes, m -> m.geometry == null, meshes);
        collect(scene.heightFields, MissingContent::isEmpty, heightFields);
        collect(scene.textures, MissingContent::isEmpty, textures);
        scene.meshes.removeIf(m -> meshes.contains(m.name));
        scene.heightFields.removeIf(h -> heightFields.contains(h.name));
        scene.textures.removeIf(t -> textures.contains(t.name));
        for (Material material : scene.materials) {
            material.textures.values().removeIf(textures::contains);
        }
        scene.world.forEach(this::leaveOutOf);
        if (firstLeftOut != null) {
            context.warning(firstLeftOut.source, "geoms and sites whose mesh or height field has no file are left out: "
                    + leftOut + " from here on", "", "");
        }
    }

    private static <E extends Element> void collect(List<E> from, Function<E, Boolean> isEmpty,
            Set<@Nullable String> into) {
        for (E asset : from) {
            if (asset.name != null && isEmpty.apply(asset)) {
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
        if (!meshes.contains(mesh) && !heightFields.contains(heightField)) {
            return false;
        }
        firstLeftOut = firstLeftOut == null ? element : firstLeftOut;
        leftOut++;
        return true;
    }
}
