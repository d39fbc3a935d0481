package org.isthmus.model.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.isthmus.testkit.Tolerances.SINGLE;
import static org.isthmus.testkit.Tolerances.TIGHT;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.dump.ModelDump;
import org.isthmus.model.image.Image;
import org.isthmus.model.robots.RobotTemplate;
import org.isthmus.model.robots.RobotTemplates;
import org.isthmus.model.robots.RokaeSr3;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Inertial;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.SampleScenes;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.ScenePoses;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.testkit.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SceneFolderTest {
    private final Diagnostics diagnostics = new Diagnostics();

    @TempDir
    private Path folder;

    static Stream<RobotTemplate> templates() {
        return RobotTemplates.all().stream();
    }

    /// All numbers of the model that a scene compiles to.
    private static String compiled(Scene scene) throws IOException {
        Model model = SceneCompiler.compile(scene);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelDump.write(model, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /// The sample with a texture from an image, and an inertia that MJCF can hold to the last bit.
    private static Scene sample() {
        Scene scene = SampleScenes.everything();
        Body arm = requireNonNull(scene.body("arm"));
        Inertial inertial = requireNonNull(arm.inertial);
        arm.inertial = new Inertial(inertial.pos(), Quat.IDENTITY, inertial.mass(), inertial.inertia());
        Texture texture = requireNonNull(scene.textures.getFirst());
        texture.builtin = TextureBuiltin.NONE;
        texture.file = "grain.png";
        texture.image = new Image(2, 2, 3, 8, ByteArray.wrap(new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
        return scene;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateSavedAndLoadedIsTheSameModel(RobotTemplate template) throws IOException {
        SceneFolder.save(template.scene(), folder, diagnostics);
        Scene loaded = SceneFolder.load(folder, diagnostics);
        assertThat(compiled(loaded)).isEqualTo(compiled(template.scene()));
        assertThat(diagnostics.list()).isEmpty();
    }

    @Test
    void meshesAndTexturesComeAlong() throws IOException {
        SceneFolder.save(sample(), folder, diagnostics);
        assertThat(names(folder)).containsExactly("assets/grain.png", "assets/wedge.obj", "scene.xml");
        assertThat(compiled(SceneFolder.load(folder, diagnostics))).isEqualTo(compiled(sample()));
        assertThat(diagnostics.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"robots/widowx_wx250s_mjcf/scene.xml", "robots/shadow_hand_mjcf/scene_right.xml",
        "robots/allegro_hand_urdf/allegro_hand_right.urdf", "objects/mujoco_mug/mug.xml",
        "objects/ycb_drake/005_tomato_soup_can.sdf"})
    void aRealSceneSavedAndLoadedIsTheSameModel(String file) throws IOException {
        Path path = SharedData.require(file);
        Scene scene = SceneFiles.load(path.toString(), SceneFiles.Options.TOLERANT, new Diagnostics());
        SceneFolder.save(scene, folder, new Diagnostics());
        Scene loaded = SceneFolder.load(folder, new Diagnostics());
        assertThat(compiled(loaded)).isEqualTo(compiled(scene));
    }

    @Test
    void theSameSceneGivesTheSameBytes() throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        SceneFolder.save(sample(), a, diagnostics);
        SceneFolder.save(SceneFolder.load(a, diagnostics), b, diagnostics);
        for (String name : names(a)) {
            assertThat(b.resolve(name)).hasSameBinaryContentAs(a.resolve(name));
        }
        assertThat(names(b)).isEqualTo(names(a));
    }

    @Test
    void savingWhatHasNotChangedTouchesNothing() throws IOException {
        assertThat(SceneFolder.save(sample(), folder, diagnostics)).hasSize(3).last()
                .isEqualTo(folder.resolve("scene.xml"));
        FileTime old = FileTime.fromMillis(1_000_000);
        for (String name : names(folder)) {
            Files.setLastModifiedTime(folder.resolve(name), old);
        }
        assertThat(SceneFolder.save(sample(), folder, diagnostics)).isEmpty();
        for (String name : names(folder)) {
            assertThat(Files.getLastModifiedTime(folder.resolve(name))).isEqualTo(old);
        }
        Scene changed = sample();
        requireNonNull(changed.geom("loose_geom")).size[0] = 0.5;
        assertThat(SceneFolder.save(changed, folder, diagnostics)).containsExactly(folder.resolve("scene.xml"));
        assertThat(names(folder)).hasSize(3);
    }

    @Test
    void foreignAndUnusedFilesStay() throws IOException {
        SceneFolder.save(sample(), folder, diagnostics);
        Files.writeString(folder.resolve("README.md"), "mine");
        Files.writeString(folder.resolve("assets/notes.txt"), "mine");
        Scene bare = sample();
        bare.materials.clear();
        bare.textures.clear();
        List<String> before = names(folder);
        SceneFolder.save(bare, folder, diagnostics);
        assertThat(names(folder)).isEqualTo(before);
        assertThat(diagnostics.list()).anySatisfy(d -> assertThat(d.toString()).isEqualTo(
                folder.resolve("assets/grain.png") + ": warning: the scene does not use this file; "
                        + "delete it if nothing else does"));
    }

    @Test
    void existingFilesAreOverwrittenOnlyWhenAllowed() throws IOException {
        Path target = folder.resolve("robot.xml");
        Files.writeString(target, "precious");
        assertThatThrownBy(() -> SceneFiles.save(sample(), target, false, new Diagnostics())).hasMessage(target
                + ": error: the file exists and has other content; expected a new name; "
                + "write somewhere else, or allow it to be overwritten");
        assertThat(target).hasContent("precious");
        assertThat(folder.resolve("assets")).doesNotExist();
        assertThat(SceneFiles.save(sample(), target, true, diagnostics)).hasSize(3);
        assertThat(SceneFiles.save(sample(), target, false, diagnostics)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> SceneFolder.save(sample(), file.resolve("below"), diagnostics))
                .hasMessageContaining("error: the file cannot be written (").hasMessageContaining("check the folder");
        assertThatThrownBy(() -> SceneFolder.load(folder.resolve("none"), new Diagnostics()))
                .hasMessage(folder.resolve("none") + ": error: there is no such folder; expected a scene folder");
    }

    @Test
    void formatsThatCannotBeWrittenAreErrors() {
        for (String name : List.of("a.sdf", "a.stl", "a.docx")) {
            assertThatThrownBy(() -> SceneFiles.save(sample(), folder.resolve(name), true, new Diagnostics()))
                    .hasMessage(folder.resolve(name) + ": error: this format cannot be written; "
                            + "expected .xml, .mjcf, .urdf, or a folder");
        }
    }

    @Test
    void anArmSavedAsUrdfStandsAndWeighsTheSame() throws IOException {
        Scene arm = RokaeSr3.arm().scene();
        Path urdf = folder.resolve("arm.urdf");
        SceneFiles.save(arm, urdf, false, diagnostics);
        Scene loaded = SceneFiles.load(urdf.toString(), SceneFiles.Options.DEFAULT, diagnostics);
        double[] q = {0.1, -0.2, 0.3, -0.4, 0.5, -0.6};
        assertClose(ScenePoses.of(loaded, q, "link6").position().toArray(),
                ScenePoses.of(arm, q, "link6").position().toArray(), TIGHT);
        assertClose(SceneCompiler.compile(loaded).bodies().subtreeMass().get(0),
                SceneCompiler.compile(arm).bodies().subtreeMass().get(0), TIGHT);
    }

    @Test
    void meshesAndTexturesOfUrdfLieBesideIt() throws IOException {
        Scene scene = new Scene();
        scene.meshes.addAll(SampleScenes.everything().meshes);
        MeshAsset wedge = scene.meshes.getFirst();
        wedge.material = null;
        wedge.scale[1] = 2; // with a reference pose, which URDF does not have
        scene.world.addBody("box", Pose.IDENTITY).addGeom(
                GeomType.MESH, new double[0], g -> g.mesh = "wedge");
        Path urdf = folder.resolve("box.urdf");
        List<Path> written = new ArrayList<>(SceneFiles.save(scene, urdf, false, diagnostics));
        assertThat(written).containsExactly(folder.resolve("meshes/wedge.obj"), urdf);
        Scene loaded = SceneFiles.load(urdf.toString(), SceneFiles.Options.DEFAULT, diagnostics);
        Vec3 before = SceneCompiler.compile(scene).bodies().ipos().vec3(1);
        assertClose(SceneCompiler.compile(loaded).bodies().ipos().vec3(1).toArray(), before.toArray(), SINGLE);
    }
}
