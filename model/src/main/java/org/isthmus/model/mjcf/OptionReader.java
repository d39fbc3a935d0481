package org.isthmus.model.mjcf;

import java.util.Locale;

import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Codec;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.SizeOptions;
import org.isthmus.model.scene.Statistic;
import org.isthmus.model.xml.XmlElement;

/// Reads `option` with its `flag`, `size` and `statistic`.
final class OptionReader {
    /// Actuator groups that can be switched off are 0 to this.
    static final int MAX_ACTUATOR_GROUP = 30;
    /// The most user numbers of an element, keyframes that a file need not write, and numbers in the state for the user.
    static final int MAX_SIZE = 100_000;

    private enum Switch {
        DISABLE,
        ENABLE
    }

    private final Context context;
    private final Children<Scene> optionChildren;

    OptionReader(Context context) {
        this.context = context;
        optionChildren = context.<Scene>children().once("flag", this::readFlags);
    }

    void readOption(XmlElement xml) {
        PhysicsOptions physics = context.scene.physics;
        Attributes attributes = context.attributes(xml);
        attributes.fill(physics, PhysicsOptions.SCHEMA);
        for (double group : physics.disabledActuatorGroups) {
            if (group != Math.rint(group) || group < 0 || group > MAX_ACTUATOR_GROUP) {
                context.error(attributes.at("actuatorgroupdisable"), "actuator group " + Codec.NUMBER.format(group),
                        "a whole number from 0 to " + MAX_ACTUATOR_GROUP, "");
            }
        }
        for (String removed : new String[]{"collision", "apirate", "mpr_iterations", "mpr_tolerance"}) {
            if (attributes.has(removed)) {
                context.warning(attributes.at(removed), "attribute '" + removed + "' of <option> is ignored", "",
                        "MuJoCo has removed it");
            }
        }
        attributes.done();
        optionChildren.read(xml, context.scene);
    }

    private void readFlags(XmlElement xml, Scene scene) {
        Attributes attributes = context.attributes(xml);
        for (Flag flag : Flag.values()) {
            Switch now = scene.physics.isOn(flag) ? Switch.ENABLE : Switch.DISABLE;
            boolean on = attributes.choice(flag.name().toLowerCase(Locale.ROOT), Switch.class, now) == Switch.ENABLE;
            if (on == flag.onByDefault()) {
                scene.physics.switched.remove(flag);
            } else {
                scene.physics.switched.add(flag);
            }
        }
        context.finish(attributes);
    }

    /// The limits on memory, contacts and constraints of a fixed arena are MuJoCo's own business.
    void readSize(XmlElement xml) {
        SizeOptions sizes = context.scene.sizes;
        Attributes attributes = context.attributes(xml);
        attributes.fill(sizes, SizeOptions.SCHEMA);
        for (Attribute<SizeOptions> attribute : SizeOptions.SCHEMA.attributes()) {
            String value = attribute.format(sizes);
            int size = value == null ? 0 : Integer.parseInt(value);
            if (size < -1 || size > MAX_SIZE) {
                context.error(attributes.at(attribute.name()),
                        size + " in attribute '" + attribute.name() + "' of <size>",
                        "-1 to " + MAX_SIZE, "");
            }
        }
        for (String arena : new String[]{"memory", "njmax", "nconmax", "nstack"}) {
            attributes.has(arena);
        }
        context.finish(attributes);
    }

    void readStatistic(XmlElement xml) {
        Statistic statistic = context.scene.statistic;
        Attributes attributes = context.attributes(xml);
        attributes.fill(statistic, Statistic.SCHEMA);
        if (statistic.extent <= 0) {
            context.error(attributes.at("extent"),
                    "extent " + Codec.NUMBER.format(statistic.extent) + " of <statistic>", "more than 0", "");
            statistic.extent = Double.NaN;
        }
        context.finish(attributes);
    }
}
