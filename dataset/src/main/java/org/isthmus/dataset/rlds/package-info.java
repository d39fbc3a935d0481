/// Datasets of RLDS, as TensorFlow Datasets and Open X-Embodiment keep them.
///
/// In: a folder with `features.json` and files of records, an episode in each record. Out: a store; and the way back.
/// [RldsExporter][org.isthmus.dataset.rlds.RldsExporter] and [RldsImporter][org.isthmus.dataset.rlds.RldsImporter] go over the records, `Fields`
/// says which channel is which feature, `FeaturesJson` reads and writes the file that names them. Read `Fields` first.
@NullMarked
package org.isthmus.dataset.rlds;

import org.jspecify.annotations.NullMarked;
