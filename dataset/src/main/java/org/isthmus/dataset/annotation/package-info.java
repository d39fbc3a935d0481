/// What is true in an episode's images: the convention that all episodes follow, and how it is written and read.
///
/// In: what a renderer or a person says of objects and pixels, as plain arrays. Out: [channels][org.isthmus.dataset.annotation.Annotations] of
/// fixed names, shapes, frames and units, which exporters of COCO and BOP turn into theirs.
/// [AnnotationWriter][org.isthmus.dataset.annotation.AnnotationWriter] derives boxes, classes and visible fractions from the masks, so that they agree;
/// [AnnotationReader][org.isthmus.dataset.annotation.AnnotationReader] gives all of one view back. Read `Annotations` first.
@NullMarked
package org.isthmus.dataset.annotation;

import org.jspecify.annotations.NullMarked;
