package org.isthmus.model.mjcf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Set;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Reads `hfield` of `asset`: elevations from an image, from MuJoCo's binary format, or from the XML.
final class HeightFieldReader {
    /// The most samples of a height field.
    static final int MAX_SAMPLES = 1 << 24;
    /// Two counts before the samples of the binary format, four bytes each.
    private static final int HEADER_BYTES = 8;

    private final Context context;
    private final AssetFiles files;

    HeightFieldReader(Context context, AssetFiles files) {
        this.context = context;
        this.files = files;
    }

    void read(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        HeightField field = new HeightField();
        attributes.fill(field, HeightField.SCHEMA, Set.of("elevation"));
        attributes.isGiven("size");
        if (field.name == null && field.file != null) {
            field.name = AssetFiles.nameOf(field.file);
        }
        if (isRightSize(field, attributes)) {
            readElevation(field, attributes);
        }
        context.finish(attributes);
        if (AssetReader.isNamed(field, xml, context)) {
            scene.heightFields.add(field);
        }
    }

    private boolean isRightSize(HeightField field, Attributes attributes) {
        boolean right = field.rows >= 0 && field.columns >= 0 && (long) field.rows * field.columns <= MAX_SAMPLES
                && (field.file != null || field.rows > 0 && field.columns > 0);
        if (!right) {
            attributes.list("elevation");
            attributes.text("content_type");
            context.error(attributes.xml().location(),
                    Context.label("hfield", field) + " of " + field.rows + " by " + field.columns + " samples",
                    "'nrow' and 'ncol' from 1, together at most " + MAX_SAMPLES + " samples, or a file", "");
        }
        return right;
    }

    private void readElevation(HeightField field, Attributes attributes) {
        double[] elevation = attributes.list("elevation");
        String contentType = attributes.text("content_type");
        if (field.file != null) {
            readFile(field, attributes, contentType);
        } else if (elevation != null && elevation.length != field.rows * field.columns) {
            context.error(attributes.at("elevation"),
                    elevation.length + " numbers in attribute 'elevation' of <hfield>",
                    "nrow · ncol = " + field.rows * field.columns + " numbers", "");
        } else if (elevation != null) {
            field.elevation = flipped(elevation, field.rows, field.columns);
        }
    }

    /// The rows in reverse: in XML and images they run from the far edge (+y) to the near one.
    static double[] flipped(double[] elevation, int rows, int columns) {
        double[] flipped = new double[elevation.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(elevation, row * columns, flipped, (rows - 1 - row) * columns, columns);
        }
        return flipped;
    }

    private void readFile(HeightField field, Attributes attributes, @Nullable String contentType) {
        String file = files.find(attributes, "file", context.settings.assetFolder);
        if (file == null) {
            return;
        }
        SourceLocation at = attributes.at("file");
        String kind = contentType == null ? file : "." + AssetReader.extensionOf(contentType);
        if (kind.toLowerCase(Locale.ROOT).endsWith(".png")) {
            Images.read(file, context.files, at, context.diagnostics).ifPresent(image -> take(field, image, at));
        } else {
            context.files.bytes(file, at, context.diagnostics).ifPresent(bytes -> take(field, file, bytes, at));
        }
    }

    /// The first channel of an image.
    private void take(HeightField field, Image image, SourceLocation at) {
        if ((long) image.width() * image.height() > MAX_SAMPLES) {
            context.error(at, "an image of " + image.width() + " by " + image.height() + " pixels for a height field",
                    "at most " + MAX_SAMPLES + " pixels", "");
            return;
        }
        context.budget.spendSamples((long) image.width() * image.height(), at);
        double[] elevation = new double[image.width() * image.height()];
        for (int i = 0; i < elevation.length; i++) {
            elevation[i] = image.sample(i % image.width(), i / image.width(), 0);
        }
        field.rows = image.height();
        field.columns = image.width();
        field.elevation = flipped(elevation, field.rows, field.columns);
    }

    /// MuJoCo's binary format: rows, columns, and the samples in single precision, little endian.
    private void take(HeightField field, String file, byte[] bytes, SourceLocation at) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int rows = bytes.length < HEADER_BYTES ? 0 : in.getInt();
        int columns = bytes.length < HEADER_BYTES ? 0 : in.getInt();
        long samples = (long) rows * columns;
        if (rows < 1 || columns < 1 || samples > MAX_SAMPLES || bytes.length != HEADER_BYTES + 4 * samples) {
            context.error(new SourceLocation(file, 0, 0),
                    "a height field of " + rows + " by " + columns + " samples in "
                            + bytes.length + " bytes",
                    "8 bytes and 4 for each of at most " + MAX_SAMPLES + " samples", "");
            return;
        }
        context.budget.spendSamples(samples, at);
        double[] elevation = new double[(int) samples];
        for (int i = 0; i < elevation.length; i++) {
            elevation[i] = in.getFloat();
            if (!Double.isFinite(elevation[i])) {
                context.error(new SourceLocation(file, 0, 0), "sample " + i + " of the height field is " + elevation[i],
                        "finite numbers", "");
                return;
            }
        }
        field.rows = rows;
        field.columns = columns;
        field.elevation = elevation;
    }

    /// A height field in MuJoCo's binary format.
    static byte[] toBinary(HeightField field) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + 4 * field.elevation.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(field.rows).putInt(field.columns);
        for (double e : field.elevation) {
            out.putFloat((float) e);
        }
        return out.array();
    }
}
