/// State of training ↔ files that other programs read: safetensors, written whole or not at all.
///
/// In and out: named arrays, such as the weights of a network and the averages of its optimiser. Begin with
/// [org.isthmus.learn.checkpoint.Checkpoint].
@NullMarked
package org.isthmus.learn.checkpoint;

import org.jspecify.annotations.NullMarked;
