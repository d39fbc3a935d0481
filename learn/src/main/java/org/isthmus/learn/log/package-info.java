/// Figures of training → what people look at: a table for spreadsheets, TensorBoard's event files.
///
/// Begin with [org.isthmus.learn.log.TrainingLog].
@NullMarked
package org.isthmus.learn.log;

import org.jspecify.annotations.NullMarked;
