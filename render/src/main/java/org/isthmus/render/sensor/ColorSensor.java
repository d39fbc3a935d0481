package org.isthmus.render.sensor;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.render.Frames;
import org.isthmus.render.shade.ToneMapping;
import org.isthmus.render.texture.Rgb;
import org.isthmus.render.texture.Srgb;

/// Turns radiance into the image of a camera: exposed, tinted, darker towards the corners, noisy, quantised, compressed; in this order.
///
/// Noise is that of photons, a Poisson distribution approximated by a normal one of the same variance, and of reading (European Machine
/// Vision Association, standard 1288, section 2): a pixel of value v has variance `v/fullWell + (readNoise/fullWell)²`.
///
/// @param exposure factor of the radiance
/// @param whiteBalance factors of red, green and blue
/// @param vignetting part of the light that is missing in the corners, 0 to 1, growing with the fourth power of the distance
/// @param fullWell electrons of a white pixel; infinite: no noise of photons
/// @param readNoise standard deviation, electrons
/// @param bits of the converter, 1 to 16
/// @param jpegQuality 1 to 100; 0: not compressed
public record ColorSensor(
        double exposure, Rgb whiteBalance, double vignetting, double fullWell, double readNoise, int bits,
        int jpegQuality) {
    /// Without faults.
    public static final ColorSensor IDEAL = new ColorSensor(1, Rgb.WHITE, 0, Double.POSITIVE_INFINITY, 0, 16, 0);
    /// Like a cheap camera indoors.
    public static final ColorSensor WEBCAM = new ColorSensor(1, new Rgb(1.03, 1, 0.97), 0.25, 4000, 12, 10, 85);

    /// @throws IllegalArgumentException when a number is out of its range
    public ColorSensor {
        if (!(exposure >= 0 && exposure < Double.POSITIVE_INFINITY && whiteBalance.isValid() && vignetting >= 0
                && vignetting <= 1
                && fullWell > 0 && readNoise >= 0) || bits < 1 || bits > 16 || jpegQuality < 0 || jpegQuality > 100) {
            throw new IllegalArgumentException("a sensor with exposure " + exposure + ", vignetting " + vignetting
                    + ", full well " + fullWell + ", read noise " + readNoise + ", " + bits + " bits, JPEG quality "
                    + jpegQuality + ", expected 0 or more, 0 to 1, above 0, 0 or more, 1 to 16, 0 to 100");
        }
    }

    /// The image of a view.
    ///
    /// @param frames with radiance
    /// @param random the noise
    public Image expose(Frames frames, int view, RandomStream random) {
        int width = frames.width();
        int height = frames.height();
        byte[] out = new byte[3 * width * height];
        double[] gain = {exposure * whiteBalance.r(), exposure * whiteBalance.g(), exposure * whiteBalance.b()};
        double levels = (1 << bits) - 1;
        float[] rgb = new float[3];
        for (int i = 0; i < width * height; i++) {
            double bright = brightness(i % width, i / width, width, height);
            for (int k = 0; k < 3; k++) {
                double v = gain[k] * bright * frames.radiance()[3 * (view * width * height + i) + k];
                rgb[k] = (float) (Math.rint(Math.clamp(noisy(v, random), 0, 16) * levels) / levels);
            }
            ToneMapping.neutral(rgb, 0);
            for (int k = 0; k < 3; k++) {
                out[3 * i + k] = Srgb.toByte(rgb[k]);
            }
        }
        Image image = new Image(width, height, 3, ByteArray.wrap(out));
        return jpegQuality == 0 ? image : compressed(image, jpegQuality);
    }

    private double brightness(int x, int y, int width, int height) {
        double dx = (2.0 * x + 1) / width - 1;
        double dy = (2.0 * y + 1) / height - 1;
        double r2 = 0.5 * (dx * dx + dy * dy);
        return 1 - vignetting * r2 * r2;
    }

    private double noisy(double v, RandomStream random) {
        if (fullWell == Double.POSITIVE_INFINITY) {
            return v;
        }
        double read = readNoise / fullWell;
        return v + Math.sqrt(Math.max(0, v) / fullWell + read * read) * random.nextGaussian();
    }

    /// The image after it was saved as JPEG and read again.
    ///
    /// @param quality 1 to 100
    public static Image compressed(Image image, int quality) {
        BufferedImage pixels = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                pixels.setRGB(x, y, image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        ImageWriter writer = writers.next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality / 100f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(pixels, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail to be written
        } finally {
            writer.dispose();
        }
        return Images.parse("compressed image", bytes.toByteArray(), new Diagnostics()).orElseThrow();
    }
}
