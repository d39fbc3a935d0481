package org.isthmus.model.compile;

import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.ObjectType;

/// A keyframe while its scene is compiled; its arrays are filled up in the element.
final class KeyframeDraft extends Draft<Keyframe> {
    KeyframeDraft(Keyframe keyframe) {
        super(ObjectType.KEY, keyframe);
    }
}
