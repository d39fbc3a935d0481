package org.isthmus.model.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.image.Image;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Texture;
import org.isthmus.model.scene.TextureRole;
import org.isthmus.model.scene.TextureType;
import org.isthmus.model.testing.Models;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the compiler says of wrong scenes: those of `diagnostics.txt`, and those that no reader lets pass.
class DiagnosticsTest {
    private static final Map<String, String> SHORT = Map.of(
            "ARM", """
                    <worldbody><site name="hook"/><body name="upper"><joint name="shoulder" range="-1 1"/>
                    <geom name="bone" type="capsule" size="0.1 0.2"/><body name="lower" pos="0 0 1"><joint
                    name="elbow"/>
                    <geom name="fist" size="0.1"/><site name="hand"/><body name="tip"><joint name="wrist" type="ball"/>
                    <geom size="0.1"/></body></body></body></worldbody>""",
            "HF", "<asset><hfield name='hf' nrow='2' ncol='2' size='1 1 1 1'/></asset>",
            "MESH", "<asset><mesh name='m' vertex='0 0 0 1 0 0 0 1 0 0 0 1'/></asset>");

    private record Case(String text, List<String> messages) {}

    @TestFactory
    List<DynamicTest> wrongMjcfGivesTheseMessages() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case c : cases()) {
            String[] mjcf = {c.text};
            SHORT.forEach((word, text) -> mjcf[0] = mjcf[0].replace(word + "<", text + "<"));
            tests.add(DynamicTest.dynamicTest(c.text,
                    () -> assertThat(Models.messages(mjcf[0])).containsExactlyElementsOf(c.messages)));
        }
        return tests;
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        var in = Objects.requireNonNull(DiagnosticsTest.class.getResourceAsStream("diagnostics.txt"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (line.startsWith("  ")) {
                    cases.getLast().messages.add(line.strip());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(new Case(line, new ArrayList<>()));
                }
            }
        }
        return cases;
    }

    @Test
    void messagesNameThePlaceOfTheElement() {
        Diagnostics diagnostics = new Diagnostics();
        Scene scene = Models.scene("\n<worldbody>\n  <geom size='1' condim='2'/></worldbody>");
        assertThatThrownBy(() -> SceneCompiler.compile(scene, diagnostics))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("/scene.xml:3:3: error: this geom has condim 2");
    }

    @Test
    void elementsBuiltInCodeAreNamedInFull() {
        assertMessages(scene -> scene.world.addGeom(GeomType.SPHERE, new double[]{1}, g -> g.condim = 2),
                "error: geom without a name has condim 2; expected 1, 3, 4 or 6; 3 is usual: sliding friction");
    }

    @Test
    void namesThatOccurTwiceAreErrorsWithBothPlaces() {
        assertMessages(scene -> {
            scene.world.addBody("a", Pose.IDENTITY).source = new SourceLocation("a.xml", 3, 4);
            scene.world.addBody("a", Pose.IDENTITY).source = new SourceLocation("b.xml", 5, 6);
            scene.world.addBody("world", Pose.IDENTITY);
        },
                "b.xml:5:6: error: the name of body 'a' is taken (at a.xml:3:4); expected a name that no other body "
                        + "has; "
                        + "rename one of the two",
                "error: the name of body 'world' is taken; expected a name that no other body has; rename one of the "
                        + "two");
    }

    @Test
    void orientationsThatAreNoRotationsAreErrors() {
        assertMessages(scene -> {
            scene.world.addBody("b", Pose.IDENTITY).quat = new Quat(0, 0, 0, 0);
            scene.world.addSite("s", Pose.IDENTITY).quat = new Quat(Double.NaN, 0, 0, 0);
        },
                "error: site 's' has the orientation NaN 0 0 0; expected a quaternion that is not zero; "
                        + "for no rotation write 1 0 0 0",
                "error: body 'b' has the orientation 0 0 0 0; expected a quaternion that is not zero; "
                        + "for no rotation write 1 0 0 0");
    }

    @Test
    void endPointsAndPositionsExcludeEachOther() {
        assertMessages(scene -> {
            scene.world.addGeom(GeomType.CAPSULE, new double[]{1, 1, 0}, g -> {
                Arrays.fill(g.fromTo, 0);
                g.fromTo[5] = 1;
                g.pos = Vec3.X;
            });
            scene.world.addGeom(GeomType.CAPSULE, new double[]{1, 1, 0}, g -> Arrays.fill(g.fromTo, 0));
        },
                "error: geom without a name gives both end points (fromto) and a position; expected one of the two; "
                        + "remove pos or fromto",
                "error: geom without a name has end points 0 0 0 0 0 0 in one place; expected two different points; "
                        + "move one of them");
    }

    @Test
    void meshesThatEncloseNothingAreErrors() {
        assertMessages(scene -> {
            scene.meshes.add(mesh("few", 0, 0, 0, 1, 0, 0, 0, 1, 0));
            scene.meshes.add(mesh("flat", 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0));
        },
                "error: mesh 'few' has 3 vertices; expected at least 4; use a primitive instead",
                "error: mesh 'flat' is flat; expected vertices that do not lie in one plane; "
                        + "give it thickness, or use a thin box");
    }

    private static MeshAsset mesh(String name, double... vertices) {
        MeshAsset mesh = new MeshAsset();
        mesh.name = name;
        mesh.geometry = Mesh.of(DoubleArray.wrap(vertices), IntArray.wrap(new int[0]));
        return mesh;
    }

    @Test
    void heightFieldsNeedAsManyElevationsAsPoints() {
        assertMessages(scene -> {
            scene.heightFields.add(field("none", 0, 2));
            scene.heightFields.add(field("many", 100_000, 100_000));
            scene.heightFields.add(field("short", 2, 2, 1, 2, 3));
        },
                "error: hfield 'none' has 0 rows and 2 columns; expected at least one of each, at most 100000000 "
                        + "points; "
                        + "set nrow and ncol",
                "error: hfield 'many' has 100000 rows and 100000 columns; expected at least one of each, at most "
                        + "100000000 "
                        + "points; set nrow and ncol",
                "error: hfield 'short' has 3 elevations; expected nrow · ncol = 4; correct nrow, ncol or elevation");
    }

    private static HeightField field(String name, int rows, int columns, double... elevation) {
        HeightField field = new HeightField();
        field.name = name;
        field.rows = rows;
        field.columns = columns;
        Arrays.fill(field.size, 1);
        field.elevation = elevation;
        return field;
    }

    @Test
    void texturesNeedContentOfTheRightShape() {
        assertMessages(scene -> {
            scene.textures.add(texture("empty", TextureType.FLAT, null));
            scene.textures.add(texture("oblong", TextureType.CUBE, image(4, 2)));
            Texture letters = texture("letters", TextureType.CUBE, image(4, 2));
            letters.gridSize[1] = 2;
            letters.gridLayout = "RX";
            scene.textures.add(letters);
            Texture cells = texture("cells", TextureType.CUBE, image(4, 2));
            Arrays.fill(cells.gridSize, 5);
            scene.textures.add(cells);
            Texture faces = texture("faces", TextureType.CUBE, null);
            faces.faceImages.put(Texture.Face.RIGHT, image(2, 2));
            faces.faceImages.put(Texture.Face.LEFT, image(3, 3));
            scene.textures.add(faces);
        },
                "error: texture 'empty' has neither a pattern nor a file; expected builtin=\"…\" or file=\"…\"; "
                        + "add one of the two",
                "error: texture 'oblong' cuts an image of 4 by 2 pixels into 1 by 1 squares; expected an image whose "
                        + "cells "
                        + "are square; resize the image or correct gridsize",
                "error: texture 'letters' has 'X' in gridlayout; expected the letters R L U D F B, or a dot; "
                        + "correct gridlayout",
                "error: texture 'cells' has gridsize 5 5 and gridlayout '............'; expected up to 12 cells with a "
                        + "letter each; for example gridsize=\"3 4\" gridlayout=\".U..LFRB.D..\"",
                "error: texture 'faces' has a face of 3 by 3 pixels; expected squares of one size, here 2; "
                        + "resize the image");
    }

    private static Image image(int width, int height) {
        return new Image(width, height, 3, ByteArray.wrap(new byte[3 * width * height]));
    }

    private static Texture texture(String name, TextureType type, @Nullable Image image) {
        Texture texture = new Texture();
        texture.name = name;
        texture.type = type;
        texture.image = image;
        return texture;
    }

    @Test
    void referencesWithoutNamesOrTargetsAreErrors() {
        assertMessages(scene -> {
            scene.materials.add(new Material());
            scene.textures.add(new Texture());
            Material material = new Material();
            material.name = "m";
            material.textures.put(TextureRole.RGB, "grain");
            scene.materials.add(material);
        },
                "error: texture without a name cannot be referred to; expected a name; give it a name",
                "error: material without a name cannot be referred to; expected a name; give it a name",
                "error: material 'm' names the texture 'grain'; expected the name of a texture");
    }

    @Test
    void wordsOfCameraOutputsAreChecked() {
        assertMessages(scene -> {
            Camera camera = new Camera();
            camera.name = "c";
            camera.output = "rgb dept";
            scene.world.cameras.add(camera);
        }, "error: camera 'c' has the output 'dept'; expected words of rgb, depth, distance, normal, segmentation; "
                + "did you mean 'depth'?");
    }

    @Test
    void equalitiesNeedTheirObjects() {
        assertMessages(scene -> {
            Body a = scene.world.addBody("a", Pose.IDENTITY);
            a.addSite("s", Pose.IDENTITY);
            scene.equalities.add(equality("both", EqualityType.WELD, e -> {
                e.site1 = "s";
                e.site2 = "s";
                e.first = "a";
            }));
            scene.equalities.add(equality("half", EqualityType.WELD, e -> e.site1 = "s"));
            scene.equalities.add(equality("loose", EqualityType.CONNECT, e -> e.first = "a"));
        },
                "error: equality 'both' names both sites and bodies; expected site1 and site2, or body1 and body2; "
                        + "remove one kind",
                "error: equality 'both' ties site 's' to itself; expected two different things; correct one of the "
                        + "names",
                "error: equality 'half' has no site2; expected the name of a site; add site2=\"…\"",
                "error: equality 'loose' has no anchor; expected a point in the first body's frame; add anchor=\"x y "
                        + "z\"");
    }

    private static Equality equality(String name, EqualityType type, Consumer<Equality> edit) {
        Equality equality = new Equality(type);
        equality.name = name;
        edit.accept(equality);
        return equality;
    }

    @Test
    void customFieldsHoldWhatTheySay() {
        assertMessages(scene -> {
            SourceLocation at = SourceLocation.UNKNOWN;
            scene.customFields.add(new CustomField.Numeric("n", new double[3], 2, at));
            scene.customFields.add(new CustomField.Text("t", "", at));
            scene.customFields.add(new CustomField.Tuple("u", List.of(), at));
            scene.customFields.add(new CustomField.Tuple("v",
                    List.of(new CustomField.Entry(ObjectType.BODY, "world", 0)), at));
        },
                "error: numeric 'n' has 3 numbers and the size 2; expected a size of at least 1 that holds all "
                        + "numbers; "
                        + "correct size",
                "error: text 't' is empty; expected some text; remove it",
                "error: tuple 'u' is empty; expected one element at least; remove it");
    }

    @Test
    void numbersThatAreNotFiniteAreErrors() {
        assertMessages(scene -> {
            Body body = scene.world.addBody("b", Pose.IDENTITY);
            body.pos = new Vec3(Double.POSITIVE_INFINITY, 0, 0);
            body.addJoint("j", JointType.SLIDE, j -> {});
            body.addGeom(GeomType.SPHERE, new double[]{1}, g -> {});
        },
                "error: body 'b' leads to a number that is not finite: bodies.pos[3] becomes Infinity; expected finite "
                        + "numbers; a size, mass or position is too large or too small: look for numbers far from the "
                        + "others",
                "error: in the compiled model dofs.M0[0] becomes NaN; expected finite numbers; a size, mass or "
                        + "position "
                        + "is too large or too small: look for numbers far from the others");
    }

    @Test
    void treesThatAreTooDeepOrTooLargeAreRefusedAtOnce() {
        Scene deep = new Scene();
        Body body = deep.world;
        for (int i = 0; i < 2000; i++) {
            body = body.addBody("b" + i, Pose.IDENTITY);
        }
        assertThat(Models.messages(deep)).containsExactly("error: body 'b1000' is nested more than 1000 deep; "
                + "expected at most 1000 bodies from the world to a leaf; shorten the chain");
        Scene large = new Scene();
        for (int i = 0; i < 70_000; i++) {
            large.world.children.add(new Body());
        }
        assertThat(Models.messages(large)).containsExactly("error: the scene has more than 65534 bodies; "
                + "expected at most 65534; split the scene, or merge bodies that do not move");
    }

    @Test
    void allProblemsOfOneStageAreReportedTogether() {
        assertThat(Models.messages("""
                <worldbody><geom size="1" condim="2"/><geom size="1" condim="5"/><body><joint axis="0 0 0"/></body>
                </worldbody>""")).hasSize(4);
    }

    private static void assertMessages(Consumer<Scene> edit, String... messages) {
        Scene scene = new Scene();
        edit.accept(scene);
        assertThat(Models.messages(scene)).containsExactly(messages);
    }
}
