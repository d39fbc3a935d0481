package org.isthmus.model.compile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.Model;
import org.jspecify.annotations.Nullable;

/// Makes sure that no number of a model is infinite or NaN: what very large numbers in a scene would lead to.
final class FiniteCheck {
    /// Kept, because the runtime makes new accessors for each call, and each first use of one costs more than the check.
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> record) {
            return List.of(record.getRecordComponents());
        }
    };

    private FiniteCheck() {}

    static void run(Compilation c, Model model) {
        Map<String, Register<?>> rows = Map.of("bodies", c.bodies, "joints", c.joints, "geoms", c.geoms, "sites",
                c.sites,
                "cameras", c.cameras, "lights", c.lights, "tendons", c.tendons, "actuators", c.actuators, "equalities",
                c.equalities, "keyframes", c.keyframes);
        for (RecordComponent table : COMPONENTS.get(Model.class)) {
            Object value = get(table, model);
            if (value instanceof Record r) {
                for (RecordComponent column : COMPONENTS.get(r.getClass())) {
                    check(c, rows.get(table.getName()), table.getName() + "." + column.getName(), get(column, r));
                }
            } else {
                check(c, null, table.getName(), value);
            }
        }
    }

    private static void check(Compilation c, @Nullable Register<?> register, String name, @Nullable Object column) {
        if (!(column instanceof DoubleArray array)) {
            return;
        }
        for (int i = 0; i < array.length(); i++) {
            if (!Double.isFinite(array.get(i))) {
                report(c, register == null ? List.of() : register.list, name, array, i);
                return;
            }
        }
    }

    private static void report(Compilation c, List<? extends Draft<?>> rows, String name, DoubleArray array,
            int index) {
        String what = name + "[" + index + "] becomes " + array.get(index);
        String remedy = "a size, mass or position is too large or too small: look for numbers far from the others";
        if (rows.isEmpty()) {
            c.diagnostics.error(c.scene.world.source, "in the compiled model " + what, "finite numbers", remedy);
        } else {
            c.error(rows.get(index / (array.length() / rows.size())), "leads to a number that is not finite: " + what,
                    "finite numbers", remedy);
        }
    }

    private static @Nullable Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError("a record refuses its component " + component, e);
        }
    }
}
