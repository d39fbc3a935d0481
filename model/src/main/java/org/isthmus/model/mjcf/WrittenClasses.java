package org.isthmus.model.mjcf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;

/// The default classes as a file can hold them: what an element that names a class begins with when it is read.
///
/// An attribute that an element leaves unset cannot be set in its class, since MJCF cannot take it back: such attributes are
/// left out of all classes, and elements that have them write them.
final class WrittenClasses {
    private final Scene scene;
    private final Map<String, DefaultClass> byName = new HashMap<>();
    /// Per kind, attributes that classes do not hold.
    private final Map<Kind<?>, Set<String>> leftOut = new IdentityHashMap<>();
    private final Map<Kind<?>, Map<DefaultClass, Element>> bases = new IdentityHashMap<>();

    WrittenClasses(Scene scene) {
        this.scene = scene;
        scene.defaults.forEach(c -> byName.put(c.name, c));
        ElementVisitor.visit(scene, this, this::leaveOutUnset);
    }

    DefaultClass root() {
        return scene.defaults;
    }

    /// The class of that name; `otherwise` for null and for a name that no class has.
    DefaultClass find(@Nullable String name, DefaultClass otherwise) {
        return name == null ? otherwise : byName.getOrDefault(name, otherwise);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /// How a file calls a class: MJCF has one name for the root.
    String nameInFile(String name) {
        return name.equals(scene.defaults.name) ? MjcfReader.ROOT_CLASS : name;
    }

    private <E extends Element> void leaveOutUnset(Kind<E> kind, E element, DefaultClass itsClass) {
        E prototype = kind.prototype().apply(itsClass);
        for (Attribute<E> attribute : kind.schema().attributes()) {
            if (attribute.format(element) == null && attribute.format(prototype) != null) {
                leftOut.computeIfAbsent(kind, k -> new HashSet<>()).add(attribute.name());
            }
        }
    }

    private boolean isLeftOut(Kind<?> kind, String attribute) {
        return kind.notInDefaults().contains(attribute) || leftOut.getOrDefault(kind, Set.of()).contains(attribute);
    }

    /// What an element of that class begins with when it is read; not to be changed.
    <E extends Element> E base(Kind<E> kind, DefaultClass c) {
        Map<DefaultClass, Element> known = bases.computeIfAbsent(kind, k -> new IdentityHashMap<>());
        @SuppressWarnings("unchecked") // the map of a kind holds its elements only
        E base = (E) known.computeIfAbsent(c, key -> newBase(kind, key));
        return base;
    }

    private <E extends Element> E newBase(Kind<E> kind, DefaultClass c) {
        E prototype = kind.prototype().apply(c);
        E base = kind.schema().create();
        for (Attribute<E> attribute : kind.schema().attributes()) {
            if (!isLeftOut(kind, attribute.name())) {
                attribute.copy(prototype, base);
            }
        }
        if (base instanceof Actuator actuator) {
            actuator.inheritRange = c.actuator.inheritRange; // no attribute of its own
        }
        return base;
    }

    /// The default class of elements of a body that name none.
    DefaultClass inside(Body body, DefaultClass around) {
        return find(body.childClass, around);
    }
}
