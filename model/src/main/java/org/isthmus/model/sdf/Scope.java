package org.isthmus.model.sdf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.isthmus.model.xml.XmlElement;
import org.jspecify.annotations.Nullable;

/// A model or a world: names that its elements have among themselves.
final class Scope {
    /// The frame of a model itself.
    static final String MODEL_FRAME = "__model__";
    /// Taken for versions that are not known.
    static final int NEWEST = 12;

    /// The model or world that contains it; null: none.
    final @Nullable Scope parent;
    /// What its names begin with in the scene: `` or `robot::arm::`.
    final String prefix;
    final XmlElement element;
    /// The element whose `pose` places it: an `include`, or the model itself.
    final XmlElement placing;
    /// The frame of this scope that `placing` places; empty: the model's own.
    final String placementFrame;
    final boolean isStatic;
    /// The second number of the file's version: 7 of 1.7.
    final int version;
    /// Folder of the file, where its references start.
    final String folder;

    final Map<String, XmlElement> links = new LinkedHashMap<>();
    final Map<String, XmlElement> joints = new LinkedHashMap<>();
    final Map<String, XmlElement> frames = new LinkedHashMap<>();
    final Map<String, Scope> models = new LinkedHashMap<>();

    Scope(@Nullable Scope parent, String prefix, XmlElement element, XmlElement placing, String placementFrame,
            boolean isStatic, int version, String folder) {
        this.parent = parent;
        this.prefix = prefix;
        this.element = element;
        this.placing = placing;
        this.placementFrame = placementFrame;
        this.isStatic = isStatic;
        this.version = version;
        this.folder = folder;
    }

    boolean isWorld() {
        return element.name().equals("world");
    }

    /// Everything that can be named as a frame here.
    List<String> names() {
        List<String> names = new ArrayList<>(links.keySet());
        names.addAll(joints.keySet());
        names.addAll(frames.keySet());
        names.addAll(models.keySet());
        names.add(isWorld() ? "world" : MODEL_FRAME);
        return names;
    }

    boolean has(String name) {
        return links.containsKey(name) || joints.containsKey(name) || frames.containsKey(name)
                || models.containsKey(name);
    }

    /// This scope and all inside it.
    void forEach(Consumer<Scope> visitor) {
        visitor.accept(this);
        models.values().forEach(m -> m.forEach(visitor));
    }
}
