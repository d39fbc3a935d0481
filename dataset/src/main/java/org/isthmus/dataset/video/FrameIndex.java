package org.isthmus.dataset.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.Arrays;
import java.util.BitSet;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// When each frame of a video is shown, and which ones stand alone: found by reading through the file once, without decoding.
final class FrameIndex {
    /// The most frames of a video: four days at 30 per second.
    static final int MAX_FRAMES = 10_000_000;

    /// [frames], ascending, in units of the stream's time base
    private final long[] times;
    private final BitSet keyframes;

    private FrameIndex(long[] times, BitSet keyframes) {
        this.times = times;
        this.keyframes = keyframes;
    }

    static FrameIndex of(AVFormatContext format, int stream, AVPacket packet, SourceLocation place,
            Diagnostics diagnostics) {
        long[] times = new long[64];
        long[] keyTimes = new long[64];
        int count = 0;
        int keys = 0;
        while (av_read_frame(format, packet) >= 0) {
            boolean isShown = packet.stream_index() == stream && (packet.flags() & AV_PKT_FLAG_DISCARD) == 0;
            boolean isKey = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            long time = packet.pts();
            av_packet_unref(packet);
            if (!isShown) {
                continue;
            }
            if (time == AV_NOPTS_VALUE || count == MAX_FRAMES) {
                throw diagnostics.fatal(place, time == AV_NOPTS_VALUE ? "frame " + count + " has no time"
                        : "more than " + MAX_FRAMES + " frames", "", "write the video again in shorter pieces");
            }
            times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
            times[count++] = time;
            if (isKey) {
                keyTimes = keys == keyTimes.length ? Arrays.copyOf(keyTimes, 2 * keys) : keyTimes;
                keyTimes[keys++] = time;
            }
        }
        return sorted(Arrays.copyOf(times, count), Arrays.copyOf(keyTimes, keys), place, diagnostics);
    }

    private static FrameIndex sorted(long[] times, long[] keyTimes, SourceLocation place, Diagnostics diagnostics) {
        Arrays.sort(times);
        for (int i = 1; i < times.length; i++) {
            if (times[i] == times[i - 1]) {
                throw diagnostics.fatal(place, "frames " + (i - 1) + " and " + i + " have the same time",
                        "ascending times",
                        "the file is damaged; write it again");
            }
        }
        BitSet keyframes = new BitSet(times.length);
        for (long time : keyTimes) {
            keyframes.set(Arrays.binarySearch(times, time));
        }
        if (times.length == 0 || !keyframes.get(0)) {
            throw diagnostics.fatal(place, times.length == 0 ? "a video without frames"
                    : "the first frame does not stand alone", "", "the file is damaged or cut; write it again");
        }
        return new FrameIndex(times, keyframes);
    }

    int frames() {
        return times.length;
    }

    long time(int frame) {
        return times[frame];
    }

    /// The frame that is nearest to a time, in units of the time base.
    int nearest(double time) {
        int low = 0;
        int high = times.length - 1;
        while (low < high) { // the last frame whose time is not after
            int middle = (low + high + 1) >>> 1;
            if (times[middle] <= time) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1 < times.length && times[low + 1] - time < time - times[low] ? low + 1 : low;
    }

    /// The frame from which decoding must start for `frame`.
    int keyframe(int frame) {
        return keyframes.previousSetBit(frame);
    }

    /// Frames per second, exact where all frames follow one another at the same distance.
    ///
    /// @param baseNumerator of the time base, s
    FrameRate rate(int baseNumerator, int baseDenominator) {
        if (times.length < 2) {
            return FrameRate.of(1);
        }
        long first = times[1] - times[0];
        boolean isEven = true;
        for (int i = 2; i < times.length; i++) {
            isEven &= times[i] - times[i - 1] == first;
        }
        if (isEven && first * baseNumerator <= 1_000_000 && baseDenominator <= 1_000_000) {
            return new FrameRate(baseDenominator, (int) first * baseNumerator);
        }
        double seconds = ((double) times[times.length - 1] - times[0]) * baseNumerator / baseDenominator;
        double perSecond = (times.length - 1) / seconds;
        return new FrameRate(Math.clamp(Math.round(perSecond * 1000), 1, 1_000_000), 1000);
    }
}
