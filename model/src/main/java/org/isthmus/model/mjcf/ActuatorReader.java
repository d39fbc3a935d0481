package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.BiasType;
import org.isthmus.model.scene.DynType;
import org.isthmus.model.scene.GainType;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Transmission;
import org.isthmus.model.xml.XmlElement;

/// Reads `actuator`: general actuators, and shortcuts, which [ActuatorShortcuts] turns into general ones.
final class ActuatorReader {
    /// Elements of `actuator` and of default classes.
    static final List<String> TAGS = List.of("general", "motor", "position", "velocity", "intvelocity", "damper",
            "cylinder",
            "muscle", "adhesion");
    /// Attributes of general actuators that shortcuts set by other means.
    private static final Set<String> OF_GENERAL = Set.of("dyntype", "gaintype", "biastype", "dynprm", "gainprm",
            "biasprm",
            "actdim", "actearly");
    /// Attributes of the transmission, each with what it means.
    private static final Map<String, Transmission> TARGETS = new LinkedHashMap<>();

    static {
        TARGETS.put("joint", Transmission.JOINT);
        TARGETS.put("jointinparent", Transmission.JOINT_IN_PARENT);
        TARGETS.put("tendon", Transmission.TENDON);
        TARGETS.put("cranksite", Transmission.SLIDER_CRANK);
        TARGETS.put("site", Transmission.SITE);
        TARGETS.put("body", Transmission.BODY);
    }

    private final Context context;
    private final ActuatorShortcuts shortcuts;
    private final Children<Scene> children;

    ActuatorReader(Context context) {
        this.context = context;
        shortcuts = new ActuatorShortcuts(context);
        children = context.children();
        TAGS.forEach(tag -> children.on(tag, this::readActuator));
    }

    void read(XmlElement xml) {
        context.attributes(xml).done();
        children.read(xml, context.scene);
    }

    private void readActuator(XmlElement xml, Scene scene) {
        Actuator actuator = Actuator.SCHEMA.copy(
                context.defaultClass(context.attributes(xml), "class", scene.defaults).actuator);
        fill(xml, actuator, false);
        scene.actuators.add(actuator);
    }

    void fill(XmlElement xml, Actuator actuator, boolean inDefault) {
        String tag = xml.name();
        Attributes attributes = context.attributes(xml, inDefault);
        attributes.fill(actuator, Actuator.SCHEMA, impossible(tag, inDefault));
        if (!inDefault) {
            readTransmission(actuator, attributes, tag);
        }
        if (tag.equals("general")) {
            checkTypes(actuator, attributes);
        } else {
            shortcuts.apply(tag, actuator, attributes);
        }
        context.finish(attributes);
    }

    /// Attributes of the schema that an element cannot have.
    static Set<String> impossible(String tag, boolean inDefault) {
        List<String> names = new ArrayList<>();
        if (inDefault) {
            names.addAll(Kind.ACTUATOR.notInDefaults());
        }
        if (!tag.equals("general")) {
            names.addAll(OF_GENERAL);
        }
        if (!tag.equals("general") && !tag.equals("intvelocity")) {
            names.addAll(List.of("actlimited", "actrange"));
        }
        switch (tag) {
            case "damper" -> names.add("ctrllimited");
            case "muscle" -> names.add("refsite");
            case "adhesion" -> names
                    .addAll(List.of("ctrllimited", "lengthrange", "gear", "damping", "armature", "cranklength",
                            "slidersite", "refsite"));
            default -> {
                // all others have all
            }
        }
        return Set.copyOf(names);
    }

    private void readTransmission(Actuator actuator, Attributes attributes, String tag) {
        List<String> possible = switch (tag) {
            case "general" -> List.copyOf(TARGETS.keySet());
            case "muscle" -> List.of("joint", "jointinparent", "tendon", "cranksite");
            case "adhesion" -> List.of("body");
            default -> List.of("joint", "jointinparent", "tendon", "cranksite", "site");
        };
        if (!attributes.exactlyOneOf(possible.toArray(String[]::new))) {
            return;
        }
        for (String name : possible) {
            if (attributes.has(name)) {
                actuator.target = attributes.text(name);
                actuator.transmission = TARGETS.getOrDefault(name, Transmission.JOINT);
            }
        }
        boolean crank = actuator.transmission == Transmission.SLIDER_CRANK;
        refuseUnless(crank, "cranklength", "cranksite", attributes);
        refuseUnless(crank, "slidersite", "cranksite", attributes);
        refuseUnless(actuator.transmission == Transmission.SITE, "refsite", "site", attributes);
    }

    /// The attribute that names what a transmission of that kind acts on.
    static String attributeOf(Transmission transmission) {
        return TARGETS.entrySet().stream()
                .filter(e -> e.getValue() == transmission)
                .findFirst().orElseThrow()
                .getKey();
    }

    private void refuseUnless(boolean allowed, String name, String needed, Attributes attributes) {
        if (!allowed && attributes.has(name)) {
            context.error(attributes.at(name),
                    "'" + name + "' of <" + attributes.xml().name() + "> without '" + needed + "'",
                    "a transmission by '" + needed + "'", "delete '" + name + "'");
        }
    }

    /// What is not a closed formula cannot be simulated.
    private void checkTypes(Actuator actuator, Attributes attributes) {
        boolean dynamics = actuator.dynType == DynType.PID || actuator.dynType == DynType.DCMOTOR;
        boolean gain = actuator.gainType == GainType.PID || actuator.gainType == GainType.DCMOTOR
                || actuator.gainType == GainType.SO3;
        boolean bias = actuator.biasType == BiasType.DCMOTOR || actuator.biasType == BiasType.SO3;
        refuse(dynamics, "dyntype", "none, integrator, filter, filterexact, muscle or user", attributes);
        refuse(gain, "gaintype", "fixed, affine, muscle or user", attributes);
        refuse(bias, "biastype", "none, affine, muscle or user", attributes);
        for (String name : List.of("input", "velrange", "ffrange")) {
            refuse(attributes.has(name), name, "a scalar control", attributes);
        }
    }

    private void refuse(boolean wrong, String name, String expected, Attributes attributes) {
        if (wrong) {
            String value = attributes.text(name);
            context.error(attributes.at(name), "attribute '" + name + "' of <general>"
                    + (value == null ? "" : " with '" + value + "'") + " is not supported", expected, "");
        }
    }
}
