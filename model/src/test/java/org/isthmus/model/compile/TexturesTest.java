package org.isthmus.model.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compiled.CompiledTexture;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.image.Image;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureBuiltin;
import org.isthmus.model.scene.TextureType;
import org.isthmus.model.testing.Models;
import org.junit.jupiter.api.Test;

/// Textures pixel by pixel; the drawn ones as MuJoCo 3.14 draws them.
class TexturesTest {
    private static CompiledTexture drawn(String attributes) {
        return Models.compile("<asset><texture name='t' " + attributes + "/></asset>").textures().get(0);
    }

    /// One channel, row by row.
    private static String channel(CompiledTexture t, int channel) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < t.width() * t.height(); i++) {
            text.append(i == 0 ? "" : i % t.width() == 0 ? " | " : " ")
                    .append(t.pixels().get(i * t.channels() + channel) & 255);
        }
        return text.toString();
    }

    @Test
    void checkersStartWithTheFirstColourAtTheTopLeft() {
        assertThat(channel(drawn("type='2d' builtin='checker' width='5' height='3' rgb1='1 0 0' rgb2='0 0 1'"), 0))
                .isEqualTo("255 255 0 0 0 | 0 0 255 255 255 | 0 0 255 255 255");
    }

    @Test
    void gradientsGoFromTheMiddleToTheCorners() {
        assertThat(channel(drawn("type='2d' builtin='gradient' width='4' height='3' rgb1='1 0 0' rgb2='0 0 1'"), 0))
                .isEqualTo("0 0 0 0 | 0 184 184 0 | 0 0 0 0");
    }

    @Test
    void marksAreEdgesAndCrosses() {
        String flat = "type='2d' builtin='flat' width='5' height='4' rgb1='0 0 0' markrgb='1 1 1' mark='";
        assertThat(channel(drawn(flat + "edge'"), 1)).isEqualTo(
                "255 255 255 255 255 | 255 0 0 0 255 | 255 0 0 0 255 | 255 255 255 255 255");
        assertThat(channel(drawn(flat + "cross'"), 2)).isEqualTo(
                "0 0 255 0 0 | 0 0 255 0 0 | 255 255 255 255 255 | 0 0 255 0 0");
    }

    @Test
    void randomMarksAreWhereMuJoCoPutsThem() {
        CompiledTexture t = drawn(
                "type='2d' builtin='flat' width='40' height='40' rgb1='0 0 0' mark='random' random='0.1' "
                        + "markrgb='1 1 1'");
        List<Integer> marked = new ArrayList<>();
        for (int i = 0; i < 1600; i++) {
            if (t.pixels().get(3 * i) != 0) {
                marked.add(i);
            }
        }
        assertThat(marked).hasSize(139).startsWith(5, 10, 18, 19, 25, 34, 39, 51, 52, 90, 102, 120);
    }

    @Test
    void cubesHaveTheSecondColourAtTheBottom() {
        CompiledTexture t = drawn("type='cube' builtin='flat' width='2' height='2' rgb1='1 0 0' rgb2='0 0 1'");
        assertThat(t.height()).isEqualTo(12);
        // right, left, up, down, front, back: 4 pixels each
        assertThat(channel(t, 0).replace(" |", "").split(" ")).containsExactly(
                ("255 255 255 255 255 255 255 255 255 255 255 255 0 0 0 0 255 255 255 255 255 255 255 255").split(" "));
    }

    private static Image counted(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3);
        }
        return new Image(width, height, 3, ByteArray.wrap(pixels));
    }

    private static CompiledTexture compiled(Texture texture) {
        Scene scene = new Scene();
        texture.name = "t";
        scene.textures.add(texture);
        return SceneCompiler.compile(scene).textures().get(0);
    }

    @Test
    void imagesMayBeFlipped() {
        Texture texture = new Texture();
        texture.type = TextureType.FLAT;
        texture.image = counted(3, 2);
        assertThat(channel(compiled(texture), 0)).isEqualTo("0 1 2 | 3 4 5");
        texture.flipHorizontal = true;
        assertThat(channel(compiled(texture), 0)).isEqualTo("2 1 0 | 5 4 3");
        texture.flipVertical = true;
        assertThat(channel(compiled(texture), 0)).isEqualTo("5 4 3 | 2 1 0");
    }

    @Test
    void gridsOfFacesAreCutApart() {
        Texture texture = new Texture();
        texture.type = TextureType.CUBE;
        texture.image = counted(4, 2);
        texture.gridSize[1] = 2;
        texture.gridLayout = "LR";
        String faces = channel(compiled(texture), 0);
        assertThat(faces).startsWith("2 3 | 6 7 | 0 1 | 4 5");
    }

    @Test
    void facesMayComeFromFilesOfTheirOwn() {
        Texture texture = new Texture();
        texture.type = TextureType.SKYBOX;
        texture.faceImages.put(Texture.Face.LEFT, counted(2, 2));
        CompiledTexture t = compiled(texture);
        assertThat(t.height()).isEqualTo(12);
        assertThat(channel(t, 0).split(" \\| ")[2]).isEqualTo("0 1");
        assertThat(channel(t, 0).split(" \\| ")[3]).isEqualTo("2 3");
    }

    @Test
    void channelsAreConverted() {
        Texture texture = new Texture();
        texture.type = TextureType.FLAT;
        texture.image = new Image(1, 1, 1, ByteArray.wrap(new byte[]{9}));
        assertThat(channel(compiled(texture), 2)).isEqualTo("9");
        texture.channels = 4;
        assertThat(channel(compiled(texture), 3)).isEqualTo("255");
    }

    @Test
    void texturesThatWereNotFoundAreLeftOut() {
        Scene scene = Models.scene("""
                <asset><texture name="t" type="2d" builtin="flat" width="1" height="1"/><material name="m"
                texture="t"/></asset>
                <worldbody><light texture="t"/></worldbody>""");
        Texture texture = scene.textures.get(0);
        texture.builtin = TextureBuiltin.NONE;
        texture.file = "lost.png";
        Diagnostics diagnostics = new Diagnostics();
        Model model = SceneCompiler.compile(scene, diagnostics);
        assertThat(diagnostics.list()).singleElement().asString()
                .endsWith("warning: texture 't' has no image; expected its file; what uses it goes without");
        assertThat(model.textures()).isEmpty();
        assertThat(Arrays.stream(model.materials().texId().toArray()).max()).hasValue(-1);
        assertThat(model.lights().texId().get(0)).isEqualTo(-1);
    }
}
