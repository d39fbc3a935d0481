package org.isthmus.model.compile;

import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// A height field while its scene is compiled.
final class HeightFieldDraft extends Draft<HeightField> {
    @Nullable
    CompiledHeightField compiled;

    HeightFieldDraft(HeightField field) {
        super(ObjectType.HFIELD, field);
    }
}
