package org.isthmus.task.signal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A few numbers of a world that terms are made of: what, in which frame, in which unit.
public sealed interface Signal {
    /// Words for tables.
    default String label() {
        return switch (this) {
            case JointPosition(var joints) -> "position of " + String.join(", ", joints);
            case JointVelocity(var joints) -> "velocity of " + String.join(", ", joints);
            case Position(var of, var in) -> "position of " + of + " in " + in;
            case Orientation(var of, var in) -> "orientation of " + of + " in " + in;
            case LinearVelocity(var of, var in) -> "velocity of " + of + " in " + in;
            case AngularVelocity(var of, var in) -> "angular velocity of " + of + " in " + in;
            case Sensor(var name) -> "sensor " + name;
            case Control(var actuators) -> "control of " + String.join(", ", actuators);
            case ActuatorForce(var actuators) -> "force of " + String.join(", ", actuators);
            case LastAction() -> "last action";
            case Goal goal -> "goal " + goal.factor();
            case Elapsed() -> "part of the episode that is over";
            case Computed computed -> computed.label(); // its own: the record overrides this
            case Drawn drawn -> "drawn " + drawn.factor();
            case Concealed(var signal) -> signal.label();
        };
    }

    /// Unit of its numbers; empty: none.
    default String unit() {
        return switch (this) {
            case JointPosition _ -> "m or rad";
            case JointVelocity _ -> "m/s or rad/s";
            case Position _ -> "m";
            case LinearVelocity _ -> "m/s";
            case AngularVelocity _ -> "rad/s";
            case Orientation _ -> "";
            case Sensor _ -> "by sensor";
            case Control _ -> "by actuator";
            case ActuatorForce _ -> "N or N·m";
            case LastAction _ -> "";
            case Goal goal -> goal.unit(); // its own, as that of what is computed
            case Elapsed _ -> "";
            case Computed computed -> computed.unit();
            case Drawn _ -> "by factor";
            case Concealed(var signal) -> signal.unit();
        };
    }

    /// What sensors of a real robot, or perception, can tell: it may go into what a policy sees.
    sealed interface Measured extends Signal {}

    /// What only a simulation knows: critics and teachers may see it, policies may not.
    sealed interface Hidden extends Signal {}

    /// Coordinates of joints, in the order named: m or rad; a free joint gives 7 numbers, a ball 4.
    record JointPosition(List<String> joints) implements Measured {
        public JointPosition {
            joints = List.copyOf(joints);
        }
    }

    /// Velocities of joints, in the order named; a free joint gives 6 numbers, a ball 3.
    record JointVelocity(List<String> joints) implements Measured {
        public JointVelocity {
            joints = List.copyOf(joints);
        }
    }

    /// Where the origin of a frame is, [3] m, in the axes of another.
    record Position(Place of, Place in) implements Measured {
        public Position(Place of) {
            this(of, Place.WORLD);
        }
    }

    /// How a frame is turned against another, unit quaternion (w, x, y, z).
    record Orientation(Place of, Place in) implements Measured {
        public Orientation(Place of) {
            this(of, Place.WORLD);
        }
    }

    /// How fast the origin of a frame moves, [3] m/s, seen from another.
    record LinearVelocity(Place of, Place in) implements Measured {
        public LinearVelocity(Place of) {
            this(of, Place.WORLD);
        }
    }

    /// How fast a frame turns, [3] rad/s, seen from another.
    record AngularVelocity(Place of, Place in) implements Measured {
        public AngularVelocity(Place of) {
            this(of, Place.WORLD);
        }
    }

    /// What a sensor of the scene measures.
    record Sensor(String name) implements Measured {}

    /// Controls of actuators, in their units.
    record Control(List<String> actuators) implements Measured {
        public Control {
            actuators = List.copyOf(actuators);
        }
    }

    /// Forces of actuators in the last step of physics.
    record ActuatorForce(List<String> actuators) implements Measured {
        public ActuatorForce {
            actuators = List.copyOf(actuators);
        }
    }

