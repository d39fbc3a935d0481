package org.isthmus.physics.physx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

import physx.common.PxTransform;
import physx.common.PxVec3;

/// Numbers in PhysX's memory, without a call for each: `float`, quaternions as (x, y, z, w), a transform is a quaternion and a position.
@SuppressWarnings("restricted") // addresses are PhysX's own, of structs whose layout is that of its headers
final class Native {
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    /// Where in a transform the position begins.
    static final int POSITION = 4;
    /// Floats of a transform.
    static final int TRANSFORM = 7;

    private Native() {}

    static float get(long address, int index) {
        return ALL.get(FLOAT, address + index * (long) Float.BYTES);
    }

    static void set(long address, int index, double value) {
        ALL.set(FLOAT, address + index * (long) Float.BYTES, (float) value);
    }

    static void setShort(long address, short value) {
        ALL.set(ValueLayout.JAVA_SHORT, address, value);
    }

    /// The pointer in a slot of a struct of pointers.
    static long pointer(long address, int slot) {
        return ALL.get(ValueLayout.JAVA_LONG, address + slot * (long) Long.BYTES);
    }

    static int integer(long address, int index) {
        return ALL.get(ValueLayout.JAVA_INT, address + index * (long) Integer.BYTES);
    }

    static int unsignedByte(long address) {
        return Byte.toUnsignedInt(ALL.get(ValueLayout.JAVA_BYTE, address));
    }

    static Vec3 vector(long address, int index) {
        return new Vec3(get(address, index), get(address, index + 1), get(address, index + 2));
    }

    static void set(long address, int index, Vec3 v) {
        set(address, index, v.x());
        set(address, index + 1, v.y());
        set(address, index + 2, v.z());
    }

    static Pose pose(long transform) {
        return new Pose(vector(transform, POSITION),
                new Quat(get(transform, 3), get(transform, 0), get(transform, 1), get(transform, 2)));
    }

    static void setPose(long transform, Pose pose) {
        Quat q = pose.rotation();
        set(transform, 0, q.x());
        set(transform, 1, q.y());
        set(transform, 2, q.z());
        set(transform, 3, q.w());
        set(transform, POSITION, pose.position());
    }

    /// A transform and two vectors to pass arguments in, so that calls make none.
    record Scratch(PxTransform transform, PxVec3 first, PxVec3 second) implements AutoCloseable {
        Scratch() {
            this(new PxTransform(), new PxVec3(0, 0, 0), new PxVec3(0, 0, 0));
        }

        PxTransform of(Pose pose) {
            setPose(transform.getAddress(), pose);
            return transform;
        }

        PxVec3 of(Vec3 v) {
            set(first.getAddress(), 0, v);
            return first;
        }

        PxVec3 second(Vec3 v) {
            set(second.getAddress(), 0, v);
            return second;
        }

        @Override
        public void close() {
            transform.destroy();
            first.destroy();
            second.destroy();
        }
    }
}
