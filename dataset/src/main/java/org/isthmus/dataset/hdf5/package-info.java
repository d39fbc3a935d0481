/// HDF5 files, written and read in Java: what the field keeps its episodes in.
///
/// [Hdf5Writer][org.isthmus.dataset.hdf5.Hdf5Writer] appends rows to datasets, chunk by chunk, compressed on several threads, and writes the
/// tree of groups at the end; the bytes do not depend on the threads. [Hdf5File][org.isthmus.dataset.hdf5.Hdf5File] reads what it writes and
/// what h5py writes: groups, attributes, numbers, strings, contiguous and chunked datasets with deflate, shuffle and Fletcher checksums.
///
/// This is no binding of the HDF5 library, whose parser is not made for files that are not trusted, takes one thread at a time and does not
/// come for every platform. Structures are those of the "HDF5 File Format Specification Version 3.0", in its oldest forms (superblock 0,
/// B-trees 1, object headers 1), which every reader knows. Read `Hdf5Writer` first; `Structures` has the layouts.
@NullMarked
package org.isthmus.dataset.hdf5;

import org.jspecify.annotations.NullMarked;
