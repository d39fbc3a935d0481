package org.isthmus.physics.physx;

import physx.physics.PxRigidActor;

/// Something that moves in a world: an articulation or a free body.
interface Part {
    /// Whose motion a link of the model is.
    ///
    /// @param link a number of the link tree that this part has
    PxRigidActor actor(int link);

    boolean has(int link);

    /// Enters the scene, after everything is tied.
    void enter();

    /// Puts positions and velocities in, and forgets what PhysX remembers of contacts.
    ///
    /// @param state of many worlds; the world's quantities begin at `qpos`, `qvel` and `mocap`
    void put(double[] state, int qpos, int qvel, int mocap);

    /// Whether it hangs on a mocap body.
    boolean isOnMocap();

    /// Applies the forces of the next step.
    ///
    /// @param applied where forces from outside begin
    void drive(JointForces forces, double[] state, int qpos, int qvel, int applied);

    /// Takes positions and velocities out.
    void take(double[] state, int qpos, int qvel);

    /// Takes over masses that have changed.
    void setInertia();

    /// Takes over armatures that have changed.
    void setArmature();

    void release();
}
