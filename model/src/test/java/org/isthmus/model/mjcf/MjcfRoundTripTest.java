package org.isthmus.model.mjcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.dump.ModelDump;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.robots.RobotTemplates;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.SceneText;
import org.isthmus.model.testing.RandomScenes;
import org.isthmus.testkit.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A scene that is written and read is the same scene, compiles to the same model, and is written as the same bytes.
class MjcfRoundTripTest {
    private static final String FILE = "/scene.xml";

    private record Written(String text, Map<String, byte[]> files) {
        static Written of(Scene scene) {
            Map<String, byte[]> files = new TreeMap<>();
            Diagnostics diagnostics = new Diagnostics();
            try {
                String text = MjcfWriter.write(scene, (name, content) -> files.put("/" + name, content), diagnostics);
                assertThat(diagnostics.list()).isEmpty();
                files.put(FILE, text.getBytes(UTF_8));
                return new Written(text, files);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        Scene read() {
            Diagnostics diagnostics = new Diagnostics();
            Scene scene = MjcfReader.read(FileAccess.inMemory(files), FILE, MjcfReader.Options.DEFAULT, diagnostics);
            assertThat(diagnostics.list()).isEmpty();
            return scene;
        }
    }

    /// Checks all that the class promises.
    static void check(Scene scene) {
        Scene again = checkScene(scene);
        checkBytes(scene, again);
        assertSame(compiled(again), compiled(scene));
    }

    /// Checks that the same scene is read.
    static Scene checkScene(Scene scene) {
        Scene again = Written.of(scene).read();
        checkMeshes(scene.meshes, again.meshes);
        SceneText.assertSame(withoutContent(again), withoutContent(scene));
        return again;
    }

    private static void checkBytes(Scene scene, Scene again) {
        Written once = Written.of(scene);
        Written twice = Written.of(again);
        assertThat(twice.text).isEqualTo(once.text);
        assertThat(twice.files.keySet()).isEqualTo(once.files.keySet());
        once.files.forEach((name, content) -> assertThat(twice.files.get(name)).as(name).isEqualTo(content));
    }

    /// Of long texts, only where they begin to differ is told.
    private static void assertSame(String actual, String expected) {
        int at = Arrays.mismatch(actual.toCharArray(), expected.toCharArray());
        if (at >= 0) {
            assertThat(around(actual, at)).isEqualTo(around(expected, at));
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.clamp(at - 100, 0, text.length()), Math.min(text.length(), at + 100));
    }

    private static void checkMeshes(List<MeshAsset> before, List<MeshAsset> after) {
        for (int i = 0; i < before.size(); i++) {
            Mesh a = Objects.requireNonNull(before.get(i).geometry);
            Mesh b = Objects.requireNonNull(after.get(i).geometry);
            assertThat(b.vertices()).isEqualTo(a.vertices());
            assertThat(b.faces()).isEqualTo(a.faces());
            assertThat(b.normals()).isEqualTo(a.normals());
            assertThat(b.texcoords()).isEqualTo(a.texcoords());
        }
    }

    /// A copy without the names of files, which the writer chooses, and without meshes, whose own images it leaves out.
    private static Scene withoutContent(Scene scene) {
        Scene copy = scene.copy();
        copy.meshes.forEach(m -> {
            m.file = null;
            m.geometry = null;
        });
        copy.heightFields.forEach(h -> h.file = null);
        copy.textures.forEach(t -> {
            t.file = null;
            t.faceFiles.clear();
        });
        return copy;
    }

    /// The model as JSON, or what is wrong with it, without places.
    private static String compiled(Scene scene) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ModelDump.write(SceneCompiler.compile(scene, new Diagnostics()), out);
            return out.toString(UTF_8);
        } catch (DiagnosticException e) {
            return e.diagnostics().stream().map(d -> d.found()).toList().toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bodies.xml", "mechanisms.xml"})
    void filesWithEverything(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
            check(MjcfReader.parse(new String(in.readAllBytes(), UTF_8), new Diagnostics()));
        }
    }

    /// A class of this scene has a material that some of its elements do not have; MJCF cannot say that of a class. Nor can it
    /// give a full inertia axes of its own.
    @Test
    void aSceneMadeInCode() {
        Scene scene = SampleScenes.everything();
        scene.defaults.children.get(0).geom.material = null;
        scene.world.forEach(body -> body.inertial = inBodyAxes(body.inertial));
        check(scene);
    }

    private static @Nullable Inertial inBodyAxes(@Nullable Inertial i) {
        return i == null ? null
                : new Inertial(i.pos(), Quat.IDENTITY, i.mass(), i.inertia().rotated(i.quat().toRotation()));
    }

    @Test
    void robotTemplates() {
        assertThat(RobotTemplates.all()).isNotEmpty().allSatisfy(template -> check(template.scene()));
    }

    @Test
    void randomTrees() {
        Property.check(11, 10, random -> check(RandomScenes.tree(random, 1 + random.nextInt(12))));
    }
}
