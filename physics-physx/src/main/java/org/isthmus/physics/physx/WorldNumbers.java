package org.isthmus.physics.physx;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.WorldRows;

/// The parameters of one world: the model's, shared by all worlds, and its own, which follow its row.
final class WorldNumbers {
    private final WorldRows rows;
    /// [parameters][size] by ordinal
    private final double[][] values;

    /// The model's numbers.
    WorldNumbers(Model model, WorldRows rows) {
        this.rows = rows;
        values = new double[Parameter.values().length][];
        for (Parameter p : Parameter.values()) {
            double[] all = new double[p.size(model.sizes())];
            for (int i = 0; i < all.length; i++) {
                all[i] = p.of(model, i);
            }
            values[p.ordinal()] = all;
        }
    }

    private WorldNumbers(WorldNumbers model) {
        rows = model.rows;
        values = model.values.clone();
        for (Parameter p : rows.varied()) {
            values[p.ordinal()] = values[p.ordinal()].clone();
        }
    }

    /// The numbers of a world, the model's at first.
    WorldNumbers ofWorld() {
        return new WorldNumbers(this);
    }

    /// [size] as the parameter has it; not to be written.
    double[] get(Parameter parameter) {
        return values[parameter.ordinal()];
    }

    double get(Parameter parameter, int index) {
        return values[parameter.ordinal()][index];
    }

    Vec3 vec3(Parameter parameter, int row) {
        return Vec3.of(values[parameter.ordinal()], 3 * row);
    }

    /// Takes a parameter of a world's row.
    ///
    /// @return whether it has changed
    boolean update(Parameter parameter, double[] state, int base) {
        double[] own = values[parameter.ordinal()];
        int at = base + rows.at(parameter);
        boolean changed = false;
        for (int i = 0; i < own.length; i++) {
            changed |= own[i] != state[at + i];
            own[i] = state[at + i];
        }
        return changed;
    }
}
