package org.isthmus.model.linkage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Hands out names of one kind of element, each once: `hand`, then `hand_1`, `hand_2` …
public final class UniqueNames {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> last = new HashMap<>();

    public UniqueNames() {}

    /// `wanted`, or `wanted` with the first number that makes it new.
    public String take(String wanted) {
        String name = wanted;
        while (!taken.add(name)) {
            name = wanted + "_" + last.merge(wanted, 1, Integer::sum);
        }
        return name;
    }

    /// Whether `name` was not handed out before; takes it.
    public boolean takeExactly(String name) {
        return taken.add(name);
    }
}
