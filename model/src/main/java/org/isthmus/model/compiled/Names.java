package org.isthmus.model.compiled;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.isthmus.model.scene.ObjectType;

/// The names of a model's elements, and back from names to ids. Unnamed elements have the empty name.
public final class Names {
    private final Map<ObjectType, List<String>> names = new EnumMap<>(ObjectType.class);
    private final Map<ObjectType, Map<String, Integer>> ids = new EnumMap<>(ObjectType.class);

    /// @param names for each kind, the name of each element in the order of ids
    public Names(Map<ObjectType, List<String>> names) {
        names.forEach((type, list) -> {
            this.names.put(type, List.copyOf(list));
            Map<String, Integer> byName = new LinkedHashMap<>();
            for (int id = 0; id < list.size(); id++) {
                if (!list.get(id).isEmpty()) {
                    byName.put(list.get(id), id);
                }
            }
            ids.put(type, byName);
        });
    }

    /// The id of the element with that name; −1 when there is none.
    public int id(ObjectType type, String name) {
        return ids.getOrDefault(type, Map.of()).getOrDefault(name, -1);
    }

    /// The name of an element; empty when it has none.
    public String name(ObjectType type, int id) {
        return all(type).get(id);
    }

    /// All names of a kind in the order of ids.
    public List<String> all(ObjectType type) {
        return names.getOrDefault(type, List.of());
    }
}
