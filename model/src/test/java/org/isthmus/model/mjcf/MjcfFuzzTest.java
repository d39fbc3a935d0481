package org.isthmus.model.mjcf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.testing.Models;
import org.isthmus.model.testing.XmlMutator;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, the reader ends in a scene, which can then be written, or in diagnostics.
class MjcfFuzzTest {
    private static final String NESTED = """
            <mujoco model="nested"><include file="part.xml"/>
              <asset><model name="part" file="part.xml"/><mesh file="a.obj"/><hfield file="a.bin" size="1 1 1 1"/></asset>
              <worldbody>
                <replicate count="3" offset="1 0 0" euler="0 0 30" sep="-"><replicate count="2"><body name="b"><geom size="1"/>
                  <joint name="j"/><frame name="f" pos="0 0 1"><site name="s"/></frame></body></replicate></replicate>
                <body><attach model="part" body="p" prefix="x"/><attach frame="f" prefix="y"/></body>
              </worldbody>
              <actuator><motor joint="j"/></actuator><equality><weld body1="b"/></equality>
            </mujoco>""";
    private static final Map<String, byte[]> FILES = Map.of(
            "/part.xml",
            "<mujoco><worldbody><body name='p'><geom size='1'/></body></worldbody></mujoco>".getBytes(UTF_8),
            "/a.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nf 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n".getBytes(UTF_8),
            "/a.bin", new byte[]{1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0});

    @Test
    void everyInputEndsInASceneOrDiagnostics() throws IOException {
        Fuzz.named("mjcf").seed(1)
                .corpus(List.of(resource("bodies.xml"), resource("mechanisms.xml"), NESTED.getBytes(UTF_8)))
                .dictionary("<replicate count='9'>", "</replicate>", "<include file='scene.xml'/>", "<attach",
                        "<default", "</default>",
                        "class=\"", "name=\"", "quat=\"0 0 0 0\"", "euler=\"", "fromto=\"", "type=\"mesh\"",
                        "builtin=\"", "1e300",
                        "1e-300", "<frame>", "</frame>", "<flexcomp/>", "inheritrange=\"1\"", "<body>", "</body>")
                .extension(".xml").allow(DiagnosticException.class).maxBytes(128L << 20)
                .run(Fuzz.count(), MjcfFuzzTest::readAndWrite);
    }

    @Test
    void whatIsReadCompilesOrIsRefused() {
        List<String> documents = new ArrayList<>(List.of(NESTED));
        Models.RESOURCES.forEach(name -> documents.add(Models.resourceText(name)));
        XmlMutator mutator = new XmlMutator(documents);
        Fuzz.named("mjcf-tree").seed(2).madeBy(random -> mutator.next(random).getBytes(UTF_8)).extension(".xml")
                .allow(DiagnosticException.class).maxBytes(128L << 20)
                .run(Fuzz.count(), bytes -> SceneCompiler.compile(read(bytes)));
    }

    @Test
    void everyBinaryHeightFieldIsReadOrRefused() {
        byte[] scene = "<mujoco><asset><hfield file='a.bin' size='1 1 1 1'/></asset></mujoco>".getBytes(UTF_8);
        byte[] field = {2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f};
        Fuzz.named("hfield").seed(3).corpus(List.of(field)).allow(DiagnosticException.class).maxBytes(128L << 20)
                .run(Fuzz.count(), bytes -> read(Map.of("/scene.xml", scene, "/a.bin", bytes)));
    }

    private static Scene read(byte[] bytes) {
        Map<String, byte[]> files = new HashMap<>(FILES);
        files.put("/scene.xml", bytes);
        return read(files);
    }

    private static Scene read(Map<String, byte[]> files) {
        return MjcfReader.read(FileAccess.inMemory(files), "/scene.xml", new MjcfReader.Options(MissingFiles.WARN),
                new Diagnostics());
    }

    private static void readAndWrite(byte[] bytes) throws IOException {
        Scene scene = read(bytes);
        List<byte[]> written = new ArrayList<>();
        MjcfWriter.write(scene, (name, content) -> written.add(content), new Diagnostics());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MjcfFuzzTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
