package org.isthmus.model.compile;

import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Site;
import org.jspecify.annotations.Nullable;

/// A site while its scene is compiled; pose and size are the element's.
final class SiteDraft extends Draft<Site> {
    BodyDraft body;
    @Nullable
    MeshDraft mesh;
    @Nullable
    MaterialDraft material;

    SiteDraft(Site site, BodyDraft body) {
        super(ObjectType.SITE, site);
        this.body = body;
    }
}
