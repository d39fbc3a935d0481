/// One plain HDF5 file for each episode, as the training code of ACT and ALOHA reads them and many policies since.
///
/// In: episodes of a store. Out: a folder of `episode_0.hdf5`, … Read [ActExporter][org.isthmus.dataset.act.ActExporter] first.
@NullMarked
package org.isthmus.dataset.act;

import org.jspecify.annotations.NullMarked;
