package org.isthmus.physics.mujoco;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;

/// Measures where a version of MuJoCo keeps what in its structs, which move with every release.
///
/// It compiles a small model whose numbers occur nowhere else (`probe.xml`), here and by MuJoCo, and looks through the memory of MuJoCo's
/// structs for what points to them. Only addresses inside of MuJoCo's own blocks are followed. What is not found exactly once is an error:
/// a version that cannot be understood is refused.
final class StructProbe {
    private static final String TEXT = "probe.xml";
    private static final int POINTER_BYTES = 8;
    /// The two compilers agree to rounding.
    private static final double SAME = 1e-12;
    /// A step of velocity gives the acceleration up to the damping within it.
    private static final double SAME_ACCELERATION = 1e-3;
    /// Points between the floor and a sphere, a sphere and a lying capsule, as the keyframes say.
    private static final int[] CONTACT_COUNTS = {4, 3, 0};

    private final MujocoLibrary library;
    private final Blocks blocks;
    private final Model expected;
    private final MemorySegment model;
    private final MemorySegment data;

    StructProbe(MujocoLibrary library) {
        this.library = library;
        String text = text(library.hasDelays());
        Diagnostics diagnostics = new Diagnostics();
        expected = SceneCompiler.compile(MjcfReader.parse(text, diagnostics), diagnostics);
        blocks = new Blocks(library);
        MemorySegment loaded = load(text);
        model = blocks.block(loaded);
        data = blocks.block(library.makeData(loaded));
    }

