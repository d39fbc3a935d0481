package org.isthmus.model.compile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.scene.ObjectType;
import org.jspecify.annotations.Nullable;

/// All drafts of one kind, in the order of their numbers, and the way from names to them.
final class Register<D extends Draft<?>> {
    final ObjectType type;
    final List<D> list = new ArrayList<>();
    private final Map<String, D> byName = new LinkedHashMap<>();

    Register(ObjectType type) {
        this.type = type;
    }

    D add(D draft) {
        list.add(draft);
        return draft;
    }

    /// Numbers the drafts from 0 on, in the order of the list.
    void number() {
        for (int i = 0; i < list.size(); i++) {
            list.get(i).id = i;
        }
    }

    /// Makes the names known; a name that occurs twice is an error.
    void indexNames(Diagnostics diagnostics) {
        byName.clear();
        for (D draft : list) {
            D first = draft.name().isEmpty() ? null : byName.putIfAbsent(draft.name(), draft);
            if (first != null) {
                String where = first.element.source.toString();
                diagnostics.error(draft.element.source, "the name of " + draft.title() + " is taken"
                        + (where.isEmpty() ? "" : " (at " + where + ")"),
                        "a name that no other " + type.word() + " has",
                        "rename one of the two");
            }
        }
    }

    @Nullable
    D find(String name) {
        return byName.get(name);
    }

    /// The draft of that name; when there is none, an error in the name of `user`.
    @Nullable
    D resolve(Draft<?> user, String role, String name, Diagnostics diagnostics) {
        D found = byName.get(name);
        if (found == null) {
            diagnostics.error(user.element.source, user.subject() + " names the " + role + " '" + name + "'",
                    "the name of a " + type.word(), Nearest.remedy(name, byName.keySet()));
        }
        return found;
    }

    void forget(D draft) {
        byName.remove(draft.name(), draft);
    }

    void remember(D draft) {
        byName.put(draft.name(), draft);
    }

    List<String> names() {
        return list.stream().map(Draft::name).toList();
    }
}
