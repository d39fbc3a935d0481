/// libtorch in this process, made safe: loaded once with threads that do not spin, numbers of Java in and out, native memory that is
/// given back at the end of a scope.
///
/// In: arrays of floats. Out: `Tensor`s of libtorch, and arrays again. Networks are not here but in `network`, which is written in
/// operations that ONNX has too. Begin with [org.isthmus.learn.tensor.Torch].
@NullMarked
package org.isthmus.learn.tensor;

import org.jspecify.annotations.NullMarked;