    private static String text(boolean hasDelays) {
        try (InputStream in = Objects.requireNonNull(StructProbe.class.getResourceAsStream(TEXT))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return hasDelays ? text.replace("name=\"u1\"", "name=\"u1\" delay=\"0.0311\" nsample=\"3\"") : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From a file, which all versions can.
    private MemorySegment load(String text) {
        try {
            Path file = Files.createTempFile("isthmus-probe", ".xml");
            try {
                Files.writeString(file, text);
                return library.load(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Measures; once.
    Layout measure() {
        try {
            return measured();
        } finally {
            library.deleteData(data);
            library.deleteModel(model);
            blocks.close();
        }
    }

    private Layout measured() {
        long gravity = once("gravity", numbers(model, parameter(Parameter.GRAVITY)));
        long[] parameters = parameters();
        double[] subtrees = expected.bodies().subtreeMass().toArray();
        long subtreeMass = once("body_subtreemass", pointers(model, subtrees));
        long radius = once("geom_rbound", pointers(model, expected.geoms().rbound().toArray()));
        long box = optional("geom_aabb", pointers(model, expected.geoms().aabb().toArray()));
        library.resetToKeyframe(model, data, 0);
        long activeInData = optional("eq_active", bytes(data));
        long activeInModel = activeInData == Layout.MISSING ? once("eq_active", bytes(model)) : Layout.MISSING;
        long time = once("time", numbers(data, new double[]{expected.keyframes().time().get(0)}));
        long[] quantities = new long[Quantity.values().length];
        Arrays.fill(quantities, Layout.MISSING);
        addState(quantities);
        long mocapPosition = once("mocap_pos", pointers(data, expected.keyframes().mpos().slice(0, 3)));
        long mocapQuaternion = once("mocap_quat", pointers(data, expected.keyframes().mquat().slice(0, 4)));
        addMeasured(quantities);
        List<Long> accelerations = accelerations(quantities[Quantity.QVEL.ordinal()]);
        // The state comes first in the struct, then the acceleration, then perhaps copies by island.
        if (accelerations.size() < 2) {
            throw unknown("qacc and qacc_warmstart", accelerations.size());
        }
        quantities[Quantity.QACC.ordinal()] = accelerations.get(1);
        checkAppliedForce(quantities);
        return withContacts(new Layout(gravity, parameters, subtreeMass, radius, box, activeInModel, activeInData,
                quantities, accelerations.get(0), mocapPosition, mocapQuaternion, time, 0, 0, 0, 0));
    }

    /// [parameters] by ordinal
    private long[] parameters() {
        long[] found = new long[Parameter.values().length];
        Arrays.fill(found, Layout.MISSING);
        for (Parameter p : Parameter.values()) {
            boolean isPointer = p != Parameter.GRAVITY && p != Parameter.EQUALITY_ACTIVE;
            if (isPointer && (p != Parameter.ACTUATOR_DELAY || library.hasDelays())) {
                found[p.ordinal()] = once(p.name(), pointers(model, parameter(p)));
            }
        }
        return found;
    }

    private double[] parameter(Parameter p) {
        double[] values = new double[p.size(expected.sizes())];
        Arrays.setAll(values, i -> p.of(expected, i));
        return values;
    }

    /// What the first keyframe sets.
    private void addState(long[] quantities) {
        addKey(quantities, Quantity.QPOS, expected.keyframes().qpos());
        addKey(quantities, Quantity.QVEL, expected.keyframes().qvel());
        addKey(quantities, Quantity.ACT, expected.keyframes().act());
        addKey(quantities, Quantity.CTRL, expected.keyframes().ctrl());
        // In every version the applied forces come after the controls; that they act is checked below.
        quantities[Quantity.QFRC_APPLIED.ordinal()] = quantities[Quantity.CTRL.ordinal()] + POINTER_BYTES;
    }

    private void addKey(long[] quantities, Quantity quantity, DoubleArray keys) {
        double[] first = keys.slice(0, quantity.size(expected.sizes()));
        quantities[quantity.ordinal()] = once(quantity.name(), pointers(data, first));
    }

    /// Sensors read positions, in an order of their own, and then the forces of actuators.
    private void addMeasured(long[] quantities) {
        library.forward(model, data);
        double[] q = expected.keyframes().qpos().slice(0, expected.sizes().nq());
        long sensors = once("sensordata", pointers(data, new double[]{q[2], q[0], q[3], q[1]}));
        quantities[Quantity.SENSORDATA.ordinal()] = sensors;
        double[] read = target(sensors).asSlice(0, (long) expected.sizes().nsensordata() * Double.BYTES)
                .toArray(ValueLayout.JAVA_DOUBLE);
        double[] forces = Arrays.copyOfRange(read, q.length, q.length + expected.sizes().nu());
        quantities[Quantity.ACTUATOR_FORCE.ordinal()] = once("actuator_force", pointers(data, forces));
    }

    /// Pointers to what changed the velocities in a step.
    private List<Long> accelerations(long qvel) {
        int nv = expected.sizes().nv();
        double[] change = target(qvel).asSlice(0, (long) nv * Double.BYTES).toArray(ValueLayout.JAVA_DOUBLE);
        library.step(model, data);
        double h = expected.options().timestep;
        Arrays.setAll(change, i -> (target(qvel).getAtIndex(ValueLayout.JAVA_DOUBLE, i) - change[i]) / h);
        return pointersWithin(data, change, SAME_ACCELERATION);
    }

    private void checkAppliedForce(long[] quantities) {
        int last = expected.sizes().nv() - 1;
        library.forward(model, data);
        double before = target(quantities[Quantity.QACC.ordinal()]).getAtIndex(ValueLayout.JAVA_DOUBLE, last);
        target(quantities[Quantity.QFRC_APPLIED.ordinal()]).setAtIndex(ValueLayout.JAVA_DOUBLE, last, 1e4);
        library.forward(model, data);
        double after = target(quantities[Quantity.QACC.ordinal()]).getAtIndex(ValueLayout.JAVA_DOUBLE, last);
        if (!(after > before + 1)) {
            throw unknown("qfrc_applied", 0);
        }
    }

    private Layout withContacts(Layout l) {
        List<Long> counts = ints(data.byteSize(), at -> true);
        for (int key = CONTACT_COUNTS.length - 1; key >= 0; key--) {
            library.resetToKeyframe(model, data, key);
            counts = withCount(CONTACT_COUNTS[key], counts);
        }
        double height = expected.keyframes().qpos().get(0) - expected.geoms().size().get(3);
        double[] first = {height, expected.bodies().pos().get(6), expected.bodies().pos().get(7), height / 2, 0, 0, 1};
        // The arena begins with the contacts, so that a pointer to either will do.
        long contacts = pointers(data, first).getLast();
        MemorySegment list = target(contacts);
        double second = expected.keyframes().qpos().get(1) - expected.geoms().size().get(9);
        long bytes = 2 * Double.BYTES;
        while (!(Math.abs(list.get(ValueLayout.JAVA_DOUBLE, bytes) - second) <= SAME)) {
            bytes += Double.BYTES;
        }
        long stride = bytes;
        // Away from the floor again, which the most there ever were would not tell.
        target(l.at(Quantity.QPOS)).set(ValueLayout.JAVA_DOUBLE, 0, 1);
        List<Long> geoms = ints(stride - Integer.BYTES, at -> isPair(list, at, 1) && isPair(list, stride + at, 3));
        return new Layout(l.gravity(), l.parameters(), l.subtreeMass(), l.geomRadius(), l.geomBox(), l.activeInModel(),
                l.activeInData(), l.quantities(), l.warmStart(), l.mocapPosition(), l.mocapQuaternion(), l.time(),
                once("ncon", withCount(CONTACT_COUNTS[0] - 1, counts)), contacts, stride,
                first("contact geoms", geoms));
    }

    /// Those of some places that hold the number of contacts in the present state.
    private List<Long> withCount(int count, List<Long> places) {
        library.forward(model, data);
        return places.stream().filter(at -> data.get(ValueLayout.JAVA_INT, at) == count).toList();
    }

    private static boolean isPair(MemorySegment contact, long at, int geom) {
        return contact.get(ValueLayout.JAVA_INT, at) == 0
                && contact.get(ValueLayout.JAVA_INT, at + Integer.BYTES) == geom;
    }

    private static List<Long> ints(long end, LongPredicate wanted) {
        List<Long> found = new ArrayList<>();
        for (long at = 0; at + Integer.BYTES <= end; at += Integer.BYTES) {
            if (wanted.test(at)) {
                found.add(at);
            }
        }
        return found;
    }

    /// What a pointer in the data points to.
    private MemorySegment target(long at) {
        return blocks.from(data.get(ValueLayout.JAVA_LONG, at));
    }

    private List<Long> pointers(MemorySegment struct, double[] values) {
        return pointersWithin(struct, values, SAME);
    }

    private List<Long> pointersWithin(MemorySegment struct, double[] values, double tolerance) {
        List<Long> found = new ArrayList<>();
        for (long at = 0; at + POINTER_BYTES <= struct.byteSize(); at += POINTER_BYTES) {
            long address = struct.get(ValueLayout.JAVA_LONG, at);
            if (address != 0 && isAt(blocks.from(address), 0, values, tolerance)) {
                // Pointers to whole blocks come before those to what is at their beginning.
                found.removeIf(before -> struct.get(ValueLayout.JAVA_LONG, before) == address);
                found.add(at);
            }
        }
        return found;
    }

    /// Places of numbers in the struct itself.
    private static List<Long> numbers(MemorySegment struct, double[] values) {
        List<Long> found = new ArrayList<>();
        for (long at = 0; at < struct.byteSize(); at += Double.BYTES) {
            if (isAt(struct, at, values, SAME)) {
                found.add(at);
            }
        }
        return found;
    }

    private static boolean isAt(MemorySegment memory, long at, double[] values, double tolerance) {
        if (memory.byteSize() < at + (long) values.length * Double.BYTES) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            double there = memory.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at + (long) i * Double.BYTES);
            if (!(Math.abs(there - values[i]) <= tolerance * Math.max(1, Math.abs(values[i])))) {
                return false;
            }
        }
        return true;
    }

    /// Pointers to a byte for each equality: whether it holds.
    private List<Long> bytes(MemorySegment struct) {
        int n = expected.sizes().neq();
        byte[] active = new byte[n];
        for (int i = 0; i < n; i++) {
            active[i] = (byte) expected.equalities().active0().get(i);
        }
        List<Long> found = new ArrayList<>();
        for (long at = 0; at + POINTER_BYTES <= struct.byteSize(); at += POINTER_BYTES) {
            MemorySegment memory = blocks.from(struct.get(ValueLayout.JAVA_LONG, at));
            if (memory.byteSize() >= n
                    && Arrays.equals(memory.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE), active)) {
                found.add(at);
            }
        }
        return found;
    }

    private long once(String field, List<Long> found) {
        if (found.size() != 1) {
            throw unknown(field, found.size());
        }
        return found.getFirst();
    }

    private long first(String field, List<Long> found) {
        if (found.isEmpty()) {
            throw unknown(field, 0);
        }
        return found.getFirst();
    }

    private long optional(String field, List<Long> found) {
        return found.isEmpty() ? Layout.MISSING : once(field, found);
    }

    private RuntimeException unknown(String field, int found) {
        return MujocoThread.error("MuJoCo " + library.version() + " keeps its numbers in a way that is not understood: "
                + field + " is found " + found + " times", "a version from 2.2.2 on whose structs hold what they held",
                "install another version, such as 3.14");
    }
}