    /// The action that was last asked for, before latency; zeros at first.
    record LastAction() implements Measured {}

    /// What the task asks for in this episode: drawn by the factor of that name.
    ///
    /// @param size its numbers
    record Goal(String factor, int size, String unit) implements Measured {}

    /// Which part of the longest episode is over, 0 to 1.
    record Elapsed() implements Measured {}

    /// Numbers computed from others.
    ///
    /// @param label also what tells it from others: two of the same label are one
    /// @param size its numbers
    record Computed(String label, String unit, int size, List<Measured> inputs, Computation by) implements Measured {
        public Computed {
            inputs = List.copyOf(inputs);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Computed it && label.equals(it.label) && inputs.equals(it.inputs);
        }

        @Override
        public int hashCode() {
            return label.hashCode();
        }
    }

    /// What a randomization factor has drawn for this episode, ξ.
    ///
    /// @param size its numbers
    record Drawn(String factor, int size) implements Hidden {}

    /// A signal that could be measured, but not by this robot: the pose of an object where the policy is to see images, say.
    record Concealed(Measured signal) implements Hidden {}

    /// The vector from one point to another, [3] m.
    ///
    /// @param from [3]
    /// @param to [3]
    static Measured difference(Measured from, Measured to) {
        return new Computed(from.label() + " to " + to.label(), "m", 3, List.of(from, to), (row, inputs, out) -> {
            for (int i = 0; i < 3; i++) {
                row.set(out + i, row.get(inputs[1] + i) - row.get(inputs[0] + i));
            }
        });
    }

    /// How a frame is turned, as a network likes it: its x and y axes, [6], which have neither two names for one turn nor a jump between turns
    /// that are alike (Zhou et al. 2019, "On the continuity of rotation representations in neural networks").
    static Measured axes(Place of) {
        Orientation turn = new Orientation(of);
        return new Computed("axes, " + turn.label(), "", 6, List.of(turn), (row, inputs, out) -> {
            double w = row.get(inputs[0]);
            double x = row.get(inputs[0] + 1);
            double y = row.get(inputs[0] + 2);
            double z = row.get(inputs[0] + 3);
            row.set(out, 1 - 2 * (y * y + z * z));
            row.set(out + 1, 2 * (x * y + w * z));
            row.set(out + 2, 2 * (x * z - w * y));
            row.set(out + 3, 2 * (x * y - w * z));
            row.set(out + 4, 1 - 2 * (x * x + z * z));
            row.set(out + 5, 2 * (y * z + w * x));
        });
    }

    /// Where the sides of something on a table point that looks the same after an n-th of a turn about z: cosine and sine of n times its
    /// heading. All headings that look alike have the same numbers, and there is no jump between them.
    ///
    /// @param folds n, 4 for a cube
    static Measured sides(Place of, int folds) {
        Orientation turn = new Orientation(of);
        return new Computed(folds + " sides, " + turn.label(), "", 2, List.of(turn), (row, inputs, out) -> {
            double w = row.get(inputs[0]);
            double x = row.get(inputs[0] + 1);
            double y = row.get(inputs[0] + 2);
            double z = row.get(inputs[0] + 3);
            double along = 1 - 2 * (y * y + z * z);
            double across = 2 * (x * y + w * z);
            double length = Math.sqrt(along * along + across * across);
            double c = length == 0 ? 1 : along / length;
            double s = length == 0 ? 0 : across / length;
            // (c + i·s)ⁿ by multiplication: the sine of a large angle allocates.
            double cosine = 1;
            double sine = 0;
            for (int k = 0; k < folds; k++) {
                double next = cosine * c - sine * s;
                sine = cosine * s + sine * c;
                cosine = next;
            }
            row.set(out, cosine);
            row.set(out + 1, sine);
        });
    }

    /// Makes numbers of a row from others of it.
    @FunctionalInterface
    interface Computation {
        /// @param inputs [inputs] where each input begins
        /// @param out where the result begins
        void compute(Row row, int[] inputs, int out);
    }
}
