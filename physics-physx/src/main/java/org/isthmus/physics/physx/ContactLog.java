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

/// Contact points of a world's last step, with the impulses along their normals and of friction.
///
/// PhysX has friction not at the points but at two anchors of a patch, which is several points of one normal. A patch's friction is given to its points in
/// proportion to their normal impulses, and what is left of its moment as a torque: force and moment of the patch are PhysX's. The binding does not name
/// the patches; where they are is that of PhysX 5.4.1's headers (PxSimulationEventCallback.h, PxContact.h).
final class ContactLog extends PxSimulationEventCallbackImpl {
    private static final int MOST_POINTS = 64;
    /// Of PhysX's struct: floats in all, and where separation, normal and impulse begin after the point.
    private static final int FLOATS = 12;
    private static final int SEPARATION = 3;
    private static final int NORMAL = 4;
    private static final int IMPULSE = 8;
    /// Slots of pointers in PhysX's struct of a pair.
    private static final int CONTACT_PATCHES = 2;
    private static final int FRICTION_PATCHES = 5;
    /// Of a contact patch, bytes: its size, and where the number of its points is.
    private static final int PATCH_BYTES = 64;
    private static final int PATCH_POINTS = 46;
    /// Of a friction patch, floats: its size, where the impulses begin after the places, and the number of anchors, an `int`.
    private static final int FRICTION_FLOATS = 13;
    private static final int ANCHOR_IMPULSES = 6;
    private static final int ANCHORS = 12;
    /// Numbers of a contact here: point, separation, normal, impulse, moment of the impulse about the point
    private static final int NUMBERS = 13;
    private static final int POWER = 7;
    private static final int MOMENT = 10;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment room = arena.allocate((long) MOST_POINTS * FLOATS * Float.BYTES, Long.BYTES);
    private final PxContactPairPoint points = PxContactPairPoint.wrapPointer(room.address());
    private WorldShapes.Index index = new WorldShapes.Index(new long[0], new int[0]);
    /// [3] of a patch, world frame: sum of points times pushes; friction and its moment; an anchor and its part
    private final double[] center = new double[3];
    private final double[] impulse = new double[3];
    private final double[] moment = new double[3];
    private final double[] place = new double[3];
    private final double[] part = new double[3];
    private boolean isRecording;
    private int count;
    /// [count][2] geoms
    private int[] geoms = new int[2 * MOST_POINTS];
    /// [count][13] world frame; impulses are the first shape's
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
            int begin = count;
            for (int k = 0; k < found; k++) {
                add(first, second, room.address() + (long) k * FLOATS * Float.BYTES);
            }
            rub(pair, begin);
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
            numbers[at + POWER + k] = Native.get(point, IMPULSE + k);
            numbers[at + MOMENT + k] = 0;
        }
        numbers[at + 3] = Native.get(point, SEPARATION);
        count++;
    }

    /// Adds the friction of a pair's patches to its points.
    ///
    /// @param begin the pair's first point
    private void rub(PxContactPair pair, int begin) {
        long patches = Native.pointer(pair.getAddress(), CONTACT_PATCHES);
        long frictions = Native.pointer(pair.getAddress(), FRICTION_PATCHES);
        if (patches == 0 || frictions == 0) {
            return;
        }
        int from = begin;
        for (int p = 0; p < Byte.toUnsignedInt(pair.getPatchCount()) && from < count; p++) {
            int points = Native.unsignedByte(patches + (long) p * PATCH_BYTES + PATCH_POINTS);
            int to = Math.min(count, from + points);
            share(frictions + (long) p * FRICTION_FLOATS * Float.BYTES, from, to);
            from = to;
        }
    }

    /// Gives a patch's friction to its points.
    private void share(long friction, int from, int to) {
        double all = 0;
        Arrays.fill(center, 0);
        for (int i = from; i < to; i++) {
            double push = push(i);
            all += push;
            for (int k = 0; k < 3; k++) {
                center[k] += push * numbers[NUMBERS * i + k];
            }
        }
        if (all == 0) {
            return;
        }
        Arrays.fill(impulse, 0);
        Arrays.fill(moment, 0);
        for (int a = 0; a < Native.integer(friction, ANCHORS); a++) {
            for (int k = 0; k < 3; k++) {
                place[k] = Native.get(friction, 3 * a + k);
                part[k] = Native.get(friction, ANCHOR_IMPULSES + 3 * a + k);
                impulse[k] += part[k];
            }
            addCross(1, place, part, moment);
        }
        addCross(-1 / all, center, impulse, moment);
        for (int i = from; i < to; i++) {
            double share = push(i) / all;
            for (int k = 0; k < 3; k++) {
                numbers[NUMBERS * i + POWER + k] += share * impulse[k];
                numbers[NUMBERS * i + MOMENT + k] = share * moment[k];
            }
        }
    }

    /// The size of a point's impulse.
    private double push(int i) {
        int at = NUMBERS * i + POWER;
        return Math.sqrt(numbers[at] * numbers[at] + numbers[at + 1] * numbers[at + 1]
                + numbers[at + 2] * numbers[at + 2]);
    }

    /// `out += s a × b`
    private static void addCross(double s, double[] a, double[] b, double[] out) {
        for (int k = 0; k < 3; k++) {
            int next = (k + 1) % 3;
            int last = (k + 2) % 3;
            out[k] += s * (a[next] * b[last] - a[last] * b[next]);
        }
    }

    /// The contacts that push or touch.
    ///
    /// @param h the step that the impulses acted in, s
    /// @param types [ngeom] the geom with the smaller type comes first
    List<Contact> contacts(double h, int[] types) {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = NUMBERS * i;
            Vec3 impulse = Vec3.of(numbers, at + POWER);
            double separation = numbers[at + 3];
            if (separation <= 0 || impulse.lengthSquared() > 0) {
                contacts.add(contact(geoms[2 * i], geoms[2 * i + 1], separation, Vec3.of(numbers, at),
                        Vec3.of(numbers, at + 4), impulse.times(1 / h), Vec3.of(numbers, at + MOMENT).times(1 / h),
                        types));
            }
        }
        return contacts;
    }

    /// PhysX's normal goes from the second shape to the first, and the impulse is the first's.
    private static Contact contact(int a, int b, double separation, Vec3 point, Vec3 normal, Vec3 force, Vec3 torque,
            int[] types) {
        boolean swaps = types[a] > types[b];
        Vec3 outward = swaps ? normal : normal.negate();
        int sign = swaps ? 1 : -1;
        Vec3 side = Math.abs(outward.x()) < 0.5 ? Vec3.X : Vec3.Y;
        Vec3 tangent = side.minus(outward.times(side.dot(outward))).normalized();
        return new Contact(swaps ? b : a, swaps ? a : b, separation, point, outward, tangent,
                force.times(sign), torque.times(sign));
    }
}
