package org.isthmus.model.scene.edit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.isthmus.testkit.Tolerances.assertClose;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Pose;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;

/// What the tests of scene operations check again and again.
final class Checks {
    private Checks() {}

    /// Fails when a reference leads nowhere or two elements of a kind have one name.
    static void assertSound(Scene scene) {
        List<Name> names = new ArrayList<>();
        Member.forEach(scene, member -> {
            Name name = member.name();
            if (name != null) {
                names.add(name);
            }
        });
        scene.defaults.forEach(c -> names.add(new Name(ObjectType.DEFAULT, c.name)));
        assertThat(names).doesNotHaveDuplicates();
        Set<Name> used = new LinkedHashSet<>();
        Member.forEach(scene, member -> used.addAll(member.references()));
        scene.defaults.forEach(c -> Part.OF_CLASS.forEach(p -> p.forEach(c, m -> used.addAll(m.references()))));
        scene.customFields.forEach(field -> {
            if (field instanceof CustomField.Tuple tuple) {
                tuple.entries().forEach(entry -> used.add(Naming.nameOf(entry)));
            }
        });
        assertThat(names).containsAll(used);
    }

    static Body body(Scene scene, String name) {
        return requireNonNull(scene.body(name), name);
    }

    static List<String> messages(Diagnostics diagnostics) {
        return diagnostics.list().stream().map(Diagnostic::toString).toList();
    }

    static void assertSamePose(Pose actual, Pose expected, double tolerance) {
        assertClose(actual.position().toArray(), expected.position().toArray(), tolerance);
        assertClose(actual.rotation().angleTo(expected.rotation()), 0, tolerance);
    }
}
