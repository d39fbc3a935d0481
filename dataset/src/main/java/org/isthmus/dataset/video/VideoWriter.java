package org.isthmus.dataset.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avformat.avio_tell;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import java.nio.file.Path;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.jspecify.annotations.Nullable;

/// Encodes frames into an MP4 file, which appears under its name when it is whole and on the disk.
///
///     try (VideoWriter video = VideoWriter.create(file, settings, diagnostics)) {
///         for (…) { video.write(rgb); }
///         video.finish();
///     }
///
/// Frame `i` is shown from `i / rate` on. The same frames and settings give the same bytes, on any number of threads. Closing without
/// [#finish] leaves no file. A few frames at most are held in memory. Not safe for several threads.
public final class VideoWriter implements AutoCloseable {
    private final SourceLocation place;
    private final VideoSettings settings;
    private final Diagnostics diagnostics;
    private final NewFile file;
    private final AVFormatContext format = new AVFormatContext(null);
    private @Nullable AVCodecContext codec;
    private @Nullable AVStream stream;
    private @Nullable AVFrame frame;
    private @Nullable AVPacket packet;
    private @Nullable RgbConversion conversion;
    private long frames;
    private boolean finished;
    private boolean closed;

    private VideoWriter(SourceLocation place, VideoSettings settings, NewFile file, Diagnostics diagnostics) {
        this.place = place;
        this.settings = settings;
        this.file = file;
        this.diagnostics = diagnostics;
    }

    /// Begins a video.
    ///
    /// @param file ends in `.mp4`; its folder exists
    /// @throws DiagnosticException for a size that the codec cannot take, a folder that cannot be written to, a missing encoder
    public static VideoWriter create(Path file, VideoSettings settings, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        checkSize(place, settings, diagnostics);
        Libav.require(place, diagnostics);
        VideoWriter writer = new VideoWriter(place, settings, NewFile.at(file, diagnostics), diagnostics);
        try {
            writer.open();
        } catch (Throwable e) {
            writer.close();
            throw e;
        }
        return writer;
    }

    private static void checkSize(SourceLocation place, VideoSettings settings, Diagnostics diagnostics) {
        int width = settings.width();
        int height = settings.height();
        boolean inRange = Math.min(width, height) >= VideoSettings.MIN_SIDE
                && Math.max(width, height) <= VideoSettings.MAX_SIDE;
        if (!inRange || width % 2 != 0 || height % 2 != 0) {
            int near = VideoSettings.MIN_SIDE;
            throw diagnostics.fatal(place, "a video of " + width + " by " + height + " pixels",
                    "even numbers from " + near + " to " + VideoSettings.MAX_SIDE
                            + ", since colour is kept for 2 by 2 pixels",
                    "make frames of " + evenNear(width) + " by " + evenNear(height));
        }
    }

    private static int evenNear(int side) {
        return Math.clamp(side + (side & 1), VideoSettings.MIN_SIDE, VideoSettings.MAX_SIDE);
    }

    private void open() {
        check(avformat_alloc_output_context2(format, null, "mp4", Libav.url(file.temporary())), "no MP4 writer");
        format.flags(format.flags() | AVFMT_FLAG_BITEXACT);
        openCodec();
        openFile();
        AVFrame picture = av_frame_alloc();
        frame = picture;
        picture.format(AV_PIX_FMT_YUV420P).width(settings.width()).height(settings.height());
        tag(picture);
        check(av_frame_get_buffer(picture, 0), "no memory for a frame");
        packet = av_packet_alloc();
        conversion = RgbConversion.toYuv(settings.width(), settings.height());
    }

