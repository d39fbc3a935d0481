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
            EXRHeader header = EXRHeader.calloc(stack);
            TinyEXR.InitEXRHeader(header);
            EXRImage image = EXRImage.calloc(stack);
            TinyEXR.InitEXRImage(image);
            image.num_channels(3);
            PointerBuffer planes = stack.mallocPointer(3);
            EXRChannelInfo.Buffer channels = EXRChannelInfo.calloc(3, stack);
            IntBuffer types = stack.mallocInt(3);
            IntBuffer wanted = stack.mallocInt(3);
            for (int c = 0; c < 3; c++) { // in alphabetical order
                FloatBuffer plane = MemoryUtil.memAllocFloat(WIDTH * HEIGHT);
                for (int i = 0; i < WIDTH * HEIGHT; i++) {
                    plane.put(i, value(i % WIDTH, i / WIDTH, 2 - c));
                }
                planes.put(c, MemoryUtil.memAddress(plane));
                channels.get(c).name(stack.ASCII("BGR".substring(c, c + 1)));
                types.put(c, TinyEXR.TINYEXR_PIXELTYPE_FLOAT);
                wanted.put(c, type);
            }
            image.images(planes);
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
}
