package org.isthmus.dataset.video;

/// What a video is to be: size, rate, codec and how well it looks.
///
/// @param width pixels, even, because colour is kept at half the resolution; 16 to [#MAX_SIDE]
/// @param height pixels, as width
/// @param rate frames per second
/// @param quality constant quality, 1 (best, largest) to [VideoCodec#worstQuality]
/// @param keyframeInterval frames from one that stands alone to the next: few make random access fast, many make files small
/// @param speed effort of the AV1 encoder, 0 (slow, small) to 13; H.264, and sides below 64 pixels, have one speed
/// @param threads of the encoder; the bytes do not depend on it
public record VideoSettings(int width, int height, FrameRate rate, VideoCodec codec, int quality, int keyframeInterval,
        int speed, int threads) {
    /// The most columns or rows.
    public static final int MAX_SIDE = 8192;
    static final int MIN_SIDE = 16;
    private static final int MAX_INTERVAL = 10_000;
    private static final int MAX_SPEED = 13;
    private static final int MAX_THREADS = 64;
    private static final int TRAINING_INTERVAL = 2;
    private static final int TRAINING_SPEED = 12;
    private static final int WATCHING_QUALITY = 24;
    private static final int WATCHING_SPEED = 8;

    /// @throws IllegalArgumentException for a number out of its range; sizes are told by [VideoWriter], kindly
    public VideoSettings {
        if (quality < 1 || quality > codec.worstQuality() || keyframeInterval < 1 || keyframeInterval > MAX_INTERVAL
                || speed < 0 || speed > MAX_SPEED || threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("quality " + quality + ", keyframe interval " + keyframeInterval
                    + ", speed " + speed + ", threads " + threads + "; expected 1 to " + codec.worstQuality()
                    + ", 1 to "
                    + MAX_INTERVAL + ", 0 to " + MAX_SPEED + ", 1 to " + MAX_THREADS);
        }
    }

    /// For data that is trained on: AV1 with a keyframe every other frame, as LeRobot writes it.
    public static VideoSettings training(int width, int height, FrameRate rate) {
        return new VideoSettings(width, height, rate, VideoCodec.AV1, VideoCodec.AV1.usualQuality(), TRAINING_INTERVAL,
                TRAINING_SPEED, 1);
    }

    /// For people: AV1 that looks well, with a keyframe every two seconds.
    public static VideoSettings watching(int width, int height, FrameRate rate) {
        int interval = Math.clamp(Math.round(2 * rate.perSecond()), 1, MAX_INTERVAL);
        return new VideoSettings(width, height, rate, VideoCodec.AV1, WATCHING_QUALITY, interval, WATCHING_SPEED, 1);
    }

    /// The same in another codec, at its usual quality; the same where it is this codec.
    public VideoSettings withCodec(VideoCodec other) {
        return other == codec ? this
                : new VideoSettings(width, height, rate, other, other.usualQuality(), keyframeInterval, speed, threads);
    }

    public VideoSettings withQuality(int other) {
        return new VideoSettings(width, height, rate, codec, other, keyframeInterval, speed, threads);
    }

    public VideoSettings withKeyframeInterval(int frames) {
        return new VideoSettings(width, height, rate, codec, quality, frames, speed, threads);
    }

    public VideoSettings withThreads(int count) {
        return new VideoSettings(width, height, rate, codec, quality, keyframeInterval, speed, count);
    }

    /// Bytes of a frame: [height][width][3].
    public int frameBytes() {
        return width * height * 3;
    }
}
