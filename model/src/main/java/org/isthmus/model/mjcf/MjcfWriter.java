package org.isthmus.model.mjcf;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.LengthRangeOptions;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.SizeOptions;
import org.isthmus.model.scene.Statistic;
import org.isthmus.model.scene.Tendon;
import org.isthmus.model.scene.Tendon.Wrap;
import org.isthmus.model.xml.XmlWriter;

/// Writes a [Scene] as MJCF that [MjcfReader] and MuJoCo 3.14 read, for people to read and to compare under version control.
///
/// Of each element only what differs from its default class is written, in a fixed order, numbers in the shortest form that
/// reads back to the same bits. Angles are radians. Meshes become binary STL or OBJ, images PNG, large height fields MuJoCo's
/// binary format, in the folder `assets`, under the names of their original files where these are unique.
///
/// ```java
/// String text = MjcfWriter.write(scene, (name, content) -> Files.write(folder.resolve(name), content), diagnostics);
/// ```
///
/// What MJCF cannot express is told as a warning: a default class that does not exist, an asset without content. Images that
/// belong to a mesh file are left out, the colours of its materials kept.
public final class MjcfWriter {
    /// Attributes that come after those that say what is held together.
    private static final Set<String> OF_ALL_EQUALITIES = Equality.DEFAULTS.attributes().stream()
            .map(Attribute::name)
            .collect(Collectors.toUnmodifiableSet());

    private final Scene scene;
    private final XmlWriter out = new XmlWriter();
    private final ElementWriter elements;

    private final boolean shortcuts;

    private MjcfWriter(Scene scene, boolean shortcuts, Diagnostics diagnostics) {
        this.scene = scene;
        this.shortcuts = shortcuts;
        this.elements = new ElementWriter(out, new WrittenClasses(scene), diagnostics);
    }

    /// Writes a scene.
    ///
    /// @param files takes the files of assets; not called when there are none
    /// @param diagnostics gets the warnings
    /// @return the text of the scene's file
    /// @throws IOException when `files` throws it
    public static String write(Scene scene, AssetSink files, Diagnostics diagnostics) throws IOException {
        return new MjcfWriter(scene, true, diagnostics).write(files);
    }

    /// As [#write], all actuators as `general`: the shortcuts of older versions of MuJoCo have fewer attributes.
    ///
    /// @throws IOException when `files` throws it
    public static String writeGeneral(Scene scene, AssetSink files, Diagnostics diagnostics) throws IOException {
        return new MjcfWriter(scene, false, diagnostics).write(files);
    }

    private String write(AssetSink files) throws IOException {
        MaterialWriter materials = new MaterialWriter(elements);
        ActuatorWriter actuators = new ActuatorWriter(elements, shortcuts);
        out.open("mujoco").attribute("model", scene.name);
        writeCompiler();
        writeOption();
        writePlain(scene.sizes, SizeOptions.SCHEMA);
        writePlain(scene.statistic, Statistic.SCHEMA);
        writeVisual();
        new DefaultsWriter(elements, actuators, materials).write(scene.defaults);
        new AssetWriter(elements, files, materials).write(scene);
        new BodyWriter(elements).writeWorld(scene.world);
        writeContacts();
        writeSection("tendon", scene.tendons, this::writeTendon);
        writeSection("equality", scene.equalities, this::writeEquality);
        writeSection("actuator", scene.actuators, actuators::write);
        writeSection("sensor", scene.sensors, new SensorWriter(elements)::write);
        writeSection("keyframe", scene.keyframes, key -> elements.element("key", key, new Keyframe(), Keyframe.SCHEMA));
        writeSection("custom", scene.customFields, this::writeCustom);
        return out.close().toString();
    }

    private <E> void writeSection(String name, List<E> content, Consumer<E> writer) {
        if (!content.isEmpty()) {
            out.open(name);
            content.forEach(writer);
            out.close();
        }
    }

    /// A section of attributes only, when any differs.
    private <E> void writePlain(E section, Schema<E> schema) {
        if (differs(section, schema)) {
            elements.element(schema.tag(), section, schema.create(), schema);
        }
    }

    private <E> boolean differs(E section, Schema<E> schema) {
        E builtIn = schema.create();
        return schema.attributes().stream().anyMatch(a -> elements.differing(a, section, builtIn, schema) != null);
    }

