/// Networks: records of parameters whose calculation is written once and done by libtorch or written as ONNX.
///
/// A [org.isthmus.learn.network.Layout] gathers names, shapes and first values of parameters; a network is a record that was made
/// with one and says how it computes in the operations of [org.isthmus.learn.network.Ops].
/// [org.isthmus.learn.network.Weights] are numbers for a layout: those that are trained, their moving average, those of a target.
/// [org.isthmus.learn.network.TorchOps] computes with weights; the ONNX writer in `policy` writes the same calculation down.
/// [org.isthmus.learn.network.Eyes] look at what cameras show. Begin with [org.isthmus.learn.network.Mlp].
@NullMarked
package org.isthmus.learn.network;

import org.jspecify.annotations.NullMarked;
