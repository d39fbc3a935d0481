package org.isthmus.task.signal;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// A few numbers of a world that terms are made of: what, in which frame, in which unit.
public sealed interface Signal {
    /// Words for tables.
    String label();

    /// Unit of its numbers; empty: none.
    String unit();

    /// What sensors of a real robot, or perception, can tell: it may go into what a policy sees.
    sealed interface Measured extends Signal {}

    /// What only a simulation knows: critics and teachers may see it, policies may not.
    sealed interface Hidden extends Signal {}

    /// Coordinates of joints, in the order named: m or rad; a free joint gives 7 numbers, a ball 4.
    record JointPosition(List<String> joints) implements Measured {
        public JointPosition {
            joints = List.copyOf(joints);
        }

        @Override
        public String label() {
            return "position of " + String.join(", ", joints);
        }

        @Override
        public String unit() {
            return "m or rad";
        }
    }

    /// Velocities of joints, in the order named; a free joint gives 6 numbers, a ball 3.
    record JointVelocity(List<String> joints) implements Measured {
        public JointVelocity {
            joints = List.copyOf(joints);
        }

        @Override
        public String label() {
            return "velocity of " + String.join(", ", joints);
        }

        @Override
        public String unit() {
            return "m/s or rad/s";
        }
    }

    /// Where the origin of a frame is, [3] m, in the axes of another.
    record Position(Place of, Place in) implements Measured {
        public Position(Place of) {
            this(of, Place.WORLD);
        }

        @Override
        public String label() {
            return "position of " + of + " in " + in;
        }

        @Override
        public String unit() {
            return "m";
        }
    }

    /// How a frame is turned against another, unit quaternion (w, x, y, z).
    record Orientation(Place of, Place in) implements Measured {
        public Orientation(Place of) {
            this(of, Place.WORLD);
        }

        @Override
        public String label() {
            return "orientation of " + of + " in " + in;
        }

        @Override
        public String unit() {
            return "";
        }
    }

    /// How fast the origin of a frame moves, [3] m/s, seen from another.
    record LinearVelocity(Place of, Place in) implements Measured {
        public LinearVelocity(Place of) {
            this(of, Place.WORLD);
        }

        @Override
        public String label() {
            return "velocity of " + of + " in " + in;
        }

        @Override
        public String unit() {
            return "m/s";
        }
    }

    /// How fast a frame turns, [3] rad/s, seen from another.
    record AngularVelocity(Place of, Place in) implements Measured {
        public AngularVelocity(Place of) {
            this(of, Place.WORLD);
        }

        @Override
        public String label() {
            return "angular velocity of " + of + " in " + in;
        }

        @Override
        public String unit() {
            return "rad/s";
        }
    }

    /// What a sensor of the scene measures.
    record Sensor(String name) implements Measured {
        @Override
        public String label() {
            return "sensor " + name;
        }

        @Override
        public String unit() {
            return "by sensor";
        }
    }

    /// Controls of actuators, in their units.
    record Control(List<String> actuators) implements Measured {
        public Control {
            actuators = List.copyOf(actuators);
        }

        @Override
        public String label() {
            return "control of " + String.join(", ", actuators);
        }

        @Override
        public String unit() {
            return "by actuator";
        }
    }

    /// Forces of actuators in the last step of physics.
    record ActuatorForce(List<String> actuators) implements Measured {
        public ActuatorForce {
            actuators = List.copyOf(actuators);
        }

        @Override
        public String label() {
            return "force of " + String.join(", ", actuators);
        }

        @Override
        public String unit() {
            return "N or N·m";
        }
    }

    /// The action that was last asked for, before latency; zeros at first.
    record LastAction() implements Measured {
        @Override
        public String label() {
            return "last action";
        }

        @Override
        public String unit() {
            return "";
        }
    }

    /// What the task asks for in this episode: drawn by the factor of that name.
    ///
    /// @param size its numbers
    record Goal(String factor, int size, String unit) implements Measured {
        @Override
        public String label() {
            return "goal " + factor;
        }
    }

    /// Which part of the longest episode is over, 0 to 1.
    record Elapsed() implements Measured {
        @Override
        public String label() {
            return "part of the episode that is over";
        }

        @Override
        public String unit() {
            return "";
        }
    }

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
    record Drawn(String factor, int size) implements Hidden {
        @Override
        public String label() {
            return "drawn " + factor;
        }

        @Override
        public String unit() {
            return "by factor";
        }
    }

    /// A signal that could be measured, but not by this robot: the pose of an object where the policy is to see images, say.
    record Concealed(Measured signal) implements Hidden {
        @Override
        public String label() {
            return signal.label();
        }

        @Override
        public String unit() {
            return signal.unit();
        }
    }

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

    /// Makes numbers of a row from others of it.
    @FunctionalInterface
    interface Computation {
        /// @param inputs [inputs] where each input begins
        /// @param out where the result begins
        void compute(Row row, int[] inputs, int out);
    }
}
