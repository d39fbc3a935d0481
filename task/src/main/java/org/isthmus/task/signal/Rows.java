package org.isthmus.task.signal;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// The signals of all worlds of a batch, read from it when asked. Allocates nothing after it is made.
public final class Rows {
    private final WorldBatch batch;
    private final int width;
    /// [worlds][width]
    private final double[] values;
    private final Row[] rows;
    private final List<Source> sources = new ArrayList<>();
    private final List<Derived> derived = new ArrayList<>();

    /// Numbers of a quantity that go into rows.
    ///
    /// @param size of the quantity in one world
    /// @param buffer [worlds][size] as last read
    /// @param copies from where, to where, how many
    private record Source(Quantity quantity, int size, double[] buffer, List<int[]> copies) {
        void copy(int world, double[] values, int base) {
            for (int i = 0; i < copies.size(); i++) {
                int[] copy = copies.get(i);
                System.arraycopy(buffer, world * size + copy[0], values, base + copy[1], copy[2]);
            }
        }
    }

    /// A signal that is computed.
    ///
    /// @param inputs [inputs] where they begin
    /// @param out where it begins
    private record Derived(Signal.Computation by, int[] inputs, int out) {}

    /// @param batch of the scene's model, compiled after all signals were asked for
    public Rows(Signals signals, WorldBatch batch) {
        this.batch = batch;
        width = signals.width();
        values = new double[batch.worlds() * width];
        rows = new Row[batch.worlds()];
        for (int w = 0; w < rows.length; w++) {
            rows[w] = new Row(values, w * width);
        }
        for (Signal signal : signals.all()) {
            addSource(signals, signal);
        }
    }

    private void addSource(Signals signals, Signal signal) {
        Model model = batch.model();
        int at = signals.at(signal);
        switch (signal) {
            case Signal.JointPosition(var joints) -> addJoints(joints, Quantity.QPOS, at);
            case Signal.JointVelocity(var joints) -> addJoints(joints, Quantity.QVEL, at);
            case Signal.Control(var names) -> addActuators(names, Quantity.CTRL, at);
            case Signal.ActuatorForce(var names) -> addActuators(names, Quantity.ACTUATOR_FORCE, at);
            case Signal.Computed computed -> derived.add(new Derived(computed.by(),
                    computed.inputs().stream().mapToInt(signals::at).toArray(), at));
            default -> {
                String sensor = signals.sensor(signal);
                if (sensor != null) {
                    int id = model.names().id(ObjectType.SENSOR, sensor);
                    add(Quantity.SENSORDATA, model.sensors().adr().get(id), at, model.sensors().dim().get(id));
                }
            }
        }
    }

    private void addJoints(List<String> joints, Quantity quantity, int at) {
        Model model = batch.model();
        boolean isPosition = quantity == Quantity.QPOS;
        int next = at;
        for (String name : joints) {
            int id = model.names().id(ObjectType.JOINT, name);
            JointType type = JointType.values()[model.joints().type().get(id)];
            int size = isPosition ? type.qposCount() : type.dofCount();
            add(quantity, (isPosition ? model.joints().qposAdr() : model.joints().dofAdr()).get(id), next, size);
            next += size;
        }
    }

    private void addActuators(List<String> names, Quantity quantity, int at) {
        for (int i = 0; i < names.size(); i++) {
            add(quantity, batch.model().names().id(ObjectType.ACTUATOR, names.get(i)), at + i, 1);
        }
    }

    private void add(Quantity quantity, int from, int to, int count) {
        for (Source source : sources) {
            if (source.quantity == quantity) {
                source.copies.add(new int[]{from, to, count});
                return;
            }
        }
        int size = quantity.size(batch.model().sizes());
        Source source = new Source(quantity, size, new double[batch.worlds() * size], new ArrayList<>());
        source.copies.add(new int[]{from, to, count});
        sources.add(source);
    }

    /// Reads what all worlds are like now; rows are not changed yet.
    public void measure() {
        batch.sense();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            batch.read(source.quantity, source.buffer);
        }
    }

    /// Brings a world's row up to date with what was measured.
    public void update(int world) {
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).copy(world, values, world * width);
        }
        for (int i = 0; i < derived.size(); i++) {
            Derived it = derived.get(i);
            it.by.compute(rows[world], it.inputs, it.out);
        }
    }

    public Row row(int world) {
        return rows[world];
    }
}
