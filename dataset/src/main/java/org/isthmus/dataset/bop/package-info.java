/// Scenes with 6D poses as the BOP challenge keeps them.
///
/// In: episodes with [annotations][org.isthmus.dataset.annotation.Annotations]. Out: a folder with a scene for each camera of each episode. Read
/// [BopExporter][org.isthmus.dataset.bop.BopExporter] first.
@NullMarked
package org.isthmus.dataset.bop;

import org.jspecify.annotations.NullMarked;
