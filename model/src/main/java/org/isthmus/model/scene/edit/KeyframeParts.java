package org.isthmus.model.scene.edit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Body;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Keyframe;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;

/// The numbers of a scene's keyframes, each with the joint, actuator or mocap body it belongs to, so that they survive a change
/// of the scene: [#take] them, change the scene, [#put] them back.
///
/// Elements go by identity: a part that is moved to another scene keeps its numbers. Nothing depends on the maps' order.
final class KeyframeParts {
    /// One keyframe; a missing entry stands for the default state.
    static final class Frame {
        final Keyframe header;
        final Map<Joint, double[]> qpos = new IdentityHashMap<>();
        final Map<Joint, double[]> qvel = new IdentityHashMap<>();
        final Map<Actuator, double[]> act = new IdentityHashMap<>();
        final Map<Actuator, double[]> ctrl = new IdentityHashMap<>();
        final Map<Body, double[]> mocapPos = new IdentityHashMap<>();
        final Map<Body, double[]> mocapQuat = new IdentityHashMap<>();

        Frame(Keyframe header) {
            this.header = header;
        }

        private void addAll(Frame other) {
            qpos.putAll(other.qpos);
            qvel.putAll(other.qvel);
            act.putAll(other.act);
            ctrl.putAll(other.ctrl);
            mocapPos.putAll(other.mocapPos);
            mocapQuat.putAll(other.mocapQuat);
        }
    }

    /// The elements that own the numbers of keyframes, in the order of the compiled model.
    private record Owners(List<Joint> joints, List<Actuator> actuators, List<Body> mocaps) {
        static Owners of(Scene scene) {
            List<Joint> joints = new ArrayList<>();
            List<Body> mocaps = new ArrayList<>();
            scene.world.forEach(body -> {
                joints.addAll(body.joints);
                if (body.mocap) {
                    mocaps.add(body);
                }
            });
            return new Owners(joints, scene.actuators, mocaps);
        }
    }

    /// Takes the numbers for one owner from, or gives them to, one array of a keyframe.
    private record Field<E>(String name, List<E> owners, ToIntFunction<E> count, Function<E, double[]> defaults) {
        int length() {
            return owners.stream().mapToInt(count).sum();
        }

        void split(double[] all, Map<E, double[]> into) {
            int at = 0;
            for (E owner : all.length == 0 ? List.<E>of() : owners) {
                int n = count.applyAsInt(owner);
                into.put(owner, Arrays.copyOfRange(all, at, at + n));
                at += n;
            }
        }

        /// All numbers in order; empty when none is known.
        double[] join(Map<E, double[]> from) {
            if (owners.stream().noneMatch(from::containsKey)) {
                return new double[0];
            }
            return owners.stream().flatMapToDouble(owner -> {
                double[] known = from.get(owner);
                return DoubleStream.of(known == null ? defaults.apply(owner) : known);
            }).toArray();
        }
    }

    /// Marks an actuator whose count of activations only the compiler knows.
    private static final int UNKNOWN = -1;

    final List<Frame> frames = new ArrayList<>();

    private KeyframeParts() {}

    /// Splits the keyframes of a scene. One whose counts do not fit the scene is left out, with a warning.
    static KeyframeParts take(Scene scene, Diagnostics diagnostics) {
        KeyframeParts parts = new KeyframeParts();
        Owners owners = Owners.of(scene);
        boolean actKnown = owners.actuators.stream().noneMatch(a -> activations(a) == UNKNOWN);
        for (Keyframe key : scene.keyframes) {
            if (key.act.length > 0 && !actKnown) {
                diagnostics.warning(key.source, "keyframe " + key.label() + " has activations that cannot be divided",
                        "actuators with a known number of activations", "set actdim of the actuators");
                key.act = new double[0];
            }
            if (fits(key, owners, diagnostics)) {
                parts.frames.add(split(key, owners));
            }
        }
        return parts;
    }

    /// Makes the keyframes of a scene anew from these parts; what they do not know has its default state.
    void put(Scene scene) {
        Owners owners = Owners.of(scene);
        Map<Joint, Body> bodies = new IdentityHashMap<>();
        scene.world.forEach(body -> body.joints.forEach(joint -> bodies.put(joint, body)));
        scene.keyframes.clear();
        for (Frame frame : frames) {
            Keyframe key = frame.header;
            key.qpos = qpos(owners, bodies).join(frame.qpos);
            key.qvel = qvel(owners).join(frame.qvel);
            key.act = act(owners).join(frame.act);
            key.ctrl = ctrl(owners).join(frame.ctrl);
            key.mocapPos = mocapPos(owners).join(frame.mocapPos);
            key.mocapQuat = mocapQuat(owners).join(frame.mocapQuat);
            scene.keyframes.add(key);
        }
    }

