/// What URDF and SDF have in common: links, joints between them, and the way from there to a scene's tree of bodies.
///
/// In: links as loose [bodies][org.isthmus.model.scene.Body] with their shapes, and
/// [connections][org.isthmus.model.linkage.Connection] between them, as a reader found them. Out: the tree under the
/// scene's world ([Linkage][org.isthmus.model.linkage.Linkage]), with masses that physics can use
/// ([Inertias][org.isthmus.model.linkage.Inertias], [MovingMass][org.isthmus.model.linkage.MovingMass],
/// [EmptyLinks][org.isthmus.model.linkage.EmptyLinks]), meshes and textures read once each
/// ([Assets][org.isthmus.model.linkage.Assets]), and a warning for every kind of element and attribute that is not read
/// ([Grammar][org.isthmus.model.linkage.Grammar]).
///
/// Internal: the readers' packages are the API. Read `Linkage` first.
@NullMarked
package org.isthmus.model.linkage;

import org.jspecify.annotations.NullMarked;
