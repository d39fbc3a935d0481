package org.isthmus.model.robots;

import static java.util.Objects.requireNonNull;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.edit.Attachment;

/// Mounts tools on arms.
public final class Tools {
    private Tools() {}

    /// Puts a tool on the site `flange` of an arm; the arm's `tcp` moves to that of the tool, if the tool has one. The tool's own
    /// names get the prefix. Contacts of the whole scene become those of [GraspSettings].
    ///
    /// @param turn of the tool about the flange's frame
    public static void mount(Scene arm, Scene tool, Quat turn, String prefix) {
        Body last = flangeBody(arm);
        Pose X_LF = requireNonNull(arm.site("flange")).pose().times(Pose.rotated(turn));
        GraspSettings.applyTo(arm.physics);
        Site toolTcp = tool.site("tcp");
        Attachment.attachToBody(arm, requireNonNull(last.name), X_LF, tool, prefix, new Diagnostics());
        Site tcp = arm.site("tcp");
        Site mounted = arm.site(prefix + "tcp");
        if (tcp != null && toolTcp != null && mounted != null) {
            last.sites.remove(tcp);
            mounted.name = "tcp";
        }
    }

    private static Body flangeBody(Scene arm) {
        for (Body body : arm.bodies()) {
            if (body.sites.stream().anyMatch(site -> "flange".equals(site.name))) {
                return body;
            }
        }
        throw new IllegalArgumentException("scene '" + arm.name + "' has no site 'flange'");
    }
}
