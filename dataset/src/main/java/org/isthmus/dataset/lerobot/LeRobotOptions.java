package org.isthmus.dataset.lerobot;

import org.isthmus.dataset.video.VideoCodec;

/// How a dataset is written.
///
/// @param codec of the videos
/// @param dataFileBytes rows go to a new table beyond that, about; of version 3.0
/// @param videoFileBytes frames go to a new video beyond that; of version 3.0
public record LeRobotOptions(LeRobotVersion version, VideoCodec codec, long dataFileBytes, long videoFileBytes) {
    private static final long MEBIBYTE = 1 << 20;

    /// As LeRobot itself writes: AV1, tables of 100 MB, videos of 200 MB.
    public static LeRobotOptions of(LeRobotVersion version, VideoCodec codec) {
        return new LeRobotOptions(version, codec, 100 * MEBIBYTE, 200 * MEBIBYTE);
    }
}
