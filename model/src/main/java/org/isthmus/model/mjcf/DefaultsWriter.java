package org.isthmus.model.mjcf;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Material;
import org.isthmus.model.xml.XmlWriter;

/// Writes `default`: of each class, what differs from its parent.
final class DefaultsWriter {
    private final ElementWriter elements;
    private final XmlWriter out;
    private final ActuatorWriter actuators;
    private final MaterialWriter materials;

    DefaultsWriter(ElementWriter elements, ActuatorWriter actuators, MaterialWriter materials) {
        this.elements = elements;
        this.out = elements.out;
        this.actuators = actuators;
        this.materials = materials;
    }

    void write(DefaultClass root) {
        DefaultClass builtIn = new DefaultClass(root.name);
        if (root.children.isEmpty() && !differs(root, builtIn)) {
            return;
        }
        out.open("default");
        writeContent(root, builtIn);
        out.close();
    }

    private void writeClass(DefaultClass c, DefaultClass parent) {
        out.open("default").attribute("class", c.name);
        writeContent(c, parent);
        out.close();
    }

    private void writeContent(DefaultClass c, DefaultClass parent) {
        for (Kind<?> kind : Kind.PLAIN) {
            writePlain(kind, c, parent);
        }
        Material material = elements.classes.base(Kind.MATERIAL, c);
        Material parentMaterial = elements.classes.base(Kind.MATERIAL, parent);
        if (differs(Kind.MATERIAL, c, parent)) {
            materials.write("material", material, parentMaterial);
        }
        if (differs(Kind.ACTUATOR, c, parent)) {
            actuators.write(elements.classes.base(Kind.ACTUATOR, c), elements.classes.base(Kind.ACTUATOR, parent),
                    true);
        }
        c.children.forEach(child -> writeClass(child, c));
    }

    private <E extends Element> void writePlain(Kind<E> kind, DefaultClass c, DefaultClass parent) {
        if (differs(kind, c, parent)) {
            E own = elements.classes.base(kind, c);
            elements.element(kind.schema().tag(), own, elements.classes.base(kind, parent), kind.schema());
        }
    }

    private boolean differs(DefaultClass c, DefaultClass parent) {
        return Kind.PLAIN.stream().anyMatch(kind -> differs(kind, c, parent))
                || differs(Kind.MATERIAL, c, parent) || differs(Kind.ACTUATOR, c, parent);
    }

    private <E extends Element> boolean differs(Kind<E> kind, DefaultClass c, DefaultClass parent) {
        E own = elements.classes.base(kind, c);
        E parents = elements.classes.base(kind, parent);
        return kind.schema().attributes().stream()
                .anyMatch(a -> elements.differing(a, own, parents, kind.schema()) != null)
                || own instanceof Actuator a && parents instanceof Actuator b && a.inheritRange != b.inheritRange;
    }
}
