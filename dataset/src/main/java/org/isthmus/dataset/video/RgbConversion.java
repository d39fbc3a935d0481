package org.isthmus.dataset.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/// Turns frames between RGB and the form in which codecs take them; the same bits on every processor.
final class RgbConversion implements AutoCloseable {
    private static final int EXACT = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT
            | SWS_FULL_CHR_H_INP;
    private static final int ONE = 1 << 16; // of contrast and saturation, 16.16

    private final int height;
    private final SwsContext context;
    /// [height][width][3]
    private final BytePointer rgb;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);

    private RgbConversion(int width, int height, int from, int to, int matrix, boolean isFullRange) {
        this.height = height;
        context = sws_getContext(width, height, from, width, height, to, EXACT, null, null, (DoublePointer) null);
        if (context == null) {
            throw new IllegalStateException(
                    "no conversion of " + width + " by " + height + " pixels from format " + from
                            + " to " + to);
        }
        int yuvRange = isFullRange ? 1 : 0;
        boolean toRgb = to == AV_PIX_FMT_RGB24;
        IntPointer coefficients = sws_getCoefficients(matrix);
        sws_setColorspaceDetails(context, coefficients, toRgb ? yuvRange : 1, coefficients, toRgb ? 1 : yuvRange, 0,
                ONE,
                ONE);
        rgb = new BytePointer((long) width * height * 3);
        for (int i = 0; i < 4; i++) {
            planes.put(i, i == 0 ? rgb : null);
            strides.put(i, i == 0 ? width * 3 : 0);
        }
    }

    /// RGB to BT.709, limited range, 4:2:0.
    static RgbConversion toYuv(int width, int height) {
        return new RgbConversion(width, height, AV_PIX_FMT_RGB24, AV_PIX_FMT_YUV420P, SWS_CS_ITU709, false);
    }

    /// What a decoder gave to RGB, as the frame says; frames that say nothing are BT.601, as players take them.
    static RgbConversion toRgb(AVFrame decoded) {
        int matrix = decoded.colorspace() == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_ITU601;
        return new RgbConversion(decoded.width(), decoded.height(), decoded.format(), AV_PIX_FMT_RGB24, matrix,
                decoded.color_range() == AVCOL_RANGE_JPEG);
    }

    /// @param pixels [height][width][3]
    void fill(byte[] pixels, AVFrame yuv) {
        rgb.position(0).put(pixels, 0, pixels.length);
        sws_scale(context, planes, strides, 0, height, yuv.data(), yuv.linesize());
    }

    /// @param pixels out, [height][width][3]
    void read(AVFrame yuv, byte[] pixels) {
        sws_scale(context, yuv.data(), yuv.linesize(), 0, height, planes, strides);
        rgb.position(0).get(pixels, 0, pixels.length);
    }

    @Override
    public void close() {
        sws_freeContext(context);
        rgb.close();
        planes.close();
        strides.close();
    }
}
