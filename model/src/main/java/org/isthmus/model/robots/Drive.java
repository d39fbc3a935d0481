package org.isthmus.model.robots;

/// A position servo on a joint, and what its gearbox adds to the joint.
///
/// @param effort limit of force, N·m or N
/// @param velocity limit for planning, rad/s or m/s
/// @param stiffness force per error of position
/// @param damping force per velocity
/// @param armature inertia of the rotor as seen at the joint, kg·m² or kg
public record Drive(double effort, double velocity, double stiffness, double damping, double armature) {
    public Drive {
        if (!(effort > 0 && velocity > 0 && stiffness > 0 && damping >= 0 && armature >= 0)) {
            throw new IllegalArgumentException("drive of effort " + effort + ", velocity " + velocity + ", stiffness "
                    + stiffness + ", damping " + damping + ", armature " + armature + "; expected effort, velocity and "
                    + "stiffness above 0, the others not below");
        }
    }
}
