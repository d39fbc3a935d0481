package org.isthmus.model.mjcf;

import java.util.LinkedHashMap;
import java.util.Map;

import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlElement;

/// Reads `visual`: preferences for MuJoCo's own drawing, checked and kept as they are.
final class VisualReader {
    /// What a value must be: `i` a whole number, `b` a truth value, a digit that many numbers.
    private static final Map<String, Map<String, Character>> SECTIONS = new LinkedHashMap<>();

    static {
        section("global", 'i', "cameraid offwidth offheight", 'b', "orthographic ellipsoidinertia bvactive",
                '1', "fovy ipd azimuth elevation linewidth glow realtime");
        section("quality", 'i', "shadowsize offsamples numslices numstacks numquads");
        section("headlight", '3', "ambient diffuse specular", 'i', "active");
        section("map", '1', "stiffness stiffnessrot force torque alpha fogstart fogend znear zfar haze shadowclip "
                + "shadowscale actuatortendon");
        section("scale", '1', "forcewidth contactwidth contactheight connect com camera light selectpoint jointlength "
                + "jointwidth actuatorlength actuatorwidth framelength framewidth constraint slidercrank frustum");
        section("rgba", '4', "fog haze force inertia joint actuator actuatornegative actuatorpositive com camera light "
                + "selectpoint connect contactpoint contactforce contactfriction contacttorque contactgap rangefinder "
                + "constraint slidercrank crankbroken frustum bv bvactive");
    }

    private final Context context;
    private final Children<Scene> children;

    VisualReader(Context context) {
        this.context = context;
        children = context.children();
        SECTIONS.forEach((name, values) -> children.once(name, (xml, scene) -> readSection(xml, scene, values)));
    }

    /// Pairs of a kind and the attributes of that kind.
    private static void section(String name, Object... kinds) {
        Map<String, Character> values = new LinkedHashMap<>();
        for (int i = 0; i < kinds.length; i += 2) {
            for (String attribute : kinds[i + 1].toString().split(" ")) {
                values.put(attribute, (Character) kinds[i]);
            }
        }
        SECTIONS.put(name, values);
    }

    void read(XmlElement xml) {
        context.attributes(xml).done();
        children.read(xml, context.scene);
    }

    private void readSection(XmlElement xml, Scene scene, Map<String, Character> values) {
        Attributes attributes = context.attributes(xml);
        Map<String, String> kept = scene.visual.computeIfAbsent(xml.name(), name -> new LinkedHashMap<>());
        values.forEach((name, kind) -> {
            String text = isRight(attributes, name, kind) ? attributes.text(name) : null;
            if (text != null) {
                kept.put(name, text.strip());
            }
        });
        context.finish(attributes);
    }

    /// Reads a value only to report what is wrong with it; whether there is one, and right.
    private boolean isRight(Attributes attributes, String name, char kind) {
        if (!attributes.has(name)) {
            return false;
        }
        int before = context.diagnostics.errorCount();
        switch (kind) {
            case 'i' -> attributes.integer(name, 0);
            case 'b' -> attributes.flag(name, false);
            default -> attributes.numbers(name, kind - '0', kind - '0');
        }
        return context.diagnostics.errorCount() == before;
    }
}
