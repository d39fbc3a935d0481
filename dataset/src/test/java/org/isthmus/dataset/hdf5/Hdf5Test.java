package org.isthmus.dataset.hdf5;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.random.RandomStream;
import org.isthmus.core.file.NewFile;
import org.isthmus.testkit.Fuzz;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5Test {
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    private Path write(String name, int threads) {
        Path target = folder.resolve(name);
        try (NewFile file = NewFile.at(target, new Diagnostics());
                Compressors compressors = Compressors.of(threads);
                Hdf5Writer writer = Hdf5Writer.create(file, 512, compressors)) {
            Hdf5Rows camera = writer.rows("obs/camera", Hdf5Type.UINT8, List.of(4, 5, 3), 1, 1);
            Hdf5Rows actions = writer.rows("actions", Hdf5Type.FLOAT64, List.of(3), 7, 4);
            for (int i = 0; i < ROWS; i++) {
                camera.append(image(i));
                actions.append(doubles(i, 0.5 * i, -i));
            }
            writer.rows("nothing/wide", Hdf5Type.FLOAT32, List.of(0), 7, 4).append(new byte[0]);
            writer.rows("nothing/long", Hdf5Type.FLOAT32, List.of(2), 7, 4);
            writer.whole("whole/numbers", Hdf5Type.INT32, new long[]{2, 2},
                    new Bytes().u32(1).u32(2).u32(-3).u32(4).toArray());
            writer.whole("whole/flags", Hdf5Type.BOOL, new long[]{3}, new byte[]{1, 0, 1});
            writer.whole("whole/names", Hdf5Type.fixedText(6), new long[]{2}, "demo_0demo_1".getBytes(US_ASCII));
            writer.texts("whole/texts", List.of("a", "", "grün", "x".repeat(70_000)));
            for (int i = 0; i < 130; i++) {
                String group = "many/demo_" + i;
                writer.group(group);
                writer.attribute(group, "number", i);
            }
            writer.attribute("", "half", 0.5);
            writer.attribute("", "yes", true);
            writer.attribute("actions", "names", List.of("p", "q", "r"));
            byte[] digest = writer.finish();
            assertThat(digest).hasSize(32);
            writer.writeUserBlock("mine".getBytes(US_ASCII));
            file.commit();
        }
        return target;
    }

    private static byte[] image(int number) {
        byte[] out = new byte[60];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (number + i);
        }
        return out;
    }

    private static byte[] doubles(double... values) {
        Bytes out = new Bytes();
        for (double value : values) {
            out.u64(Double.doubleToRawLongBits(value));
        }
        return out.toArray();
    }

    @Test
    void whatWasWrittenIsRead() {
        try (Hdf5File file = Hdf5File.open(write("a.h5", 2), new Diagnostics())) {
            Hdf5Node root = file.root();
            assertThat(root.names()).containsExactly("actions", "many", "nothing", "obs", "whole");
            Hdf5Node camera = root.require("obs/camera");
            assertThat(camera.shape()).containsExactly(300L, 4L, 5L, 3L);
            for (int i : new int[]{0, 299, 17}) {
                assertThat(camera.bytes(i, i + 1)).isEqualTo(image(i));
            }
            Hdf5Node actions = root.require("actions");
            assertThat(actions.read(6, 9).doubles()).containsExactly(6, 3, -6, 7, 3.5, -7, 8, 4, -8);
            assertThat(actions.attribute("names").orElseThrow().texts()).containsExactly("p", "q", "r");
            assertThat(root.require("nothing/wide").shape()).containsExactly(1L, 0L);
            assertThat(root.require("nothing/long").read().count()).isZero();
            assertThat(root.require("whole/numbers").read().longs()).containsExactly(1, 2, -3, 4);
            assertThat(root.require("whole/flags").type()).isEqualTo(Hdf5Type.BOOL);
            assertThat(root.require("whole/names").read().texts()).containsExactly("demo_0", "demo_1");
            assertThat(root.require("whole/texts").read().texts()).containsExactly("a", "", "grün",
                    "x".repeat(70_000));
            assertThat(root.require("many").names()).hasSize(130);
            assertThat(root.require("many/demo_129").wholeNumber("number")).contains(129L);
            assertThat(root.number("half")).contains(0.5);
            assertThat(root.wholeNumber("yes")).contains(1L);
            assertThat(root.find("whole/none")).isEmpty();
        }
    }

    @Test
    void sameCallsGiveTheSameBytesOnAnyNumberOfThreads() throws IOException {
        byte[] one = Files.readAllBytes(write("a.h5", 1));
        assertThat(new String(one, 0, 5, US_ASCII)).isEqualTo("mine\0");
        assertThat(write("b.h5", 3)).hasBinaryContent(one);
    }

    /// The values of h5py 3.16 for a dataset of the bytes 0 to n-1 with this filter.
    @Test
    void checksumIsThatOfTheLibrary() throws DataFormatException {
        byte[] data = new byte[1001];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        byte[] even = Filters.withChecksum(Arrays.copyOf(data, 1000));
        assertThat(Filters.checked(even)).isEqualTo(Arrays.copyOf(data, 1000));
        even[3] ^= 1;
        assertThatThrownBy(() -> Filters.checked(even)).isInstanceOf(DataFormatException.class);
        assertThat(Filters.fletcher32(Arrays.copyOf(data, 8), 8)).isEqualTo(337513488);
        assertThat(Filters.fletcher32(Arrays.copyOf(data, 7), 7)).isEqualTo(337054729);
        assertThat(Filters.fletcher32(data, 1001)).isEqualTo(-2031322748);
    }

    @Test
    void shuffleIsUndone() {
        RandomStream random = RandomStream.of(7);
        for (int size : new int[]{2, 4, 8, 3}) {
            for (int length : new int[]{0, 1, 7, 8, 9, 100}) {
                byte[] data = new byte[length];
                for (int i = 0; i < length; i++) {
                    data[i] = (byte) random.nextInt(256);
                }
                assertThat(Filters.unshuffle(Filters.shuffle(data, size), size)).isEqualTo(data);
            }
        }
    }

    @Test
    void badCallsAreTold() {
        try (NewFile file = NewFile.at(folder.resolve("x.h5"), new Diagnostics());
                Compressors compressors = Compressors.of(1);
                Hdf5Writer writer = Hdf5Writer.create(file, 0, compressors)) {
            Hdf5Rows rows = writer.rows("a", Hdf5Type.UINT8, List.of(2), 4, 1);
            assertThatThrownBy(() -> rows.append(new byte[3])).hasMessage("a row of 3 bytes, expected 2");
            assertThatThrownBy(() -> writer.rows("a", Hdf5Type.UINT8, List.of(2), 4, 1))
                    .hasMessage("'a' is there already");
            assertThatThrownBy(() -> writer.rows("a/b", Hdf5Type.UINT8, List.of(2), 4, 1))
                    .hasMessageContaining("is a dataset, expected a group");
            assertThatThrownBy(() -> writer.rows("ä", Hdf5Type.UINT8, List.of(2), 4, 1))
                    .hasMessageContaining("printable ASCII");
            assertThatThrownBy(() -> writer.rows("c", Hdf5Type.UINT8, List.of(1 << 20, 1 << 20), 4, 1))
                    .hasMessageContaining("up to 268435456 bytes");
            assertThatThrownBy(() -> writer.attribute("none", "x", 1)).hasMessage("there is no 'none' in this file");
        }
    }

    @Test
    void filesThatAreNoneAreTold() throws IOException {
        assertThatThrownBy(() -> Hdf5File.open(folder.resolve("none.h5"), new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("there is no such file");
        Path text = Files.writeString(folder.resolve("text.h5"), "hello".repeat(1000));
        assertThatThrownBy(() -> Hdf5File.open(text, new Diagnostics())).isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("this is no HDF5 file; the file is damaged or no HDF5 file; write it again");
    }

    @Test
    void damagedFilesAreToldNeverFatal() throws IOException {
        List<byte[]> corpus = new ArrayList<>(List.of(Files.readAllBytes(write("a.h5", 1))));
        Path demo = folder.resolve("fuzz.h5");
        Fuzz.named("hdf5").seed(11).corpus(corpus).dictionary("TREE", "SNOD", "HEAP", "GCOL").extension(".h5")
                .allow(DiagnosticException.class).run(Fuzz.count(), bytes -> {
                    Files.write(demo, bytes);
                    try (Hdf5File file = Hdf5File.open(demo, new Diagnostics())) {
                        readAll(file.root(), 0);
                    }
                });
    }

    /// What h5py wrote, under the licence MIT from jhdf's tests: of the newest formats only what is read must be told kindly.
    @Test
    void filesOfOthersAreReadOrTold() throws IOException {
        int read = 0;
        try (Stream<Path> files = Files.walk(SharedData.require("formats/hdf5_jhdf"))) {
            for (Path path : files.filter(f -> f.toString().matches(".*\\.(hdf5|h5)")).sorted().toList()) {
                try (Hdf5File file = Hdf5File.open(path, new Diagnostics())) {
                    readAll(file.root(), 0);
                    read++;
                } catch (DiagnosticException e) {
                    assertThat(e).as("%s", path).hasMessageContaining("expected what h5py writes by default");
                }
            }
        }
        assertThat(read).isGreaterThan(4);
    }

    private static void readAll(Hdf5Node node, int depth) {
        for (String name : node.attributeNames()) {
            node.attribute(name);
        }
        if (node.isDataset()) {
            long bytes = node.rowBytes();
            for (long row = 0; row < Math.min(node.rows(), 5) && bytes < 1 << 20; row++) {
                node.read(row, row + 1);
            }
        }
        for (String name : depth > 4 ? List.<String>of() : node.names()) {
            readAll(node.require(name), depth + 1);
        }
    }
}
