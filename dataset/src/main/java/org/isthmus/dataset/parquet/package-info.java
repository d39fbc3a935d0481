/// Tables in Parquet files, by DuckDB in this process.
///
/// [Tables][org.isthmus.dataset.parquet.Tables] is a small database in memory that writes and reads such files; what uses it speaks SQL. It
/// loads no extensions and asks nobody on the network. Parquet files of others pass a native parser here, as videos do.
@NullMarked
package org.isthmus.dataset.parquet;

import org.jspecify.annotations.NullMarked;
