package org.isthmus.model.mjcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.scene.Attribute;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.scene.Schema;

/// Settles what holds where an attached model has options of its own, as `conflict` of the compiler says.
final class OptionConflicts {
    /// What is done; in MJCF's words.
    enum Policy {
        /// The options of the attaching file hold.
        WARNING,
        /// The options of the model hold where the attaching file has none.
        MERGE,
        ERROR
    }

    private final Context context;
    private final SourceLocation at;

    OptionConflicts(Context context, SourceLocation at) {
        this.context = context;
        this.at = at;
    }

    void settle(Scene model) {
        List<String> conflicts = new ArrayList<>();
        settle(context.scene.physics, model.physics, PhysicsOptions.SCHEMA, conflicts);
        settle(context.scene.compiler, model.compiler, CompilerOptions.SCHEMA, conflicts);
        for (PhysicsOptions.Flag flag : model.physics.switched) {
            if (!context.scene.physics.switched.contains(flag)) {
                conflicts.add(flag.name().toLowerCase(Locale.ROOT));
            }
        }
        if (conflicts.isEmpty()) {
            return;
        }
        String found = "model '" + model.name + "' has options of its own: " + String.join(", ", conflicts);
        if (context.settings.conflict == Policy.ERROR) {
            context.error(at, found, "the same as in the file that attaches it", "");
        } else {
            context.warning(at, found, "the same as in the file that attaches it", "the attaching file's hold");
        }
    }

    private <E> void settle(E own, E model, Schema<E> schema, List<String> conflicts) {
        E builtIn = schema.create();
        for (Attribute<E> attribute : schema.attributes()) {
            if (attribute.same(model, builtIn) || attribute.same(model, own)) {
                continue;
            }
            if (context.settings.conflict == Policy.MERGE && attribute.same(own, builtIn)) {
                attribute.copy(model, own);
            } else {
                conflicts.add(attribute.name());
            }
        }
    }
}
