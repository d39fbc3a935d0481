import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

import org.lwjgl.PointerBuffer;
import org.lwjgl.stb.STBImageWrite;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.tinyexr.EXRChannelInfo;
import org.lwjgl.util.tinyexr.EXRHeader;
import org.lwjgl.util.tinyexr.EXRImage;
import org.lwjgl.util.tinyexr.EXRTile;
import org.lwjgl.util.tinyexr.TinyEXR;

/// Makes the images beside it by TinyEXR and stb_image_write, of org.lwjgl:lwjgl-tinyexr and lwjgl-stb 3.3.6 with their natives:
/// `java -cp 'lib/*' MakeGolden.java`. The value of channel k at (x, y) is `2^((x + 5k)/4 − 2) · (1 + y/19)`.
public final class MakeGolden {
    static final int WIDTH = 21;
    static final int HEIGHT = 19;

    static float value(int x, int y, int k) {
        return (float) (StrictMath.pow(2, (x + 5 * k) / 4.0 - 2) * (1 + y / 19.0));
    }

    public static void main(String[] args) {
        exr("none-half", TinyEXR.TINYEXR_COMPRESSIONTYPE_NONE, TinyEXR.TINYEXR_PIXELTYPE_HALF);
        exr("rle-half", TinyEXR.TINYEXR_COMPRESSIONTYPE_RLE, TinyEXR.TINYEXR_PIXELTYPE_HALF);
        exr("zips-float", TinyEXR.TINYEXR_COMPRESSIONTYPE_ZIPS, TinyEXR.TINYEXR_PIXELTYPE_FLOAT);
        exr("zip-half", TinyEXR.TINYEXR_COMPRESSIONTYPE_ZIP, TinyEXR.TINYEXR_PIXELTYPE_HALF);
        exr("zip-float", TinyEXR.TINYEXR_COMPRESSIONTYPE_ZIP, TinyEXR.TINYEXR_PIXELTYPE_FLOAT);
        exr("piz-half", TinyEXR.TINYEXR_COMPRESSIONTYPE_PIZ, TinyEXR.TINYEXR_PIXELTYPE_HALF);
        exr("piz-float", TinyEXR.TINYEXR_COMPRESSIONTYPE_PIZ, TinyEXR.TINYEXR_PIXELTYPE_FLOAT);
        tiles("tiles-zip-half", TinyEXR.TINYEXR_COMPRESSIONTYPE_ZIP, TinyEXR.TINYEXR_PIXELTYPE_HALF);
        tiles("tiles-piz-float", TinyEXR.TINYEXR_COMPRESSIONTYPE_PIZ, TinyEXR.TINYEXR_PIXELTYPE_FLOAT);
        hdr("runs", WIDTH);
        hdr("flat", 5);
    }

    static void hdr(String name, int width) {
        FloatBuffer data = MemoryUtil.memAllocFloat(3 * width * HEIGHT);
        for (int i = 0; i < 3 * width * HEIGHT; i++) {
            data.put(i, value(i / 3 % width, i / 3 / width, i % 3));
        }
        STBImageWrite.stbi_write_hdr(name + ".hdr", width, HEIGHT, 3, data);
    }

    static void exr(String name, int compression, int type) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            EXRImage image = EXRImage.calloc(stack);
            TinyEXR.InitEXRImage(image);
            image.images(planes(0, 0, WIDTH, HEIGHT, WIDTH));
            EXRHeader header = EXRHeader.calloc(stack);
            TinyEXR.InitEXRHeader(header);
            save(name, image, header, compression, type, stack);
        }
    }

    /// In tiles of 8 by 6, those at the right and below cut off.
    static void tiles(String name, int compression, int type) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            EXRImage image = EXRImage.calloc(stack);
            TinyEXR.InitEXRImage(image);
            int across = Math.ceilDiv(WIDTH, 8);
            EXRTile.Buffer tiles = EXRTile.calloc(across * Math.ceilDiv(HEIGHT, 6), stack);
            for (int i = 0; i < tiles.capacity(); i++) {
                int x = i % across * 8;
                int y = i / across * 6;
                int width = Math.min(8, WIDTH - x);
                tiles.get(i).offset_x(i % across).offset_y(i / across).width(width).height(Math.min(6, HEIGHT - y))
                        .images(planes(x, y, width, Math.min(6, HEIGHT - y), 8));
            }
            image.tiles(tiles);
            EXRHeader header = EXRHeader.calloc(stack);
            TinyEXR.InitEXRHeader(header);
            header.tiled(true);
            header.tile_size_x(8);
            header.tile_size_y(6);
            header.data_window().max_x(WIDTH - 1).max_y(HEIGHT - 1);
            save(name, image, header, compression, type, stack);
        }
    }

    /// Channels B, G, R of a part.
    static PointerBuffer planes(int left, int top, int width, int height, int stride) {
        PointerBuffer planes = MemoryUtil.memAllocPointer(3);
        for (int c = 0; c < 3; c++) { // in alphabetical order
            FloatBuffer plane = MemoryUtil.memCallocFloat(stride * height);
            for (int i = 0; i < width * height; i++) {
                plane.put(i / width * stride + i % width, value(left + i % width, top + i / width, 2 - c));
            }
            planes.put(c, MemoryUtil.memAddress(plane));
        }
        return planes;
    }

    static void save(String name, EXRImage image, EXRHeader header, int compression, int type, MemoryStack stack) {
        EXRChannelInfo.Buffer channels = EXRChannelInfo.calloc(3, stack);
        IntBuffer types = stack.mallocInt(3);
        IntBuffer wanted = stack.mallocInt(3);
        for (int c = 0; c < 3; c++) {
            channels.get(c).name(stack.ASCII("BGR".substring(c, c + 1)));
            types.put(c, TinyEXR.TINYEXR_PIXELTYPE_FLOAT);
            wanted.put(c, type);
        }
        image.num_channels(3);
        image.width(WIDTH);
        image.height(HEIGHT);
        header.num_channels(3);
        header.channels(channels);
        header.pixel_types(types);
        header.requested_pixel_types(wanted);
        header.compression_type(compression);
        PointerBuffer error = stack.mallocPointer(1);
        if (TinyEXR.SaveEXRImageToFile(image, header, name + ".exr", error) != TinyEXR.TINYEXR_SUCCESS) {
            throw new IllegalStateException(MemoryUtil.memASCII(error.get(0)));
        }
    }
}
