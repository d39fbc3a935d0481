/// Operations on whole scenes: joining, taking apart, copying, renaming, scaling and mirroring them.
///
/// In: a [Scene][org.isthmus.model.scene.Scene], which the operation changes in place (take `scene.copy()` first to keep it),
/// and names of its elements. Out: the changed scene, in which every reference still leads to what it meant, and in which
/// keyframes still hold the states they held. What cannot be kept is told as a warning; what cannot be done (an unknown name, a
/// clash of names) is an error that leaves the scene as it was.
///
/// - [Attachment][org.isthmus.model.scene.edit.Attachment]: a gripper to a flange, a camera to a link.
/// - [Removal][org.isthmus.model.scene.edit.Removal]: remove or detach a body, drop unused assets.
/// - [Replication][org.isthmus.model.scene.edit.Replication]: numbered copies of a body.
/// - [Naming][org.isthmus.model.scene.edit.Naming]: a prefix, or any other renaming.
/// - [Scaling][org.isthmus.model.scene.edit.Scaling]: the same thing at another size.
/// - [Mirroring][org.isthmus.model.scene.edit.Mirroring]: a right hand becomes a left hand.
///
/// Read [Attachment][org.isthmus.model.scene.edit.Attachment] first; `Part` and `Member` hold what all of them share: how to
/// walk through all elements of a scene.
@NullMarked
package org.isthmus.model.scene.edit;

import org.jspecify.annotations.NullMarked;
