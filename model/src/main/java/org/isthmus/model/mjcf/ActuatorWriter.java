package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.xml.XmlAttribute;
import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// Writes actuators, and their prototypes in default classes, by the shortcut that gives them back when it is read; by
/// `general` where none does.
final class ActuatorWriter {
    /// A number of a shortcut and where a general actuator has it.
    private record Parameter(String name, char array, int index, int count, int sign) {}

    private static final List<Parameter> CYLINDER = List.of(new Parameter("timeconst", 'd', 0, 1, 1),
            new Parameter("area", 'g', 0, 1, 1), new Parameter("bias", 'b', 0, 3, 1));
    private static final List<Parameter> MUSCLE = List.of(new Parameter("timeconst", 'd', 0, 2, 1),
            new Parameter("tausmooth", 'd', 2, 1, 1), new Parameter("range", 'g', 0, 2, 1),
            new Parameter("force", 'g', 2, 1, 1),
            new Parameter("scale", 'g', 3, 1, 1), new Parameter("lmin", 'g', 4, 1, 1),
            new Parameter("lmax", 'g', 5, 1, 1),
            new Parameter("vmax", 'g', 6, 1, 1), new Parameter("fpmax", 'g', 7, 1, 1),
            new Parameter("fvmax", 'g', 8, 1, 1));
    private static final Map<String, List<Parameter>> PARAMETERS = Map.of(
            "position", List.of(new Parameter("kp", 'g', 0, 1, 1)),
            "intvelocity", List.of(new Parameter("kp", 'g', 0, 1, 1)),
            "velocity", List.of(new Parameter("kv", 'g', 0, 1, 1)),
            "damper", List.of(new Parameter("kv", 'g', 2, 1, -1)),
            "cylinder", CYLINDER, "muscle", MUSCLE,
            "adhesion", List.of(new Parameter("gain", 'g', 0, 1, 1)));

    private final ElementWriter elements;
    private final List<String> order;

    /// @param shortcuts whether shortcuts may be used
    ActuatorWriter(ElementWriter elements, boolean shortcuts) {
        this.elements = elements;
        order = shortcuts ? order() : List.of("general");
    }

    void write(Actuator actuator) {
        Actuator base = elements.classes.base(Kind.ACTUATOR,
                elements.classes.find(actuator.defaultClass, elements.classes.root()));
        write(actuator, base, false);
    }

    /// @param base what a reader begins with
    void write(Actuator actuator, Actuator base, boolean inDefault) {
        for (String tag : order) {
            XmlElement form = form(tag, actuator, base, inDefault);
            if (form != null && same(read(form, base, inDefault), actuator)) {
                put(form);
                return;
            }
        }
        elements.diagnostics.warning(actuator.source, Context.label("general", actuator) + " cannot be written exactly",
                "values that a default class or a shortcut can give", "");
        put(Objects.requireNonNull(form("general", actuator, base, inDefault)));
    }

    /// Shortcuts before the general form.
    private static List<String> order() {
        List<String> order = new ArrayList<>(ActuatorReader.TAGS);
        order.remove("general");
        order.add("general");
        return order;
    }

    /// The actuator as an element of that name, with all that it can say; null when reading would refuse it.
    private @Nullable XmlElement form(String tag, Actuator actuator, Actuator base, boolean inDefault) {
        List<XmlAttribute> attributes = new ArrayList<>();
        Set<String> impossible = ActuatorReader.impossible(tag, inDefault);
        for (Attribute<Actuator> attribute : Actuator.SCHEMA.attributes()) {
            boolean possible = !impossible.contains(attribute.name());
            String value = possible ? elements.differing(attribute, actuator, base, Actuator.SCHEMA) : null;
            if (attribute.name().equals("group") && !inDefault && actuator.target != null) {
                // the first after name and class
                attributes.add(attribute(ActuatorReader.attributeOf(actuator.transmission), actuator.target));
            }
            if (value != null) {
                attributes.add(attribute(attribute.name(), value));
            }
        }
        Actuator without = tag.equals("general") ? actuator : read(element(tag, attributes), base, inDefault);
        if (without == null || tag.equals("cylinder") && !isCylinder(actuator)) {
            return null;
        }
        attributes.addAll(parameters(tag, actuator, without));
        return element(tag, attributes);
    }

