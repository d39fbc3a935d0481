/// Stores that are made again from a kilobyte.
///
/// A [Recipe][org.isthmus.dataset.recipe.Recipe], beside a store, names all that its episodes were made of; an
/// [EpisodeGenerator][org.isthmus.dataset.recipe.EpisodeGenerator], which modules with tasks provide, records them again; and
/// [Regeneration][org.isthmus.dataset.recipe.Regeneration] compares the files bit by bit and says where they differ first. Read `Recipe` first.
@NullMarked
package org.isthmus.dataset.recipe;

import org.jspecify.annotations.NullMarked;
