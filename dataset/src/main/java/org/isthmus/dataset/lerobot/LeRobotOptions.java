package org.isthmus.dataset.lerobot;

import org.isthmus.dataset.video.VideoCodec;

/// How a dataset is written.
///
/// @param codec of the videos
/// @param dataFileBytes rows go to a new table beyond that, about; of version 3.0
/// @param videoFileBytes frames go to a new video beyond that; of version 3.0
/// @param imagesInTables whether images are PNG in the tables, without loss, instead of videos
/// @param forGroot whether `meta/modality.json` says what Isaac GR00T is to read
public record LeRobotOptions(
        LeRobotVersion version, VideoCodec codec, long dataFileBytes, long videoFileBytes, boolean imagesInTables,
        boolean forGroot) {
    private static final long MEBIBYTE = 1 << 20;

    /// As LeRobot itself writes: AV1, tables of 100 MB, videos of 200 MB.
    public static LeRobotOptions of(LeRobotVersion version, VideoCodec codec) {
        return new LeRobotOptions(version, codec, 100 * MEBIBYTE, 200 * MEBIBYTE, false, false);
    }

    /// Images are PNG in the tables.
    public LeRobotOptions withImagesInTables() {
        return new LeRobotOptions(version, codec, dataFileBytes, videoFileBytes, true, forGroot);
    }

    /// With what Isaac GR00T wants besides.
    public LeRobotOptions withGroot() {
        return new LeRobotOptions(version, codec, dataFileBytes, videoFileBytes, imagesInTables, true);
    }
}
