package org.isthmus.model.linkage;

import java.util.List;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Joint;

/// How a child link hangs on its parent, as a file says it.
///
/// @param name the joint's name in the file, for messages
/// @param parent name of the parent link, or `world`
/// @param pose the child's frame in the parent's, at the reference configuration
/// @param joints in the child's frame, outermost first; none: welded
public record Connection(String name, SourceLocation source, String parent, String child, Pose pose,
        List<Joint> joints) {
    public Connection {
        joints = List.copyOf(joints);
    }
}
