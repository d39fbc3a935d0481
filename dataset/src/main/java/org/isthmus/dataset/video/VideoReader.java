package org.isthmus.dataset.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.avcodec.AVCodecContext.FF_THREAD_SLICE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.nio.file.Files;
import java.nio.file.Path;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Decodes frames of an MP4 file, each exactly the one that is asked for.
///
/// Frames in sequence are decoded once each; a jump starts at the keyframe before. Up to [VideoSettings#MAX_SIDE] pixels on a side and
/// ten million frames. Not safe for several threads.
public final class VideoReader implements AutoCloseable {
    private final SourceLocation place;
    private final Diagnostics diagnostics;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private @Nullable AVCodecContext codec;
    private @Nullable FrameIndex index;
    private @Nullable VideoInfo info;
    private @Nullable RgbConversion conversion;
    private int convertedFormat = -1;
    private int stream = -1;
    private int baseNumerator;
    private int baseDenominator;
    /// The frame that was decoded last, or `-1` where a jump is needed in any case.
    private int last = -1;
    private boolean closed;

    private VideoReader(SourceLocation place, Diagnostics diagnostics) {
        this.place = place;
        this.diagnostics = diagnostics;
    }

    /// Opens a video and reads its index.
    ///
    /// @throws DiagnosticException when there is no such file, or it is no video, is damaged or too large
    public static VideoReader open(Path file, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        if (!Files.isRegularFile(file)) {
            throw diagnostics.fatal(place, "there is no such file", "an MP4 video", "check the name");
        }
        Libav.require(place, diagnostics);
        VideoReader reader = new VideoReader(place, diagnostics);
        try {
            reader.openFile(file);
            reader.openCodec();
            return reader;
        } catch (Throwable e) {
            reader.close();
            throw e;
        }
    }

    private void openFile(Path file) {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        int result = avformat_open_input(format, Libav.url(file), av_find_input_format("mp4"), options);
        av_dict_free(options);
        check(result, "this is not a video that can be read");
        for (int i = 0; i < format.nb_streams() && stream < 0; i++) {
            stream = format.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO ? i : -1;
        }
        if (stream < 0) {
            throw diagnostics.fatal(place, "no video stream", "an MP4 video", "check the file");
        }
    }

    private void openCodec() {
        AVStream track = format.streams(stream);
        int width = track.codecpar().width();
        int height = track.codecpar().height();
        if (width < 1 || height < 1 || Math.max(width, height) > VideoSettings.MAX_SIDE) {
            throw diagnostics.fatal(place, "a video of " + width + " by " + height + " pixels",
                    "1 to " + VideoSettings.MAX_SIDE + " on each side", "");
        }
        baseNumerator = track.time_base().num();
        baseDenominator = track.time_base().den();
        if (baseNumerator < 1 || baseDenominator < 1) {
            throw diagnostics.fatal(place, "a time base of " + baseNumerator + "/" + baseDenominator, "numbers above 0",
                    "the file is damaged; write it again");
        }
        String name = avcodec_get_name(track.codecpar().codec_id()).getString();
        AVCodec decoder = avcodec_find_decoder(track.codecpar().codec_id());
        if (decoder == null) {
            throw diagnostics.fatal(place, "a video in the codec '" + name + "', which cannot be decoded",
                    "AV1, H.264, HEVC or VP9", "convert it");
        }
        AVCodecContext context = avcodec_alloc_context3(decoder);
        codec = context;
        check(avcodec_parameters_to_context(context, track.codecpar()), "the codec's parameters are wrong");
        context.thread_count(Math.min(4, Runtime.getRuntime().availableProcessors())).thread_type(FF_THREAD_SLICE);
        context.err_recognition(AV_EF_EXPLODE);
        context.max_pixels((long) VideoSettings.MAX_SIDE * VideoSettings.MAX_SIDE);
        context.pkt_timebase(track.time_base());
        check(avcodec_open2(context, decoder, (AVDictionary) null), "the decoder cannot be opened");
        FrameIndex frames = FrameIndex.of(format, stream, packet, place, diagnostics);
        index = frames;
        info = new VideoInfo(width, height, frames.frames(), frames.rate(baseNumerator, baseDenominator), name);
    }

