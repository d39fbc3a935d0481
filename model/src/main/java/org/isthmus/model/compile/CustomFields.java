package org.isthmus.model.compile;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.scene.CustomField;

/// Checks custom fields, which the model takes over as they are.
final class CustomFields {
    private CustomFields() {}

    static void check(Compilation c) {
        for (CustomField field : c.scene.customFields) {
            switch (field) {
                case CustomField.Numeric numeric -> checkSize(c, numeric);
                case CustomField.Text text -> {
                    if (text.data().isEmpty()) {
                        c.diagnostics.error(text.source(), "text '" + text.name() + "' is empty", "some text",
                                "remove it");
                    }
                }
                case CustomField.Tuple tuple -> checkEntries(c, tuple);
            }
        }
    }

    private static void checkSize(Compilation c, CustomField.Numeric numeric) {
        if (numeric.size() < numeric.data().length || numeric.size() < 1) {
            c.diagnostics.error(numeric.source(),
                    "numeric '" + numeric.name() + "' has " + numeric.data().length + " numbers and the size "
                            + numeric.size(),
                    "a size of at least 1 that holds all numbers", "correct size");
        }
    }

    private static void checkEntries(Compilation c, CustomField.Tuple tuple) {
        if (tuple.entries().isEmpty()) {
            c.diagnostics.error(tuple.source(), "tuple '" + tuple.name() + "' is empty", "one element at least",
                    "remove it");
        }
        for (CustomField.Entry entry : tuple.entries()) {
            Register<?> register = c.of(entry.type());
            if (register == null) {
                continue; // other custom fields, which have no numbers here
            }
            Draft<?> found = register.find(entry.object());
            if (found instanceof GeomDraft geom) {
                geom.visual = false;
            } else if (found == null) {
                c.diagnostics.error(tuple.source(),
                        "tuple '" + tuple.name() + "' names the " + entry.type().word() + " '" + entry.object() + "'",
                        "the name of a " + entry.type().word(), Nearest.remedy(entry.object(), register.names()));
            }
        }
    }
}
