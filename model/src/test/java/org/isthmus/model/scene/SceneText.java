package org.isthmus.model.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.isthmus.testkit.Tolerances.close;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that a scene holds as plain text, to compare scenes in tests.
public final class SceneText {
    private final StringBuilder text = new StringBuilder();

    private SceneText() {}

    /// One line for each element, indented by its depth in the tree.
    public static String of(Scene scene) {
        SceneText out = new SceneText();
        out.line(0, "scene " + scene.name + " " + scene.visual);
        out.element(0, CompilerOptions.SCHEMA, scene.compiler, "");
        out.element(0, PhysicsOptions.SCHEMA, scene.physics, " " + scene.physics.switched);
        out.element(0, Statistic.SCHEMA, scene.statistic, "");
        out.defaultClass(0, scene.defaults);
        out.body(0, scene.world);
        scene.meshes.forEach(m -> out.element(0, MeshAsset.SCHEMA, m, " " + Objects.hashCode(m.geometry)));
        out.elements(HeightField.SCHEMA, scene.heightFields);
        scene.textures.forEach(t -> out.element(0, Texture.SCHEMA, t, " " + Objects.hashCode(t.image)));
        out.elements(Material.SCHEMA, scene.materials);
        out.elements(ContactPair.SCHEMA, scene.contactPairs);
        out.elements(ContactExclusion.SCHEMA, scene.contactExclusions);
        scene.equalities.forEach(e -> out.element(0, Equality.schema(e.type), e, ""));
        scene.tendons.forEach(t -> out.element(0, Tendon.SCHEMA, t, " spatial " + t.spatial + " " + t.path));
        scene.actuators.forEach(a -> out.element(0, Actuator.SCHEMA, a,
                " " + a.transmission + " " + a.target + " inherit " + a.inheritRange));
        scene.sensors.forEach(s -> out.element(0, Sensor.SCHEMA, s, " " + s.type + " " + s.objectType + " " + s.object
                + " " + s.referenceType + " " + s.reference + " " + Arrays.toString(s.dataSpec) + s.userSize));
        out.elements(Keyframe.SCHEMA, scene.keyframes);
        scene.customFields.forEach(c -> out.line(0, custom(c)));
        return out.text.toString();
    }

    /// Fails unless both scenes have the same text.
    public static void assertSame(Scene actual, Scene expected) {
        assertSame(actual, expected, 0);
    }

    /// Fails unless both scenes have the same text, but for numbers that may differ by `tolerance` (see `Tolerances`).
    public static void assertSame(Scene actual, Scene expected, double tolerance) {
        List<String> a = SceneText.of(actual).lines().toList();
        List<String> b = SceneText.of(expected).lines().toList();
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!sameLine(a.get(i), b.get(i), tolerance)) {
                fail("line %d is%n%s%nexpected%n%s", i, a.get(i), b.get(i));
            }
        }
        assertThat(a).hasSameSizeAs(b);
    }

    private static boolean sameLine(String a, String b, double tolerance) {
        String[] wordsA = a.split("[ ,\\[\\]=]+");
        String[] wordsB = b.split("[ ,\\[\\]=]+");
        boolean same = wordsA.length == wordsB.length;
        for (int i = 0; same && i < wordsA.length; i++) {
            same = wordsA[i].equals(wordsB[i]) || isNumber(wordsA[i]) && isNumber(wordsB[i])
                    && close(Double.parseDouble(wordsA[i]), Double.parseDouble(wordsB[i]), tolerance);
        }
        return same;
    }

    private static boolean isNumber(String word) {
        return word.matches("-?[0-9.]+([eE]-?[0-9]+)?");
    }

    private void defaultClass(int depth, DefaultClass c) {
        line(depth, "class " + c.name);
        element(depth + 1, Geom.SCHEMA, c.geom, "");
        element(depth + 1, Joint.SCHEMA, c.joint, "");
        element(depth + 1, Site.SCHEMA, c.site, "");
        element(depth + 1, Camera.SCHEMA, c.camera, "");
        element(depth + 1, Light.SCHEMA, c.light, "");
        element(depth + 1, MeshAsset.SCHEMA, c.mesh, "");
        element(depth + 1, Material.SCHEMA, c.material, "");
        element(depth + 1, ContactPair.SCHEMA, c.pair, "");
        element(depth + 1, Equality.DEFAULTS, c.equality, "");
        element(depth + 1, Tendon.SCHEMA, c.tendon, "");
        element(depth + 1, Actuator.SCHEMA, c.actuator, "");
        c.children.forEach(child -> defaultClass(depth + 1, child));
    }

    private void body(int depth, Body body) {
        element(depth, Body.SCHEMA, body, " " + body.inertial);
        body.joints.forEach(j -> element(depth + 1, Joint.SCHEMA, j, ""));
        body.geoms.forEach(g -> element(depth + 1, Geom.SCHEMA, g, ""));
        body.sites.forEach(s -> element(depth + 1, Site.SCHEMA, s, ""));
        body.cameras.forEach(c -> element(depth + 1, Camera.SCHEMA, c, ""));
        body.lights.forEach(l -> element(depth + 1, Light.SCHEMA, l, ""));
        body.children.forEach(child -> body(depth + 1, child));
    }

    private static String custom(CustomField field) {
        return switch (field) {
            case CustomField.Numeric n -> "numeric " + n.name() + " " + Arrays.toString(n.data()) + n.size();
            case CustomField.Text t -> "text " + t.name() + " " + t.data();
            case CustomField.Tuple t -> "tuple " + t.name() + " " + t.entries();
        };
    }

    private <E> void elements(Schema<E> schema, Collection<E> elements) {
        elements.forEach(e -> element(0, schema, e, ""));
    }

    private <E> void element(int depth, Schema<E> schema, E element, String rest) {
        StringBuilder line = new StringBuilder(schema.tag());
        for (Attribute<E> attribute : schema.attributes()) {
            @Nullable String value = attribute.format(element);
            if (value != null) {
                line.append(' ').append(attribute.name()).append(" = ").append(value);
            }
        }
        line(depth, line + rest);
    }

    private void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }
}