    /// A filtered servo has the same types, but nobody would call it a cylinder.
    private static boolean isCylinder(Actuator actuator) {
        return actuator.biasPrm[1] == 0 && actuator.biasPrm[2] == 0;
    }

    /// The parameters of a shortcut that differ from those it has without them.
    private static List<XmlAttribute> parameters(String tag, Actuator actuator, Actuator without) {
        List<XmlAttribute> attributes = new ArrayList<>();
        for (Parameter p : PARAMETERS.getOrDefault(tag, List.of())) {
            double[] values = values(p, actuator);
            if (!Arrays.equals(values, values(p, without))) {
                attributes.add(attribute(p.name, Codec.NUMBERS.format(values)));
            }
        }
        if (tag.equals("position") || tag.equals("intvelocity")) {
            attributes.addAll(servoParameters(tag, actuator, without));
        }
        return attributes;
    }

    private static List<XmlAttribute> servoParameters(String tag, Actuator actuator, Actuator without) {
        List<XmlAttribute> attributes = new ArrayList<>();
        double damping = actuator.biasPrm[2];
        if (damping != without.biasPrm[2]) {
            attributes.add(attribute(damping > 0 ? "dampratio" : "kv", Codec.NUMBER.format(Math.abs(damping))));
        }
        if (actuator.inheritRange != without.inheritRange) {
            attributes.add(attribute("inheritrange", Codec.NUMBER.format(actuator.inheritRange)));
        }
        boolean filter = actuator.dynType == DynType.FILTER_EXACT;
        boolean known = actuator.dynType == without.dynType && (!filter || actuator.dynPrm[0] == without.dynPrm[0]);
        if (tag.equals("position") && !known) {
            attributes.add(attribute("timeconst", filter ? Codec.NUMBER.format(actuator.dynPrm[0]) : "0"));
        }
        return attributes;
    }

    private static double[] values(Parameter p, Actuator actuator) {
        double[] all = switch (p.array) {
            case 'd' -> actuator.dynPrm;
            case 'g' -> actuator.gainPrm;
            default -> actuator.biasPrm;
        };
        double[] values = Arrays.copyOfRange(all, p.index, p.index + p.count);
        Arrays.setAll(values, i -> p.sign * values[i] + 0.0); // no negative zero
        return values;
    }

    /// What a reader makes of an element; null when it refuses it.
    private static @Nullable Actuator read(XmlElement form, Actuator base, boolean inDefault) {
        Diagnostics diagnostics = new Diagnostics();
        Context context = new Context(FileAccess.inMemory(Map.of()), "", MjcfReader.Options.DEFAULT, diagnostics);
        Actuator actuator = Actuator.SCHEMA.copy(base);
        new ActuatorReader(context).fill(form, actuator, inDefault);
        return diagnostics.hasErrors() ? null : actuator;
    }

    /// Whether two actuators are written alike, but for their names.
    private static boolean same(@Nullable Actuator a, Actuator b) {
        if (a == null || a.inheritRange != b.inheritRange) {
            return false;
        }
        for (Attribute<Actuator> attribute : Actuator.SCHEMA.attributes()) {
            boolean isName = attribute.name().equals("name") || attribute.name().equals("class");
            if (!isName && !Objects.equals(attribute.format(a), attribute.format(b))) {
                return false;
            }
        }
        return true;
    }

    private void put(XmlElement element) {
        elements.out.open(element.name());
        element.attributes().forEach(a -> elements.out.attribute(a.name(), a.value()));
        elements.out.close();
    }

    private static XmlElement element(String tag, List<XmlAttribute> attributes) {
        return new XmlElement(tag, SourceLocation.UNKNOWN, attributes, List.of(), "");
    }

    private static XmlAttribute attribute(String name, String value) {
        return new XmlAttribute(name, value, SourceLocation.UNKNOWN);
    }
}
