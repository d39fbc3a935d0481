package org.isthmus.model.mjcf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlDocument;
import org.isthmus.model.xml.XmlElement;

/// Reads MJCF (MuJoCo 3.14) into a [Scene], with everything it includes and refers to.
///
/// ```java
/// FileAccess files = FileAccess.onDisk(List.of(Path.of("robots/arm")));
/// Scene scene = MjcfReader.read(files, FileAccess.name(Path.of("robots/arm/arm.xml")), Options.DEFAULT, diagnostics);
/// ```
///
/// Unknown elements, attributes and words are errors. Two things differ from MuJoCo 3.14 on purpose: a `quat` of an element
/// replaces another form of orientation of its default class, and what refers to things inside and outside of a `replicate`
/// is multiplied instead of refused.
public final class MjcfReader {
    /// The most elements that `replicate` and `attach` make.
    public static final int MAX_COPIES = 200_000;
    /// Models attached inside each other.
    public static final int MAX_MODEL_DEPTH = 20;

    /// How MJCF calls the outermost default class.
    static final String ROOT_CLASS = "main";

    /// How to read.
    public record Options(MissingFiles missingFiles) {
        public static final Options DEFAULT = new Options(MissingFiles.ERROR);
    }

    private final Context context;

    MjcfReader(Context context) {
        this.context = context;
    }

    /// Reads a file.
    ///
    /// @param file its name as [FileAccess#name] or [FileAccess#find] gives it
    /// @param diagnostics gets the warnings too
    /// @throws DiagnosticException with all errors that were found
    public static Scene read(FileAccess files, String file, Options options, Diagnostics diagnostics) {
        SourceLocation at = new SourceLocation(file, 0, 0);
        return read(new Context(files, file, options, diagnostics), files.text(file, at, diagnostics));
    }

    /// Reads a text that refers to no files.
    ///
    /// @throws DiagnosticException with all errors that were found
    public static Scene parse(String text, Diagnostics diagnostics) {
        FileAccess nothing = FileAccess.inMemory(Map.of());
        return read(new Context(nothing, "/scene.xml", Options.DEFAULT, diagnostics), Optional.of(text));
    }

    private static Scene read(Context context, Optional<String> text) {
        Optional<XmlElement> root = text
                .flatMap(t -> XmlDocument.parse(context.file, t, context.diagnostics))
                .map(XmlDocument::root);
        root.ifPresent(new MjcfReader(context)::readRoot);
        context.diagnostics.throwIfErrors();
        return context.scene;
    }

    /// Reads the root element into the context's scene; trouble goes to its diagnostics.
    void readRoot(XmlElement xml) {
        if (!xml.name().equals("mujoco")) {
            boolean robot = xml.name().equals("robot");
            context.error(xml.location(), "the root element is <" + xml.name() + ">", "<mujoco>",
                    robot ? "read it as URDF" : "a file for <include> is read with the file that includes it");
            return;
        }
        readSections(new Includes(context).expand(xml));
        new SceneChecks(context).check();
    }

    private void readSections(XmlElement root) {
        Attributes attributes = context.attributes(root);
        String model = attributes.text("model");
        context.scene.name = model == null ? context.scene.name : model;
        attributes.done();
        Map<String, Consumer<XmlElement>> sections = sections();
        Children<Scene> known = context.children();
        sections.keySet().forEach(name -> known.on(name, (xml, scene) -> {}));
        known.read(root, context.scene);
        sections.forEach((name, reader) -> root.children(name).forEach(reader));
        JointAngles.convert(context);
    }

    /// The sections and what reads them in MuJoCo's order, which is not that of the file: settings and default classes first;
    /// bodies after what refers to them, so that replication and attachment find it.
    private Map<String, Consumer<XmlElement>> sections() {
        OptionReader options = new OptionReader(context);
        BodyElementReader elements = new BodyElementReader(context);
        ModelLibrary models = new ModelLibrary(context);
        AssetReader assets = new AssetReader(context, models);
        ActuatorReader actuators = new ActuatorReader(context);
        CustomReader customs = new CustomReader(context);
        ConstraintReader constraints = new ConstraintReader(context);
        Map<String, Consumer<XmlElement>> sections = new LinkedHashMap<>();
        sections.put("compiler", new CompilerReader(context)::read);
        sections.put("option", options::readOption);
        sections.put("size", options::readSize);
        sections.put("visual", new VisualReader(context)::read);
        sections.put("statistic", options::readStatistic);
        sections.put("default", new DefaultsReader(context, elements, assets, actuators)::read);
        sections.put("custom", customs::readCustoms);
        sections.put("asset", assets::read);
        sections.put("contact", constraints::readContacts);
        sections.put("equality", constraints::readEqualities);
        sections.put("tendon", new TendonReader(context)::read);
        sections.put("actuator", actuators::read);
        sections.put("sensor", new SensorReader(context)::read);
        sections.put("worldbody", new BodyReader(context, elements, models)::readWorld);
        sections.put("keyframe", customs::readKeyframes);
        return sections;
    }
}
