/// Images and instances as COCO keeps them.
///
/// In: episodes with [annotations][org.isthmus.dataset.annotation.Annotations]. Out: a folder of PNG files and `coco_annotations.json`, which pycocotools
/// and most detectors read. Read [CocoExporter][org.isthmus.dataset.coco.CocoExporter] first; `RunLengths` and `Outlines` turn masks into COCO's two forms.
@NullMarked
package org.isthmus.dataset.coco;

import org.jspecify.annotations.NullMarked;
