package org.isthmus.learn.checkpoint;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// All that decides the future of a run, part by part: what is listed once is saved and resumed. A part may have parts itself.
public final class Checkpoint implements Saved {
    private final SequencedMap<String, Saved> parts = new LinkedHashMap<>();

    public Checkpoint() {}

    /// Adds a part.
    ///
    /// @param name its arrays begin with this and a dot; empty: they have their own names
    public Checkpoint with(String name, Saved part) {
        parts.put(name, part);
        return this;
    }

    /// The state of all parts.
    public SafeTensors save() {
        SafeTensors out = new SafeTensors();
        save(out, "");
        return out;
    }

    /// Gives all parts the state that was saved.
    ///
    /// @throws IllegalArgumentException when a part is not there, or of another size
    public void resume(SafeTensors from) {
        resume(from, "");
    }

    @Override
    public void save(SafeTensors out, String prefix) {
        parts.forEach((name, part) -> part.save(out, prefix + prefix(name)));
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        parts.forEach((name, part) -> part.resume(from, prefix + prefix(name)));
    }

    private static String prefix(String name) {
        return name.isEmpty() ? "" : name + ".";
    }
}
