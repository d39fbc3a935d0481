package org.isthmus.physics.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldRows;

/// MuJoCo's model and data of one thread, and the way of a world's row into them and out. Its methods are to be called on that thread.
@SuppressWarnings("restricted") // a pointer of MuJoCo's is memory only where its length is told
final class Workspace {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;
    /// What a world is given.
    private static final Quantity[] PUT = {Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL,
        Quantity.QFRC_APPLIED, Quantity.MOCAP};
    /// What a step changes or measures.
    private static final Quantity[] TAKEN = {Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.QACC,
        Quantity.ACTUATOR_FORCE};

    final MujocoLibrary library;
    final MemorySegment nativeModel;
    final MemorySegment nativeData;
    private final Model model;
    private final WorldRows rows;
    private final int historyAt;
    private final Layout layout;
    /// [quantities] by ordinal; nothing where the layout has none
    private final MemorySegment[] quantities = new MemorySegment[Quantity.values().length];
    private final MemorySegment warmStart;
    private final MemorySegment mocapPosition;
    private final MemorySegment mocapQuaternion;
    private final MemorySegment time;
    private final MemorySegment history;
    private final ParameterTables parameters;
    private final double timestep;
    /// [nv] velocities before the last step
    private final double[] before;

    /// The rows of worlds: MuJoCo's warm start and what delays keep are extras.
    static WorldRows rows(MujocoLibrary library, Model model, Set<Parameter> varied, MemorySegment nativeModel) {
        return new WorldRows(model, varied, model.sizes().nv() + library.historySize(nativeModel));
    }

    /// @param rows of [#rows]
    Workspace(MujocoLibrary library, Model model, WorldRows rows, MemorySegment nativeModel,
            MemorySegment nativeData) {
        this.library = library;
        this.model = model;
        this.rows = rows;
        this.nativeModel = nativeModel;
        this.nativeData = nativeData;
        historyAt = rows.extrasAt() + model.sizes().nv();
        history = Arena.ofAuto().allocate(NUMBER, rows.parametersAt() - historyAt);
        layout = library.layout();
        for (Quantity q : Quantity.values()) {
            quantities[q.ordinal()] = layout.at(q) == Layout.MISSING ? MemorySegment.NULL
                    : numbers(nativeData, layout.at(q), q.size(model.sizes()));
        }
        warmStart = numbers(nativeData, layout.warmStart(), model.sizes().nv());
        mocapPosition = numbers(nativeData, layout.mocapPosition(), 3 * model.sizes().nmocap());
        mocapQuaternion = numbers(nativeData, layout.mocapQuaternion(), 4 * model.sizes().nmocap());
        time = nativeData.reinterpret(layout.time() + NUMBER.byteSize()).asSlice(layout.time());
        parameters = new ParameterTables(model, rows, layout, nativeModel, nativeData);
        timestep = model.options().timestep;
        before = new double[model.sizes().nv()];
    }

    /// Numbers that a pointer in a struct points to.
    static MemorySegment numbers(MemorySegment struct, long at, int count) {
        return pointer(struct, at).reinterpret(count * NUMBER.byteSize());
    }

    static MemorySegment pointer(MemorySegment struct, long at) {
        return struct.reinterpret(at + ValueLayout.ADDRESS.byteSize()).get(ValueLayout.ADDRESS, at);
    }

    /// Puts MuJoCo's data into the reference configuration, at rest, and forgets what it has warned of.
    void reset() {
        library.resetData(nativeModel, nativeData);
    }

    /// Puts a world in.
    ///
    /// @param state of many worlds
    /// @param base where the world's row begins
    void put(double[] state, int base, long steps) {
        for (Quantity quantity : PUT) {
            put(quantity, state, base);
        }
        in(state, base + rows.extrasAt(), warmStart);
        time.set(NUMBER, 0, steps * timestep);
        if (history.byteSize() > 0) {
            in(state, base + historyAt, history);
            library.setHistory(nativeModel, nativeData, history);
        }
        parameters.put(state, base);
    }

    /// Puts one quantity in.
    void put(Quantity quantity, double[] state, int base) {
        int at = base + rows.at(quantity);
        if (quantity != Quantity.MOCAP) {
            in(state, at, quantities[quantity.ordinal()]);
            return;
        }
        for (int m = 0; m < model.sizes().nmocap(); m++) {
            MemorySegment.copy(state, at + 7 * m, mocapPosition, NUMBER, 3L * m * NUMBER.byteSize(), 3);
            MemorySegment.copy(state, at + 7 * m + 3, mocapQuaternion, NUMBER, 4L * m * NUMBER.byteSize(), 4);
        }
    }

