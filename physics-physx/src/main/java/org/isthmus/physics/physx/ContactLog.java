package org.isthmus.physics.physx;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.math.Vec3;
import org.isthmus.physics.Contact;

import physx.physics.PxContactPair;
import physx.physics.PxContactPairHeader;
import physx.physics.PxContactPairPoint;
import physx.physics.PxSimulationEventCallbackImpl;

/// Contact points of a world's last step, with the impulses along their normals; PhysX does not tell those of friction.
final class ContactLog extends PxSimulationEventCallbackImpl {
    private static final int MOST_POINTS = 64;
    /// Of PhysX's struct: floats in all, and where separation, normal and impulse begin after the point.
    private static final int FLOATS = 12;
    private static final int SEPARATION = 3;
    private static final int NORMAL = 4;
    private static final int IMPULSE = 8;
    /// Numbers of a contact here: point, separation, normal, impulse
    private static final int NUMBERS = 10;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment room = arena.allocate((long) MOST_POINTS * FLOATS * Float.BYTES, Long.BYTES);
    private final PxContactPairPoint points = PxContactPairPoint.wrapPointer(room.address());
    private WorldShapes.Index index = new WorldShapes.Index(new long[0], new int[0]);
    private boolean isRecording;
    private int count;
    /// [count][2] geoms
    private int[] geoms = new int[2 * MOST_POINTS];
    /// [count][10]
    private double[] numbers = new double[NUMBERS * MOST_POINTS];

    void setIndex(WorldShapes.Index shapes) {
        index = shapes;
    }

    /// Forgets what there was, and takes what comes or not.
    void begin(boolean records) {
        count = 0;
        isRecording = records;
    }

    @Override
    public void onContact(PxContactPairHeader header, PxContactPair pairs, int pairCount) {
        for (int i = 0; i < pairCount && isRecording; i++) {
            PxContactPair pair = PxContactPair.arrayGet(pairs.getAddress(), i);
            int first = index.geom(pair.getShapes(0).getAddress());
            int second = index.geom(pair.getShapes(1).getAddress());
            int found = pair.extractContacts(points, MOST_POINTS);
            for (int k = 0; k < found; k++) {
                add(first, second, room.address() + (long) k * FLOATS * Float.BYTES);
            }
        }
    }

    private void add(int first, int second, long point) {
        if (geoms.length < 2 * (count + 1)) {
            geoms = Arrays.copyOf(geoms, 2 * geoms.length);
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        geoms[2 * count] = first;
        geoms[2 * count + 1] = second;
        int at = NUMBERS * count;
        for (int k = 0; k < 3; k++) {
            numbers[at + k] = Native.get(point, k);
            numbers[at + 4 + k] = Native.get(point, NORMAL + k);
            numbers[at + 7 + k] = Native.get(point, IMPULSE + k);
        }
        numbers[at + 3] = Native.get(point, SEPARATION);
        count++;
    }

    /// The contacts that push or touch.
    ///
    /// @param h the step that the impulses acted in, s
    /// @param types [ngeom] the geom with the smaller type comes first
    List<Contact> contacts(double h, int[] types) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = NUMBERS * i;
            Vec3 impulse = Vec3.of(numbers, at + 7);
            double separation = numbers[at + 3];
            if (separation <= 0 || impulse.lengthSquared() > 0) {
                contacts.add(contact(geoms[2 * i], geoms[2 * i + 1], separation, Vec3.of(numbers, at),
                        Vec3.of(numbers, at + 4), impulse.times(1 / h), types));
            }
        }
        return contacts;
    }

    /// PhysX's normal goes from the second shape to the first, and the impulse is the first's.
    private static Contact contact(int a, int b, double separation, Vec3 point, Vec3 normal, Vec3 force,
            int[] types) {
        boolean swaps = types[a] > types[b];
        Vec3 outward = swaps ? normal : normal.negate();
        Vec3 onSecond = swaps ? force : force.negate();
        Vec3 side = Math.abs(outward.x()) < 0.5 ? Vec3.X : Vec3.Y;
        Vec3 tangent = side.minus(outward.times(side.dot(outward))).normalized();
        return new Contact(swaps ? b : a, swaps ? a : b, separation, point, outward, tangent, onSecond, Vec3.ZERO);
    }
}
