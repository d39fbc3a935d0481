package org.isthmus.model.mjcf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;
import org.junit.jupiter.api.Test;

class AssetReaderTest {
    private static final String CUBE = """
            v 0 0 0
            v 1 0 0
            v 0 1 0
            v 0 0 1
            f 1 3 2
            f 1 2 4
            f 1 4 3
            f 2 3 4
            """;

    private final Map<String, byte[]> files = new HashMap<>();
    private final Diagnostics diagnostics = new Diagnostics();

    private Scene read(String content, MissingFiles missing) {
        files.put("/scene.xml", ("<mujoco>" + content + "</mujoco>").getBytes(UTF_8));
        return MjcfReader.read(FileAccess.inMemory(files), "/scene.xml", new MjcfReader.Options(missing), diagnostics);
    }

    private Scene read(String content) {
        Scene scene = read(content, MissingFiles.ERROR);
        assertThat(diagnostics.list()).isEmpty();
        return scene;
    }

    private void put(String name, String text) {
        files.put(name, text.getBytes(UTF_8));
    }

    @Test
    void meshesAreFoundInTheirFolderAndNamedAfterTheirFile() {
        put("/meshes/parts/hand.obj", CUBE);
        Scene scene = read(
                "<compiler meshdir='meshes' assetdir='elsewhere'/><asset><mesh file='parts/hand.obj'/></asset>");
        assertThat(scene.meshes.get(0).name).isEqualTo("hand");
        assertThat(scene.meshes.get(0).file).isEqualTo("parts/hand.obj");
        assertThat(Objects.requireNonNull(scene.meshes.get(0).geometry).faceCount()).isEqualTo(4);
    }

    @Test
    void foldersCanBeStrippedFromFileNames() {
        put("/meshes/hand.obj", CUBE);
        assertThat(read(
                "<compiler assetdir='meshes' strippath='true'/><asset><mesh file='C:\\x\\hand.obj'/></asset>").meshes)
                .hasSize(1);
    }

    @Test
    void filesOfAnIncludedFileMayLieBesideIt() {
        put("/arm/arm.xml", "<mujoco><asset><mesh file='hand.obj'/></asset></mujoco>");
        put("/arm/hand.obj", CUBE);
        assertThat(read("<include file='arm/arm.xml'/>").meshes).hasSize(1);
    }

    @Test
    void ofAnObjFileTheFirstObjectCountsAndTheRestIsTold() {
        put("/two.obj", "o a\n" + CUBE + "o b\nv 2 0 0\nv 2 1 0\nv 2 0 1\nf 5 6 7\n");
        Mesh mesh = Objects.requireNonNull(
                read("<asset><mesh file='two.obj'/></asset>", MissingFiles.ERROR).meshes.get(0).geometry);
        assertThat(mesh.faceCount()).isEqualTo(4);
        assertThat(mesh.vertexCount()).as("all count for the hull").isEqualTo(7);
        assertThat(diagnostics.list()).singleElement()
                .hasToString("/scene.xml:1:22: warning: the file has more than one "
                        + "object: 1 of 5 faces are left out, as in MuJoCo; expected one object; join them, or write one file for "
                        + "each");
    }

    @Test
    void aMeshCanStandInTheXml() {
        Mesh hull = mesh("vertex='0 0 0  1 0 0  0 1 0  0 0 1  0.1 0.1 0.1'");
        assertThat(hull.vertexCount()).isEqualTo(5);
        assertThat(hull.faceCount()).as("those of the hull").isEqualTo(4);
        assertThat(hull.vertex(4).x()).as("in single precision").isEqualTo(0.1f);
        Mesh faces = mesh("vertex='0 0 0  1 0 0  0 1 0  0 0 1' face='0 1 2' texcoord='0 0  1 0  0 1  1 1' "
                + "normal='0 0 1 0 0 1 0 0 1 0 0 1'");
        assertThat(faces.faceCount()).isEqualTo(1);
        assertThat(faces.texcoords().values().toArray()).as("v from below").containsExactly(0, 1, 1, 1, 0, 0, 1, 0);
        assertThat(faces.normals().count()).isEqualTo(4);
    }

    private Mesh mesh(String attributes) {
        return Objects
                .requireNonNull(read("<asset><mesh name='m' " + attributes + "/></asset>").meshes.get(0).geometry);
    }

