package org.isthmus.model.compile;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// An actuator while its scene is compiled.
final class ActuatorDraft extends Draft<Actuator> {
    /// Joint, tendon, site or body.
    @Nullable
    Draft<?> target;
    /// Slider or reference site.
    @Nullable
    SiteDraft second;
    boolean controlLimited;
    boolean forceLimited;
    boolean activationLimited;
    /// First activation; −1: stateless.
    int actAdr = -1;
    int actNum;
    double length0;
    double acc0;

    ActuatorDraft(Actuator actuator) {
        super(ObjectType.ACTUATOR, actuator);
    }
}
