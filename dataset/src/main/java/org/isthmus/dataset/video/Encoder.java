package org.isthmus.dataset.video;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// FFmpeg's encoders, as this project uses them.
enum Encoder {
    /// AV1, from 64 pixels on. Its 3.1.2, which takes smaller ones, stops for ever, or gives packets out of order, once in some dozen videos.
    SVT_AV1("libsvtav1"),
    /// AV1 of what is smaller.
    AOM("libaom-av1"),
    /// H.264
    OPENH264("libopenh264");

    private static final int LEAST_SIDE = 64;

    private final String library;

    Encoder(String library) {
        this.library = library;
    }

    static Encoder of(VideoSettings settings) {
        return switch (settings.codec()) {
            case AV1 -> Math.min(settings.width(), settings.height()) < LEAST_SIDE ? AOM : SVT_AV1;
            case H264 -> OPENH264;
        };
    }

    /// FFmpeg's name of it.
    String library() {
        return library;
    }

    /// Sets what differs from encoder to encoder.
    ///
    /// @param options that it is opened with
    void configure(AVCodecContext context, AVDictionary options, VideoSettings settings) {
        context.thread_count(this == SVT_AV1 ? settings.threads() : 1);
        switch (this) {
            case SVT_AV1 -> {
                set(options, "crf", settings.quality());
                set(options, "preset", settings.speed());
                av_dict_set(options, "svtav1-params", "lp=" + settings.threads(), 0);
            }
            case AOM -> {
                context.keyint_min(settings.keyframeInterval());
                set(options, "crf", settings.quality());
                av_dict_set(options, "usage", "realtime", 0);
                set(options, "cpu-used", 8);
                set(options, "lag-in-frames", 0);
            }
            case OPENH264 -> {
                context.max_b_frames(0);
                context.qmin(settings.quality()).qmax(settings.quality());
                av_dict_set(options, "rc_mode", "off", 0);
            }
        }
    }

    private static void set(AVDictionary options, String name, int value) {
        av_dict_set(options, name, Integer.toString(value), 0);
    }
}
