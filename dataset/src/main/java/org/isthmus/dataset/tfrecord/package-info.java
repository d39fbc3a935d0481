/// TensorFlow's files of records, and the message that most of them hold.
///
/// In: bytes of a file that is not trusted. Out: records whose checksums are right
/// ([TfRecordReader][org.isthmus.dataset.tfrecord.TfRecordReader]), and their named lists of numbers or texts
/// ([Example][org.isthmus.dataset.tfrecord.Example]); and the way back ([TfRecordWriter][org.isthmus.dataset.tfrecord.TfRecordWriter],
/// [ExampleBuilder][org.isthmus.dataset.tfrecord.ExampleBuilder]).
///
/// The few constructs of Protocol Buffers that the message needs are read and written here (`Wire`). Read `TfRecordReader` first.
@NullMarked
package org.isthmus.dataset.tfrecord;

import org.jspecify.annotations.NullMarked;