    private void writeCompiler() {
        out.open("compiler").attribute("angle", "radian");
        if (AssetWriter.needsFiles(scene)) {
            out.attribute("assetdir", AssetWriter.FOLDER);
        }
        elements.others(scene.compiler, new CompilerOptions(), CompilerOptions.SCHEMA, Set.of());
        writePlain(scene.compiler.lengthRange, LengthRangeOptions.SCHEMA);
        out.close();
    }

    private void writeOption() {
        Set<PhysicsOptions.Flag> switched = scene.physics.switched;
        if (!differs(scene.physics, PhysicsOptions.SCHEMA) && switched.isEmpty()) {
            return;
        }
        out.open("option");
        elements.others(scene.physics, new PhysicsOptions(), PhysicsOptions.SCHEMA, Set.of());
        if (!switched.isEmpty()) {
            out.open("flag");
            switched.forEach(flag -> out.attribute(flag.name().toLowerCase(Locale.ROOT),
                    flag.onByDefault() ? "disable" : "enable"));
            out.close();
        }
        out.close();
    }

    private void writeVisual() {
        if (scene.visual.isEmpty()) {
            return;
        }
        out.open("visual");
        for (Map.Entry<String, Map<String, String>> section : scene.visual.entrySet()) {
            out.open(section.getKey());
            section.getValue().forEach(out::attribute);
            out.close();
        }
        out.close();
    }

    private void writeCustom(CustomField field) {
        switch (field) {
            case CustomField.Numeric n -> {
                out.open("numeric").attribute("name", n.name());
                if (n.size() != n.data().length) {
                    out.attribute("size", String.valueOf(n.size()));
                }
                out.attribute("data", Codec.NUMBERS.format(n.data()));
            }
            case CustomField.Text t -> out.open("text").attribute("name", t.name()).attribute("data", t.data());
            case CustomField.Tuple t -> {
                out.open("tuple").attribute("name", t.name());
                t.entries().forEach(this::writeEntry);
            }
        }
        out.close();
    }

    private void writeEntry(CustomField.Entry entry) {
        out.open("element").attribute("objtype", entry.type().word()).attribute("objname", entry.object());
        if (entry.parameter() != 0) {
            out.attribute("prm", Codec.NUMBER.format(entry.parameter()));
        }
        out.close();
    }

    private void writeContacts() {
        if (scene.contactPairs.isEmpty() && scene.contactExclusions.isEmpty()) {
            return;
        }
        out.open("contact");
        scene.contactPairs.forEach(p -> elements.element(p, Kind.PAIR, p.defaultClass, scene.defaults));
        scene.contactExclusions.forEach(
                exclusion -> elements.element("exclude", exclusion, new ContactExclusion(), ContactExclusion.SCHEMA));
        out.close();
    }

    private void writeTendon(Tendon tendon) {
        Tendon base = elements.classes.base(Kind.TENDON, elements.classes.find(tendon.defaultClass, scene.defaults));
        out.open(tendon.spatial ? "spatial" : "fixed");
        elements.names(tendon, base, Tendon.SCHEMA);
        elements.others(tendon, base, Tendon.SCHEMA, tendon.spatial ? Set.of() : TendonReader.OF_SPATIAL);
        tendon.path.forEach(this::writeWrap);
        out.close();
    }

    private void writeWrap(Wrap wrap) {
        switch (wrap) {
            case Wrap.OfJoint(var joint, var coefficient) -> out.open("joint").attribute("joint", joint)
                    .attribute("coef", Codec.NUMBER.format(coefficient));
            case Wrap.ThroughSite(var site) -> out.open("site").attribute("site", site);
            case Wrap.AroundGeom(var geom, var side) -> {
                out.open("geom").attribute("geom", geom);
                elements.optional("sidesite", side);
            }
            case Wrap.Pulley(var divisor) -> out.open("pulley").attribute("divisor", Codec.NUMBER.format(divisor));
        }
        out.close();
    }

    private void writeEquality(Equality equality) {
        Schema<Equality> schema = Equality.schema(equality.type);
        Equality base = schema.create();
        Equality ofClass = elements.classes.base(Kind.EQUALITY,
                elements.classes.find(equality.defaultClass, scene.defaults));
        Equality.DEFAULTS.attributes().forEach(a -> a.copy(ofClass, base));
        out.open(schema.tag());
        elements.names(equality, base, schema);
        elements.others(equality, base, schema, OF_ALL_EQUALITIES);
        elements.others(equality, base, Equality.DEFAULTS, Set.of());
        out.close();
    }
}
