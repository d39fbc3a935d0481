package org.isthmus.physics.physx;

import org.isthmus.model.scene.PhysicsOptions.Flag;

import physx.physics.PxForceModeEnum;
import physx.physics.PxRigidActor;
import physx.physics.PxRigidBodyFlags;
import physx.physics.PxRigidDynamic;

/// A link with a free joint that carries no others: a rigid body.
final class FreeBody implements Part {
    /// PhysX's `PxRigidBodyFlag::eENABLE_GYROSCOPIC_FORCES`, which the binding does not name.
    private static final short GYROSCOPIC = 1 << 10;

    private final PhysxWorld.Setting setting;
    private final int link;
    private final FreeMotion motion;
    private final PxRigidDynamic body;

    FreeBody(PhysxWorld.Setting setting, int link) {
        this.setting = setting;
        this.link = link;
        motion = new FreeMotion(setting.tree().links().get(link), setting.model().options().isOn(Flag.DAMPER));
        body = setting.physics().createRigidDynamic(setting.scratch().of(setting.tree().links().get(link).placement()));
        LinkBody.prepare(body, setting.model(), setting.tree(), link);
        PxRigidBodyFlags flags = new PxRigidBodyFlags((byte) 0);
        Native.setShort(flags.getAddress(), GYROSCOPIC);
        body.setRigidBodyFlags(flags);
        flags.destroy();
        body.setSleepThreshold(0);
        body.setStabilizationThreshold(0);
        body.setSolverIterationCounts(PhysxWorld.POSITION_ITERATIONS, PhysxWorld.VELOCITY_ITERATIONS);
        setting.shapes().attach(body, link, setting.collides());
        setInertia();
    }

    @Override
    public void enter() {
        setting.scene().addActor(body);
    }

    @Override
    public PxRigidActor actor(int number) {
        return body;
    }

    @Override
    public boolean has(int number) {
        return number == link;
    }

    @Override
    public void put(double[] state, int qpos, int qvel, int mocap) {
        body.setGlobalPose(setting.scratch().of(motion.pose(state, qpos)));
        body.setLinearVelocity(setting.scratch().of(motion.linear(state, qpos, qvel)));
        body.setAngularVelocity(setting.scratch().of(motion.angular(state, qpos, qvel)));
        setting.scene().resetFiltering(body);
    }

    @Override
    public boolean isOnMocap() {
        return false;
    }

    @Override
    public void drive(JointForces forces, double[] state, int qpos, int qvel, int applied) {
        if (motion.isLoaded(setting.numbers(), state, qvel, applied)) {
            FreeMotion.Load load = motion.load(setting.numbers(), state, qvel, applied);
            body.addForce(setting.scratch().of(load.force()), PxForceModeEnum.eFORCE);
            body.addTorque(setting.scratch().of(motion.torqueAtCenter(load, state, qpos)), PxForceModeEnum.eFORCE);
        }
    }

    @Override
    public void take(double[] state, int qpos, int qvel) {
        long transform = body.getGlobalPose().getAddress();
        long linear = body.getLinearVelocity().getAddress();
        motion.take(transform, linear, body.getAngularVelocity().getAddress(), state, qpos, qvel);
    }

    @Override
    public void setInertia() {
        motion.center = LinkBody.setInertia(body, setting.model(), setting.tree(), link, setting.numbers(),
                setting.scratch());
    }

    @Override
    public void setArmature() {}

    @Override
    public void release() {
        body.release();
    }
}
