/// Pictures for people.
///
/// In: images and labels of [Frames][org.isthmus.render.Frames]. Out: [Image][org.isthmus.model.image.Image]s:
/// [Colouring][org.isthmus.render.picture.Colouring] shows depth, ids, normals and flow in colours,
/// [ContactSheet][org.isthmus.render.picture.ContactSheet] puts several images side by
/// side, [Overlay][org.isthmus.render.picture.Overlay] draws frames, arrows, boxes and frusta over them.
///
/// Read `Colouring` first.
@NullMarked
package org.isthmus.render.picture;

import org.jspecify.annotations.NullMarked;
