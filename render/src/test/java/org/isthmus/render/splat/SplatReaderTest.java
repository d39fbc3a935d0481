package org.isthmus.render.splat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

class SplatReaderTest {
    /// A file as the trainers write it, with normals that mean nothing; property k of a row has the value `values[k]`.
    private static byte[] file(int degree, boolean flat, int rows, float... values) {
        StringBuilder header = new StringBuilder("ply\nformat binary_little_endian 1.0\nelement vertex " + rows + "\n");
        List<String> names = new ArrayList<>(List.of("x", "y", "z", "nx", "ny", "nz", "f_dc_0", "f_dc_1", "f_dc_2"));
        for (int k = 0; k < 3 * ((degree + 1) * (degree + 1) - 1); k++) {
            names.add("f_rest_" + k);
        }
        names.addAll(List.of("opacity", "scale_0", "scale_1"));
        if (!flat) {
            names.add("scale_2");
        }
        names.addAll(List.of("rot_0", "rot_1", "rot_2", "rot_3"));
        names.forEach(n -> header.append("property float ").append(n).append('\n'));
        byte[] text = header.append("end_header\n").toString().getBytes(US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(text.length + 4 * rows * names.size()).order(ByteOrder.LITTLE_ENDIAN);
        out.put(text);
        for (int i = 0; i < rows * names.size(); i++) {
            out.putFloat(values[i % values.length]);
        }
        return out.array();
    }

    private static Splats read(byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Splats> splats = SplatReader.parse("a.ply", bytes, diagnostics);
        assertThat(diagnostics.list()).isEmpty();
        return splats.orElseThrow();
    }

    private static String trouble(byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics();
        assertThat(SplatReader.parse("a.ply", bytes, diagnostics)).isEmpty();
        return diagnostics.list().toString();
    }

    @Test
    void attributesAreActivatedAsTheTrainersDo() {
        Splats one = read(file(1, false, 1, 1, 2, 3, 0, 0, 0, 10, 20, 30, // position, normal, f_dc
                101, 102, 103, 201, 202, 203, 301, 302, 303, // f_rest: all of red, of green, of blue
                0, (float) StrictMath.log(0.5), 0, -1, 2, 0, 0, 2));
        assertThat(one.degree()).isEqualTo(1);
        assertThat(one.flat()).isFalse();
        assertThat(one.position().toArray()).containsExactly(1, 2, 3);
        assertThat(one.opacity().get(0)).isEqualTo(0.5f); // the logistic function of 0
        assertThat(one.scale().get(0)).isCloseTo(0.5f, within(1e-7f));
        assertThat(one.scale().get(1)).isEqualTo(1);
        assertThat(one.rotation().get(0)).isCloseTo((float) Math.sqrt(0.5), within(1e-7f)); // normalised
        assertThat(one.harmonics().toArray()).containsExactly(10, 20, 30, 101, 201, 301, 102, 202, 302, 103, 203, 303);
    }

    @Test
    void splatsWithoutAThirdSizeAreFlat() {
        Splats one = read(file(0, true, 1, 1, 2, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0));
        assertThat(one.flat()).isTrue();
        assertThat(one.scale().get(2)).isZero();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int degree = 0; degree <= 3; degree++) {
            for (boolean flat : new boolean[]{false, true}) {
                Splats some = SplatClouds.random(degree, flat, 17, 5);
                Splats again = read(SplatWriter.write(some));
                assertThat(again.position()).isEqualTo(some.position());
                assertThat(again.harmonics()).isEqualTo(some.harmonics());
                for (int i = 0; i < 17; i++) {
                    assertThat(again.opacity().get(i)).isCloseTo(some.opacity().get(i), within(1e-6f));
                    assertThat(again.scale().get(3 * i)).isCloseTo(some.scale().get(3 * i), within(1e-6f));
                    assertThat(again.rotation().get(4 * i)).isCloseTo(some.rotation().get(4 * i), within(1e-6f));
                }
            }
        }
    }

    @Test
    void splatsThatCannotBeAreLeftOutWithAWarning() {
        float[] row = {1, 2, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0};
        float[] rows = new float[16 * 5];
        for (int i = 0; i < 5; i++) {
            System.arraycopy(row, 0, rows, 16 * i, 16);
        }
        rows[0] = Float.NaN; // nowhere
        rows[16 + 10] = 99; // as large as the world
        rows[2 * 16 + 12] = 0; // no rotation
        rows[3 * 16 + 6] = Float.POSITIVE_INFINITY; // no colour
        Diagnostics diagnostics = new Diagnostics();
        Splats left = SplatReader.parse("a.ply", file(0, true, 5, rows), diagnostics).orElseThrow();
        assertThat(left.count()).isEqualTo(1);
        assertThat(diagnostics.list().toString()).contains("4 splats have numbers that are infinite");
    }

    @Test
    void whatCannotBeReadIsTold() {
        byte[] good = file(0, false, 2, 1, 2, 3, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0);
        String text = new String(good, US_ASCII);
        assertThat(trouble("STL".getBytes(US_ASCII))).contains("the header is cut off");
        assertThat(trouble("solid x\n".getBytes(US_ASCII))).contains("the file is no PLY");
        assertThat(trouble(Arrays.copyOf(good, good.length - 1)))
                .contains("declares 2 splats of 68 bytes and has 135");
        assertThat(trouble(text.replace("binary_little_endian", "ascii").getBytes(US_ASCII)))
                .contains("not binary in little endian");
        assertThat(trouble(text.replace("property float rot_2\n", "").replace("f_dc_1", "f_dc_9").getBytes(US_ASCII)))
                .contains("no floating-point property f_dc_1, rot_2", "export the splats as a binary PLY");
        assertThat(trouble(text.replace("float nx", "float f_rest_0").getBytes(US_ASCII)))
                .contains("1 properties f_rest_*", "0, 9, 24 or 45");
        assertThat(trouble(text.replace("float nx", "list uchar int nx").getBytes(US_ASCII)))
                .contains("property <type of a number> <name>");
        assertThat(trouble(text.replace("vertex 2", "vertex 99999999").getBytes(US_ASCII)))
                .contains("99999999 splats", "at most 8388608");
        assertThat(trouble(text.replace("element vertex", "element face").getBytes(US_ASCII)))
                .contains("the first element is 'element face 2'");
    }

    @Test
    void brokenFilesEndInDiagnostics() {
        List<byte[]> corpus = List.of(file(0, false, 2, 1, 2, 3, 0, 0, 0, 0.1f, 0.2f, 0.3f, 4, -3, -3, -3, 1, 0, 0, 0),
                SplatWriter.write(SplatClouds.random(3, true, 3, 1)),
                SplatWriter.write(SplatClouds.random(1, false, 5, 2)));
        Fuzz.named("splats").seed(11).corpus(corpus)
                .dictionary("element vertex", "property float", "scale_2", "f_rest_",
                        "rot_0", "end_header\n", "double")
                .maxBytes(64 << 20).extension(".ply").run(Fuzz.count(), bytes -> {
                    Diagnostics diagnostics = new Diagnostics();
                    Optional<Splats> splats = SplatReader.parse("a.ply", bytes, diagnostics);
                    assertThat(splats.isPresent()).isNotEqualTo(diagnostics.hasErrors());
                });
    }
}
