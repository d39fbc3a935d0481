/// Episodes of a robot task, and the store that keeps them.
///
/// An episode is what happened once: [channels][org.isthmus.dataset.Channel] of actions, states, observations and rewards, row by row, and what
/// it was about ([EpisodeInfo][org.isthmus.dataset.EpisodeInfo]): task, language, seed, randomized factors, engine and model. A
/// [store][org.isthmus.dataset.EpisodeStore] is a folder with one HDF5 file for each. [EpisodeWriter][org.isthmus.dataset.EpisodeWriter]
/// streams rows into a file that takes its name once it is whole and on the disk, so a process that is killed at any moment loses the episode
/// it was at, never a finished one. [Episode][org.isthmus.dataset.Episode] reads it.
///
/// The manifest of a store is derived from the files and can be lost. Files carry their checksum: [StoreCheck][org.isthmus.dataset.StoreCheck]
/// finds a flipped bit and says where. docs/dataset.md has the layout. Read `EpisodeStore` first.
@NullMarked
package org.isthmus.dataset;

import org.jspecify.annotations.NullMarked;