    /// Adds the frames of another scene's parts: to the frame of the same name where there is one, else as frames of their
    /// own, renamed by `prefix`.
    void absorb(KeyframeParts other, String prefix) {
        for (Frame frame : other.frames) {
            Frame same = named(frame.header.name);
            if (same != null) {
                same.addAll(frame);
            } else {
                if (frame.header.name != null) {
                    frame.header.name = prefix + frame.header.name;
                }
                frames.add(frame);
            }
        }
    }

    private @Nullable Frame named(@Nullable String name) {
        for (Frame frame : frames) {
            if (name != null && name.equals(frame.header.name)) {
                return frame;
            }
        }
        return null;
    }

    /// The state of a joint that no keyframe gives: its reference.
    private static double[] reference(Joint joint, @Nullable Body body) {
        return switch (joint.type) {
            case HINGE, SLIDE -> new double[]{joint.ref};
            case BALL -> new double[]{1, 0, 0, 0};
            case FREE -> {
                double[] pose = new double[7];
                if (body != null) {
                    body.pos.into(pose, 0);
                    body.quat.into(pose, 3);
                }
                yield pose;
            }
        };
    }

    private static int activations(Actuator actuator) {
        if (actuator.activationDim >= 0) {
            return actuator.activationDim;
        }
        return switch (actuator.dynType) {
            case NONE -> 0;
            case DCMOTOR, PID -> UNKNOWN;
            default -> 1;
        };
    }

    private static boolean fits(Keyframe key, Owners owners, Diagnostics diagnostics) {
        return fits(key, key.qpos, qpos(owners, Map.of()), diagnostics)
                && fits(key, key.qvel, qvel(owners), diagnostics)
                && fits(key, key.act, act(owners), diagnostics)
                && fits(key, key.ctrl, ctrl(owners), diagnostics)
                && fits(key, key.mocapPos, mocapPos(owners), diagnostics)
                && fits(key, key.mocapQuat, mocapQuat(owners), diagnostics);
    }

    private static boolean fits(Keyframe key, double[] values, Field<?> field, Diagnostics diagnostics) {
        if (values.length == 0 || values.length == field.length()) {
            return true;
        }
        diagnostics.warning(key.source,
                "keyframe " + key.label() + " has " + values.length + " numbers of " + field.name
                        + " and is left out",
                field.length() + " numbers", "");
        return false;
    }

    private static Frame split(Keyframe key, Owners owners) {
        Frame frame = new Frame(key);
        qpos(owners, Map.of()).split(key.qpos, frame.qpos);
        qvel(owners).split(key.qvel, frame.qvel);
        act(owners).split(key.act, frame.act);
        ctrl(owners).split(key.ctrl, frame.ctrl);
        mocapPos(owners).split(key.mocapPos, frame.mocapPos);
        mocapQuat(owners).split(key.mocapQuat, frame.mocapQuat);
        return frame;
    }

    private static Field<Joint> qpos(Owners owners, Map<Joint, Body> bodies) {
        return new Field<>("qpos", owners.joints, j -> j.type.qposCount(), j -> reference(j, bodies.get(j)));
    }

    private static Field<Joint> qvel(Owners owners) {
        return new Field<>("qvel", owners.joints, j -> j.type.dofCount(), j -> new double[j.type.dofCount()]);
    }

    private static Field<Actuator> act(Owners owners) {
        return new Field<>("act", owners.actuators, a -> Math.max(0, activations(a)),
                a -> new double[Math.max(0, activations(a))]);
    }

    private static Field<Actuator> ctrl(Owners owners) {
        return new Field<>("ctrl", owners.actuators, a -> 1, a -> new double[1]);
    }

    private static Field<Body> mocapPos(Owners owners) {
        return new Field<>("mpos", owners.mocaps, b -> 3, b -> b.pos.toArray());
    }

    private static Field<Body> mocapQuat(Owners owners) {
        return new Field<>("mquat", owners.mocaps, b -> 4, b -> b.quat.toArray());
    }
}