    /// Takes what a step has changed.
    void take(double[] state, int base) {
        for (Quantity quantity : TAKEN) {
            take(quantity, state, base);
        }
        out(warmStart, state, base + rows.extrasAt());
        if (history.byteSize() > 0) {
            takeHistory(state, base);
        }
    }

    /// Takes what the last step has changed. Accelerations are those of the velocities: MuJoCo's own are as they were before damping was taken implicitly.
    void takeStep(double[] state, int base) {
        take(state, base);
        for (int d = 0; d < before.length; d++) {
            state[base + rows.at(Quantity.QACC) + d] = (state[base + rows.at(Quantity.QVEL) + d] - before[d])
                    / timestep;
        }
    }

    /// Takes everything, inputs too: what a reset world is.
    void takeAll(double[] state, int base) {
        take(state, base);
        for (Quantity quantity : PUT) {
            take(quantity, state, base);
        }
    }

    private void takeHistory(double[] state, int base) {
        library.getHistory(nativeModel, nativeData, history);
        out(history, state, base + historyAt);
    }

    /// Takes one quantity.
    void take(Quantity quantity, double[] state, int base) {
        int at = base + rows.at(quantity);
        if (quantity != Quantity.MOCAP) {
            out(quantities[quantity.ordinal()], state, at);
            return;
        }
        for (int m = 0; m < model.sizes().nmocap(); m++) {
            MemorySegment.copy(mocapPosition, NUMBER, 3L * m * NUMBER.byteSize(), state, at + 7 * m, 3);
            MemorySegment.copy(mocapQuaternion, NUMBER, 4L * m * NUMBER.byteSize(), state, at + 7 * m + 3, 4);
        }
    }

    private static void in(double[] state, int at, MemorySegment to) {
        MemorySegment.copy(state, at, to, NUMBER, 0, (int) (to.byteSize() / NUMBER.byteSize()));
    }

    private static void out(MemorySegment from, double[] state, int at) {
        MemorySegment.copy(from, NUMBER, 0, state, at, (int) (from.byteSize() / NUMBER.byteSize()));
    }

    void step(int count) {
        for (int i = 0; i < count; i++) {
            if (i == count - 1) {
                out(quantities[Quantity.QVEL.ordinal()], before, 0);
            }
            library.step(nativeModel, nativeData);
        }
    }

    void forward() {
        library.forward(nativeModel, nativeData);
    }

    /// How many contacts there are.
    int contactCount() {
        long at = layout.contactCount();
        return nativeData.reinterpret(at + Integer.BYTES).get(ValueLayout.JAVA_INT, at);
    }

    /// The contacts that act, after [#forward].
    ///
    /// @param wrench [6] room for a force and a torque
    List<Contact> contacts(MemorySegment wrench) {
        int count = contactCount();
        MemorySegment all = pointer(nativeData, layout.contacts()).reinterpret(count * layout.contactBytes());
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment contact = all.asSlice(i * layout.contactBytes(), layout.contactBytes());
            double distance = contact.get(NUMBER, Layout.CONTACT_DISTANCE);
            if (distance < contact.get(NUMBER, Layout.CONTACT_MARGIN)) {
                library.contactForce(nativeModel, nativeData, i, wrench);
                contacts.add(contact(contact, distance, wrench));
            }
        }
        return contacts;
    }

    private Contact contact(MemorySegment contact, double distance, MemorySegment wrench) {
        int first = contact.get(ValueLayout.JAVA_INT, layout.contactGeoms());
        int second = contact.get(ValueLayout.JAVA_INT, layout.contactGeoms() + Integer.BYTES);
        Vec3 normal = vector(contact, Layout.CONTACT_FRAME);
        Vec3 tangent = vector(contact, Layout.CONTACT_FRAME + 3 * NUMBER.byteSize());
        Vec3 other = vector(contact, Layout.CONTACT_FRAME + 6 * NUMBER.byteSize());
        return new Contact(first, second, distance, vector(contact, Layout.CONTACT_POSITION), normal, tangent,
                along(normal, tangent, other, vector(wrench, 0)),
                along(normal, tangent, other, vector(wrench, 3 * NUMBER.byteSize())));
    }

    private static Vec3 along(Vec3 x, Vec3 y, Vec3 z, Vec3 amounts) {
        return x.times(amounts.x()).plus(y.times(amounts.y())).plus(z.times(amounts.z()));
    }

    private static Vec3 vector(MemorySegment memory, long at) {
        return new Vec3(memory.get(NUMBER, at), memory.get(NUMBER, at + NUMBER.byteSize()),
                memory.get(NUMBER, at + 2 * NUMBER.byteSize()));
    }

    void delete() {
        library.deleteData(nativeData);
        library.deleteModel(nativeModel);
    }
}
