/// Samples in tar files, as WebDataset reads them one after the other.
///
/// In: episodes of a store. Out: a folder of tar files with a sample for each step. Read
/// [WebDatasetExporter][org.isthmus.dataset.webdataset.WebDatasetExporter] first.
@NullMarked
package org.isthmus.dataset.webdataset;

import org.jspecify.annotations.NullMarked;
