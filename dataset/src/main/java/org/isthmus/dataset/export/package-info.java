/// What exporters and importers of all formats share.
///
/// [ExportJob][org.isthmus.dataset.export.ExportJob] is what an exporter is asked for: which episodes of which store, and where to. It opens the
/// episodes in turn and makes the folder that appears once it is whole. [ChannelPng][org.isthmus.dataset.export.ChannelPng] turns rows of images,
/// depth and masks into PNG files and back, without loss. Read `ExportJob` first.
@NullMarked
package org.isthmus.dataset.export;

import org.jspecify.annotations.NullMarked;