    public VideoInfo info() {
        return opened(info);
    }

    /// When a frame is shown, s.
    public double time(int frameNumber) {
        return (double) opened(index).time(frameNumber) * baseNumerator / baseDenominator;
    }

    /// The frame whose time is nearest to `seconds`.
    public int frameAt(double seconds) {
        return opened(index).nearest(seconds * baseDenominator / baseNumerator);
    }

    /// A frame, decoded.
    ///
    /// @return [height][width][3], sRGB
    /// @throws DiagnosticException when it cannot be decoded
    public byte[] read(int frameNumber) {
        byte[] rgb = new byte[info().width() * info().height() * 3];
        read(frameNumber, rgb);
        return rgb;
    }

    /// Decodes a frame.
    ///
    /// @param rgb out, [height][width][3], sRGB
    /// @throws DiagnosticException when it cannot be decoded
    public void read(int frameNumber, byte[] rgb) {
        FrameIndex frames = opened(index);
        VideoInfo what = info();
        if (closed || frameNumber < 0 || frameNumber >= frames.frames()
                || rgb.length != what.width() * what.height() * 3) {
            throw new IllegalArgumentException("frame " + frameNumber + " into " + rgb.length + " bytes, expected 0 to "
                    + (frames.frames() - 1) + " of an open video, " + what.width() * what.height() * 3 + " bytes");
        }
        int keyframe = frames.keyframe(frameNumber);
        if (last < keyframe || last >= frameNumber) {
            seek(frames.time(keyframe));
        }
        last = -1;
        decodeUntil(frames.time(frameNumber), frameNumber);
        convert(frameNumber, rgb);
        last = frameNumber;
    }

    private void seek(long time) {
        check(av_seek_frame(format, stream, time, AVSEEK_FLAG_BACKWARD), "the file cannot be searched");
        avcodec_flush_buffers(opened(codec));
    }

    private void decodeUntil(long time, int frameNumber) {
        AVCodecContext context = opened(codec);
        while (true) {
            int result = avcodec_receive_frame(context, frame);
            if (result == AVERROR_EAGAIN()) {
                feed(context, frameNumber);
                continue;
            }
            if (result < 0 || frame.best_effort_timestamp() > time) {
                throw undecodable(frameNumber, result < 0 && result != AVERROR_EOF ? Libav.message(result)
                        : "it is missing from the stream");
            }
            if (frame.best_effort_timestamp() == time) {
                return;
            }
        }
    }

    /// Gives the decoder the next packet, or the end.
    private void feed(AVCodecContext context, int frameNumber) {
        int result;
        do {
            av_packet_unref(packet);
            result = av_read_frame(format, packet);
        } while (result >= 0 && packet.stream_index() != stream);
        int sent = avcodec_send_packet(context, result < 0 ? null : packet);
        av_packet_unref(packet);
        if (sent < 0) {
            throw undecodable(frameNumber, Libav.message(sent));
        }
    }

    private void convert(int frameNumber, byte[] rgb) {
        if (frame.width() != info().width() || frame.height() != info().height()) {
            throw undecodable(frameNumber, "it has " + frame.width() + " by " + frame.height() + " pixels");
        }
        RgbConversion converter = conversion;
        if (converter == null || convertedFormat != frame.format()) {
            if (converter != null) {
                converter.close();
            }
            converter = RgbConversion.toRgb(frame);
            conversion = converter;
            convertedFormat = frame.format();
        }
        converter.read(frame, rgb);
    }

    private DiagnosticException undecodable(int frameNumber, String why) {
        return diagnostics.fatal(place, "frame " + frameNumber + " cannot be decoded (" + why + ")", "",
                "the file is damaged; write it again");
    }

    private void check(int result, String what) {
        if (result < 0) {
            throw diagnostics.fatal(place, what + " (" + Libav.message(result) + ")", "an MP4 video that is whole",
                    "check the file, or write it again");
        }
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("this video is not open");
        }
        return part;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (conversion != null) {
            conversion.close();
        }
        av_packet_free(packet);
        av_frame_free(frame);
        if (codec != null) {
            avcodec_free_context(codec);
        }
        if (!format.isNull()) {
            avformat_close_input(format);
        }
    }
}
