package org.isthmus.task.action;

import java.util.List;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;

/// Actuators by name, with the ranges of their controls.
///
/// @param ids [n]
/// @param low [n]
/// @param high [n]
record Servos(int[] ids, double[] low, double[] high) {
    /// @throws IllegalArgumentException when there is no such actuator, or its control has no range
    static Servos of(Model model, List<String> names) {
        int n = names.size();
        Servos servos = new Servos(new int[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            String name = names.get(i);
            List<String> all = model.names().all(ObjectType.ACTUATOR);
            if (!all.contains(name)) {
                throw new IllegalArgumentException(
                        "no actuator '" + name + "' " + Nearest.remedy(name, all));
            }
            int id = model.names().id(ObjectType.ACTUATOR, name);
            servos.ids[i] = id;
            servos.low[i] = model.actuators().ctrlRange().get(2 * id);
            servos.high[i] = model.actuators().ctrlRange().get(2 * id + 1);
            if (!(servos.low[i] < servos.high[i])) {
                throw new IllegalArgumentException("the control of actuator '" + name + "' has no range");
            }
        }
        return servos;
    }

    int size() {
        return ids.length;
    }

    /// The control for −1 (low) to 1 (high).
    double inRange(int i, double share) {
        return low[i] + (Math.clamp(share, -1.0, 1.0) + 1) / 2 * (high[i] - low[i]);
    }

    double clamp(int i, double control) {
        return Math.clamp(control, low[i], high[i]);
    }
}
