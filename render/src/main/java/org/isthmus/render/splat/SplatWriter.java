package org.isthmus.render.splat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes clouds of splats as [SplatReader] reads them.
public final class SplatWriter {
    private static final float LEAST = 1e-7f;

    private SplatWriter() {}

    /// The bytes of a `.ply` file.
    public static byte[] write(Splats splats) {
        int terms = splats.terms();
        int numbers = 3 + 3 * terms + 1 + (splats.flat() ? 2 : 3) + 4;
        byte[] header = header(splats, terms).getBytes(US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(header.length,
                Math.multiplyExact(4 * numbers, splats.count()))).order(ByteOrder.LITTLE_ENDIAN);
        out.put(header);
        for (int i = 0; i < splats.count(); i++) {
            for (int k = 0; k < 3; k++) {
                out.putFloat(splats.position().get(3 * i + k));
            }
            int first = 3 * terms * i;
            for (int c = 0; c < 3; c++) {
                out.putFloat(splats.harmonics().get(first + c));
            }
            for (int c = 0; c < 3; c++) {
                for (int k = 1; k < terms; k++) {
                    out.putFloat(splats.harmonics().get(first + 3 * k + c));
                }
            }
            double opacity = Math.clamp(splats.opacity().get(i), LEAST, 1 - LEAST);
            out.putFloat((float) StrictMath.log(opacity / (1 - opacity)));
            for (int k = 0; k < (splats.flat() ? 2 : 3); k++) {
                out.putFloat((float) StrictMath.log(Math.max(LEAST, splats.scale().get(3 * i + k))));
            }
            for (int k = 0; k < 4; k++) {
                out.putFloat(splats.rotation().get(4 * i + k));
            }
        }
        return out.array();
    }

    private static String header(Splats splats, int terms) {
        StringBuilder text = new StringBuilder("ply\nformat binary_little_endian 1.0\nelement vertex ")
                .append(splats.count()).append('\n');
        add(text, "x");
        add(text, "y");
        add(text, "z");
        add(text, "f_dc_", 3);
        add(text, "f_rest_", 3 * (terms - 1));
        add(text, "opacity");
        add(text, "scale_", splats.flat() ? 2 : 3);
        add(text, "rot_", 4);
        return text.append("end_header\n").toString();
    }

    private static void add(StringBuilder text, String name, int count) {
        for (int i = 0; i < count; i++) {
            add(text, name + i);
        }
    }

    private static void add(StringBuilder text, String name) {
        text.append("property float ").append(name).append('\n');
    }
}
