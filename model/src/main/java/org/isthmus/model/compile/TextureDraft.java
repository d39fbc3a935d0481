package org.isthmus.model.compile;

import org.isthmus.model.compiled.CompiledTexture;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Texture;
import org.jspecify.annotations.Nullable;

/// A texture while its scene is compiled.
final class TextureDraft extends Draft<Texture> {
    @Nullable
    CompiledTexture compiled;

    TextureDraft(Texture texture) {
        super(ObjectType.TEXTURE, texture);
    }
}
