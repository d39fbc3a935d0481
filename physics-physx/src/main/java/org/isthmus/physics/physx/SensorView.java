package org.isthmus.physics.physx;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;
import org.isthmus.physics.WorldRows;
import org.isthmus.physics.sensor.WorldSensors;

/// Measures sensors of worlds by the lane engine's kernels in worlds of the same state, and those of contacts with PhysX's contacts.
final class SensorView {
    private static final String ENGINE = "scalar-double";
    private static final Quantity[] SHOWN = {Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL,
        Quantity.QFRC_APPLIED, Quantity.MOCAP};

    private final Model model;
    private final WorldRows rows;
    private final WorldBatch twin;
    private final WorldSensors sensors;

    SensorView(Model model, WorldRows rows, int worlds, Parallel pool) {
        this.model = model;
        this.rows = rows;
        twin = PhysicsEngine.named(ENGINE).create(model, worlds, rows.varied(), pool, new Diagnostics());
        sensors = new WorldSensors(model);
    }

    /// Whether some sensor needs the contacts.
    boolean needsContacts() {
        return sensors.needsContacts();
    }

    /// Shows one world's state.
    void show(int world, double[] state, int base) {
        for (Quantity quantity : SHOWN) {
            int at = base + rows.at(quantity);
            for (int i = 0; i < quantity.size(model.sizes()); i++) {
                twin.set(quantity, world, i, state[at + i]);
            }
        }
        for (Parameter parameter : rows.varied()) {
            int at = base + rows.at(parameter);
            for (int i = 0; i < parameter.size(model.sizes()); i++) {
                twin.set(parameter, world, i, state[at + i]);
            }
        }
    }

    /// Measures all worlds as they were shown.
    void sense() {
        twin.sense();
    }

    /// Takes one world's measurements.
    ///
    /// @param contacts with their forces; empty where none are needed
    void take(int world, WorldBatch batch, List<Contact> contacts, double[] state, int base) {
        int at = base + rows.at(Quantity.SENSORDATA);
        for (int i = 0; i < model.sizes().nsensordata(); i++) {
            state[at + i] = twin.get(Quantity.SENSORDATA, world, i);
        }
        if (sensors.needsContacts()) {
            sensors.measure(batch, world, contacts, (i, value) -> state[at + i] = value);
        }
    }
}
