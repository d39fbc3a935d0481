package org.isthmus.model.compile;

import java.util.EnumMap;
import java.util.Map;

import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.TextureRole;

/// A material while its scene is compiled.
final class MaterialDraft extends Draft<Material> {
    final Map<TextureRole, TextureDraft> textures = new EnumMap<>(TextureRole.class);

    MaterialDraft(Material material) {
        super(ObjectType.MATERIAL, material);
    }
}
