package org.isthmus.dataset.video;

/// How the frames of a video are compressed.
public enum VideoCodec {
    /// AV1 by SVT-AV1, below 64 pixels by libaom: what LeRobot writes and every current browser plays. Quality 1 (best) to 63.
    AV1("av1", 63, 30),
    /// H.264, constrained baseline, by OpenH264: for players without AV1. Quality 1 (best) to 51.
    H264("h264", 51, 24);

    private final String standardName;
    private final int worstQuality;
    private final int usualQuality;

    VideoCodec(String standardName, int worstQuality, int usualQuality) {
        this.standardName = standardName;
        this.worstQuality = worstQuality;
        this.usualQuality = usualQuality;
    }

    /// The name of the codec in metadata, such as LeRobot's: `av1`.
    public String standardName() {
        return standardName;
    }

    /// The number of the coarsest quantiser.
    public int worstQuality() {
        return worstQuality;
    }

    /// A good compromise of size and looks; for AV1 LeRobot's.
    public int usualQuality() {
        return usualQuality;
    }
}