    @Test
    void texturesAreReadWholeOrFaceByFace() {
        files.put("/t/a.png", Images.toPng(new Image(2, 1, 3, ByteArray.wrap(new byte[]{1, 2, 3, 4, 5, 6}))));
        Scene scene = read("<compiler texturedir='t'/><asset><texture type='2d' file='a.png'/>"
                + "<texture name='c' type='cube' fileup='a.png' colorspace='sRGB'/><texture type='skybox' builtin='flat' width='4'/>"
                + "</asset>");
        assertThat(scene.textures.get(0).name).isEqualTo("a");
        assertThat(Objects.requireNonNull(scene.textures.get(0).image).width()).isEqualTo(2);
        assertThat(scene.textures.get(1).faceImages).containsOnlyKeys(Texture.Face.UP);
        assertThat(scene.textures.get(2).name).as("a skybox needs none").isNull();
    }

    @Test
    void materialsHaveATextureOrLayers() {
        Scene scene = read("<default><material shininess='0.25'><layer role='normal' texture='t'/></material></default>"
                + "<asset><texture name='t' builtin='flat' width='2'/><material name='m' texture='t'/>"
                + "<material name='l'><layer role='orm' texture='t'/></material></asset>");
        assertThat(scene.materials.get(0).textures).containsOnlyKeys(TextureRole.RGB, TextureRole.NORMAL);
        assertThat(scene.materials.get(1).textures).containsOnlyKeys(TextureRole.NORMAL, TextureRole.ORM);
        assertThat(scene.materials.get(1).shininess).isEqualTo(0.25);
    }

    @Test
    void heightFieldsComeFromTheXmlAnImageOrABinaryFileWithTheNearRowFirst() {
        files.put("/a.png", Images.toPng(new Image(2, 2, 1, ByteArray.wrap(new byte[]{0, 50, 100, (byte) 200}))));
        ByteBuffer binary = ByteBuffer.allocate(8 + 8).order(ByteOrder.LITTLE_ENDIAN);
        binary.putInt(1).putInt(2).putFloat(3).putFloat(4);
        files.put("/b.bin", binary.array());
        Scene scene = read("<asset><hfield name='x' nrow='2' ncol='2' size='1 1 1 1' elevation='1 2 3 4'/>"
                + "<hfield file='a.png' size='1 1 1 1'/><hfield file='b.bin' size='1 1 1 1'/>"
                + "<hfield name='flat' nrow='2' ncol='3' size='1 1 1 1'/></asset>");
        assertThat(scene.heightFields.get(0).elevation).containsExactly(3, 4, 1, 2);
        assertThat(scene.heightFields.get(1).elevation).containsExactly(100, 200, 0, 50);
        assertThat(scene.heightFields.get(1).name).isEqualTo("a");
        assertThat(scene.heightFields.get(2).elevation).containsExactly(3, 4);
        assertThat(scene.heightFields.get(2).columns).isEqualTo(2);
        assertThat(scene.heightFields.get(3).elevation).isEmpty();
    }

    @Test
    void aBrokenHeightFieldFileIsAnError() {
        files.put("/b.bin", new byte[]{1, 0, 0, 0, 2, 0, 0, 0, 0});
        assertThatThrownBy(() -> read("<asset><hfield file='b.bin' size='1 1 1 1'/></asset>", MissingFiles.ERROR))
                .hasMessage("/b.bin: error: a height field of 1 by 2 samples in 9 bytes; "
                        + "expected 8 bytes and 4 for each of at most 16777216 samples");
    }

    @Test
    void missingFilesCanBeWaived() {
        Scene scene = read("""
                <asset>
                  <mesh file="no.stl"/><hfield file="no.png" size="1 1 1 1"/><texture type="2d" file="wood.png"/>
                  <material name="m" texture="wood"/>
                </asset>
                <worldbody>
                  <geom name="a" type="mesh" mesh="no"/><geom name="b" type="hfield" hfield="no"/><geom name="c" size="1" material="m"/>
                </worldbody>""", MissingFiles.WARN);
        assertThat(scene.world.geoms).extracting(g -> g.name).containsExactly("c");
        assertThat(scene.meshes).isEmpty();
        assertThat(scene.heightFields).isEmpty();
        assertThat(scene.textures).isEmpty();
        assertThat(scene.materials.get(0).textures).isEmpty();
        List<String> messages = diagnostics.list().stream().map(Diagnostic::toString).toList();
        assertThat(messages).hasSize(4)
                .contains("/scene.xml:6:3: warning: geoms and sites whose mesh or height field has no "
                        + "file are left out: 2 from here on");
    }
}
