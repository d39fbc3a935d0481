/// Datasets of LeRobot: stores written as such, and such read into stores. Versions 3.0 and 2.1, with video.
///
/// [LeRobotExporter][org.isthmus.dataset.lerobot.LeRobotExporter] writes tables, videos, statistics and `meta/info.json`;
/// [LeRobotImporter][org.isthmus.dataset.lerobot.LeRobotImporter] reads datasets of others too. `Features` says which channel is which feature.
/// A dataset appears under its name when all of it is there. Formats are those of lerobot 0.6 (dataset version 3.0) and 0.3 (2.1).
@NullMarked
package org.isthmus.dataset.lerobot;

import org.jspecify.annotations.NullMarked;