    private void openCodec() {
        Encoder kind = Encoder.of(settings);
        AVCodec encoder = avcodec_find_encoder_by_name(kind.library());
        if (encoder == null) {
            throw diagnostics.fatal(place, "this build of FFmpeg has no encoder " + kind.library(), "",
                    "choose another codec than " + settings.codec());
        }
        AVCodecContext context = avcodec_alloc_context3(encoder);
        codec = context;
        context.width(settings.width()).height(settings.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        try (AVRational base = new AVRational(); AVRational rate = new AVRational()) {
            context.time_base(base.num(settings.rate().denominator()).den(settings.rate().numerator()));
            context.framerate(rate.num(settings.rate().numerator()).den(settings.rate().denominator()));
        }
        context.gop_size(settings.keyframeInterval());
        context.color_range(AVCOL_RANGE_MPEG).colorspace(AVCOL_SPC_BT709).color_primaries(AVCOL_PRI_BT709)
                .color_trc(AVCOL_TRC_BT709);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        AVDictionary options = new AVDictionary(null);
        kind.configure(context, options, settings);
        int result = avcodec_open2(context, encoder, options);
        av_dict_free(options);
        check(result, "the encoder cannot be opened");
    }

    private static void tag(AVFrame picture) {
        picture.color_range(AVCOL_RANGE_MPEG).colorspace(AVCOL_SPC_BT709).color_primaries(AVCOL_PRI_BT709)
                .color_trc(AVCOL_TRC_BT709);
    }

    private void openFile() {
        AVStream track = avformat_new_stream(format, null);
        stream = track;
        AVCodecContext context = opened(codec);
        check(avcodec_parameters_from_context(track.codecpar(), context), "the codec's parameters");
        track.time_base(context.time_base());
        track.avg_frame_rate(context.framerate());
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, Libav.url(file.temporary()), AVIO_FLAG_WRITE), "the file cannot be opened");
        format.pb(io);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0); // the index first, so that players can begin at once
        int result = avformat_write_header(format, options);
        av_dict_free(options);
        check(result, "the header cannot be written");
    }

    /// Adds a frame.
    ///
    /// @param rgb [height][width][3], sRGB; not kept
    /// @throws DiagnosticException for another size, or when the disk is full
    public void write(byte[] rgb) {
        mustBeOpen();
        if (rgb.length != settings.frameBytes()) {
            throw diagnostics.fatal(place, "frame " + frames + " has " + rgb.length + " bytes",
                    settings.frameBytes() + ": " + settings.height() + " rows of " + settings.width() + " pixels of 3",
                    "give frames of one size");
        }
        AVFrame picture = opened(frame);
        check(av_frame_make_writable(picture), "no memory for a frame");
        opened(conversion).fill(rgb, picture);
        picture.pts(frames++);
        encode(picture);
    }

    /// Writes what is still being encoded and gives the file its name.
    ///
    /// @throws DiagnosticException when there was no frame, or the disk is full
    public void finish() {
        mustBeOpen();
        if (frames == 0) {
            throw diagnostics.fatal(place, "a video without frames", "at least one", "");
        }
        encode(null);
        check(av_write_trailer(format), "the index cannot be written");
        AVIOContext io = format.pb();
        format.pb(null);
        check(avio_closep(io), "the file cannot be closed");
        file.commit();
        finished = true;
        close();
    }

    public long frames() {
        return frames;
    }

    /// Bytes that the file has by now, about: the encoder holds some frames.
    public long bytesSoFar() {
        return closed || format.pb() == null ? 0 : avio_tell(format.pb());
    }

    public VideoSettings settings() {
        return settings;
    }

    private void encode(@Nullable AVFrame picture) {
        AVCodecContext context = opened(codec);
        AVPacket coded = opened(packet);
        AVStream track = opened(stream);
        check(avcodec_send_frame(context, picture), "a frame cannot be encoded");
        while (true) {
            int result = avcodec_receive_packet(context, coded);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result, "a frame cannot be encoded");
            coded.duration(1);
            coded.stream_index(0);
            av_packet_rescale_ts(coded, context.time_base(), track.time_base());
            check(av_interleaved_write_frame(format, coded), "a frame cannot be written");
        }
    }

    private void check(int result, String what) {
        if (result < 0) {
            throw diagnostics.fatal(place, what + " (" + Libav.message(result) + ")", "",
                    "check the folder and the space on its disk");
        }
    }

    private void mustBeOpen() {
        if (closed || finished) {
            throw new IllegalStateException("this video is finished or closed");
        }
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("this video is not open");
        }
        return part;
    }

    /// Frees everything; the file is deleted unless it was [finished][#finish].
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (conversion != null) {
            conversion.close();
        }
        if (packet != null) {
            av_packet_free(packet);
        }
        if (frame != null) {
            av_frame_free(frame);
        }
        if (codec != null) {
            avcodec_free_context(codec);
        }
        if (!format.isNull()) {
            if (format.pb() != null) {
                avio_closep(format.pb());
            }
            avformat_free_context(format);
        }
        file.close();
    }
}
