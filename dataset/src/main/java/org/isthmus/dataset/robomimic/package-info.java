/// HDF5 files of demonstrations as robomimic, robosuite and MimicGen have them: stores written as such, and such read into stores.
///
/// [RobomimicExporter][org.isthmus.dataset.robomimic.RobomimicExporter] writes one file with a group for each episode;
/// [RobomimicImporter][org.isthmus.dataset.robomimic.RobomimicImporter] reads files of others too. `Names` says which channel is which dataset.
@NullMarked
package org.isthmus.dataset.robomimic;

import org.jspecify.annotations.NullMarked;
