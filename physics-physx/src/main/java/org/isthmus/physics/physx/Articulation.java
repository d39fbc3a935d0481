package org.isthmus.physics.physx;

import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkTree;
import org.jspecify.annotations.Nullable;

import physx.physics.PxArticulationAxisEnum;
import physx.physics.PxArticulationCache;
import physx.physics.PxArticulationCacheFlagEnum;
import physx.physics.PxArticulationCacheFlags;
import physx.physics.PxArticulationDrive;
import physx.physics.PxArticulationDriveTypeEnum;
import physx.physics.PxArticulationFlagEnum;
import physx.physics.PxArticulationJointReducedCoordinate;
import physx.physics.PxArticulationJointTypeEnum;
import physx.physics.PxArticulationLimit;
import physx.physics.PxArticulationLink;
import physx.physics.PxArticulationMotionEnum;
import physx.physics.PxArticulationReducedCoordinate;
import physx.physics.PxForceModeEnum;
import physx.physics.PxRigidActor;

/// A tree of links in reduced coordinates, on the ground or flying.
///
/// PhysX's joints turn about and slide along x, the links' about and along z: both frames of a joint are turned. Positions count from where
/// the model's joint is in its reference configuration.
final class Articulation implements Part {
    /// Slots of pointers in PhysX's cache.
    private static final int VELOCITIES = 3;
    private static final int POSITIONS = 5;
    private static final int FORCES = 6;
    private static final int TARGETS = 7;
    private static final int ROOT = 14;
    private static final double TURN = 2 * Math.PI;
    private static final Pose X_TO_Z = Pose.rotated(Colliders.X_TO_Z);

    private final PhysxWorld.Setting setting;
    /// [own links] their numbers in the model, parents first
    private final int[] numbers;
    private final PxArticulationReducedCoordinate articulation;
    /// [links of the model] null: another part's
    private final @Nullable PxArticulationLink[] links;
    private final @Nullable PxArticulationJointReducedCoordinate[] joints;
    /// [links of the model] where its number is in the cache
    private final int[] place;
    /// [links of the model] drives as PhysX has them
    private final float[] stiffness;
    private final float[] damping;
    private final @Nullable PxArticulationLink base;
    /// negative: it hangs on none
    private final int mocapId;
    private final @Nullable FreeMotion flight;
    /// PhysX's numbers and where they are; null until it enters the scene
    private @Nullable PxArticulationCache cache;
    private long positions;
    private long velocities;
    private long forces;
    private long targets;
    private long root;
    private final PxArticulationDrive drive = new PxArticulationDrive(0, 0, Float.MAX_VALUE,
            PxArticulationDriveTypeEnum.eFORCE);
    private final PxArticulationCacheFlags motionFlags = new PxArticulationCacheFlags(
            PxArticulationCacheFlagEnum.ePOSITION.value | PxArticulationCacheFlagEnum.eVELOCITY.value
                    | PxArticulationCacheFlagEnum.eROOT_TRANSFORM.value
                    | PxArticulationCacheFlagEnum.eROOT_VELOCITIES.value);
    private final PxArticulationCacheFlags driveFlags = new PxArticulationCacheFlags(
            PxArticulationCacheFlagEnum.eFORCE.value | PxArticulationCacheFlagEnum.eJOINT_TARGET_POSITIONS.value);

    /// @param numbers the links' in the model, parents first; the first is the root
    Articulation(PhysxWorld.Setting setting, List<Integer> numbers) {
        this.setting = setting;
        this.numbers = numbers.stream().mapToInt(Integer::intValue).toArray();
        int count = setting.tree().links().size();
        links = new PxArticulationLink[count];
        joints = new PxArticulationJointReducedCoordinate[count];
        place = new int[count];
        stiffness = new float[count];
        damping = new float[count];
        articulation = setting.physics().createArticulationReducedCoordinate();
        LinkTree.Link first = setting.tree().links().get(numbers.getFirst());
        boolean isFlying = first.type() == JointType.FREE;
        mocapId = LinkTree.mocapId(first.parent());
        flight = isFlying ? new FreeMotion(first, setting.model().options().isOn(Flag.DAMPER)) : null;
        base = isFlying ? null : createBase();
        numbers.forEach(this::createLink);
        articulation.setSleepThreshold(0);
        articulation.setStabilizationThreshold(0);
        articulation.setSolverIterationCounts(PhysxWorld.POSITION_ITERATIONS, PhysxWorld.VELOCITY_ITERATIONS);
    }

    /// After that it gets no more tendons.
    @Override
    public void enter() {
        setting.scene().addArticulation(articulation);
        findPlaces();
        PxArticulationCache made = articulation.createCache();
        positions = Native.pointer(made.getAddress(), POSITIONS);
        velocities = Native.pointer(made.getAddress(), VELOCITIES);
        forces = Native.pointer(made.getAddress(), FORCES);
        targets = Native.pointer(made.getAddress(), TARGETS);
        root = Native.pointer(made.getAddress(), ROOT);
        cache = made;
    }

    private PxArticulationLink createBase() {
        articulation.setArticulationFlag(PxArticulationFlagEnum.eFIX_BASE, true);
        PxArticulationLink link = articulation.createLink(null, setting.scratch().of(Pose.IDENTITY));
        link.setMass(1);
        link.setMassSpaceInertiaTensor(setting.scratch().of(Vec3.ONE));
        return link;
    }

    private void createLink(int number) {
        LinkTree.Link link = setting.tree().links().get(number);
        PxArticulationLink parent = link.parent() < 0 ? base : links[link.parent()];
        PxArticulationLink made = articulation.createLink(parent, setting.scratch().of(Pose.IDENTITY));
        links[number] = made;
        LinkBody.prepare(made, setting.model(), setting.tree(), number);
        setInertia(number, made);
        setting.shapes().attach(made, number, setting.collides());
        if (link.type() != JointType.FREE) {
            PxArticulationJointReducedCoordinate joint = made.getInboundJoint();
            joints[number] = joint;
            joint.setJointType(link.type() == JointType.HINGE ? PxArticulationJointTypeEnum.eREVOLUTE
                    : PxArticulationJointTypeEnum.ePRISMATIC);
            joint.setParentPose(setting.scratch().of(link.placement().times(X_TO_Z)));
            joint.setChildPose(setting.scratch().of(X_TO_Z));
            joint.setFrictionCoefficient(0);
            joint.setMaxJointVelocity(LinkBody.MOST_SPEED);
            setLimits(link, joint);
            setArmature(number, joint);
            joint.setDriveParams(axis(number), drive);
        }
    }

    private void setLimits(LinkTree.Link link, PxArticulationJointReducedCoordinate joint) {
        PxArticulationAxisEnum axis = axis(link.type());
        double low = setting.model().joints().range().get(2 * link.joint()) - link.zero();
        double high = setting.model().joints().range().get(2 * link.joint() + 1) - link.zero();
        boolean isHinge = link.type() == JointType.HINGE;
        boolean isLimited = setting.model().joints().limited().get(link.joint()) == 1
                && setting.model().options().isOn(Flag.CONSTRAINT) && setting.model().options().isOn(Flag.LIMIT)
                && !(isHinge && (low < -TURN || high > TURN));
        if (isLimited) {
            PxArticulationLimit limit = new PxArticulationLimit((float) low, (float) high);
            joint.setLimitParams(axis, limit);
            limit.destroy();
        }
        joint.setMotion(axis, isLimited ? PxArticulationMotionEnum.eLIMITED : PxArticulationMotionEnum.eFREE);
    }

    private PxArticulationAxisEnum axis(int number) {
        return axis(setting.tree().links().get(number).type());
    }

    private static PxArticulationAxisEnum axis(JointType type) {
        return type == JointType.HINGE ? PxArticulationAxisEnum.eTWIST : PxArticulationAxisEnum.eX;
    }

    /// PhysX's cache has joints in the order that it gives to links.
    private void findPlaces() {
        for (int number : numbers) {
            PxArticulationLink own = links[number];
            for (int other : numbers) {
                PxArticulationLink before = links[other];
                if (own != null && before != null && joints[other] != null
                        && before.getLinkIndex() < own.getLinkIndex()) {
                    place[number]++;
                }
            }
        }
    }

    @Override
    public boolean has(int number) {
        return number >= 0 && links[number] != null;
    }

    @Override
    public PxRigidActor actor(int number) {
        PxArticulationLink link = number < 0 ? base : links[number];
        if (link == null) {
            throw new IllegalStateException("not a link of this articulation");
        }
        return link;
    }

    /// The axis of a link's joint; any for links without.
    PxArticulationAxisEnum axisOf(int number) {
        return number < 0 ? PxArticulationAxisEnum.eX : axis(number);
    }

    PxArticulationReducedCoordinate articulation() {
        return articulation;
    }

    @Override
    public void put(double[] state, int qpos, int qvel, int mocap) {
        for (int number : numbers) {
            LinkTree.Link link = setting.tree().links().get(number);
            if (joints[number] != null) {
                Native.set(positions, place[number], state[qpos + link.qposAdr()] - link.zero());
                Native.set(velocities, place[number], state[qvel + link.dofAdr()]);
            }
        }
        FreeMotion free = flight;
        if (free == null) {
            Native.setPose(root, isOnMocap() ? PhysxWorld.mocapPose(state, mocap, mocapId) : Pose.IDENTITY);
            Native.set(root, Native.TRANSFORM, Vec3.ZERO);
            Native.set(root, Native.TRANSFORM + 3, Vec3.ZERO);
        } else {
            Native.setPose(root, free.pose(state, qpos));
            Native.set(root, Native.TRANSFORM, free.linear(state, qpos, qvel));
            Native.set(root, Native.TRANSFORM + 3, free.angular(state, qpos, qvel));
        }
        articulation.applyCache(cache, motionFlags);
        for (int number : numbers) {
            setting.scene().resetFiltering(actor(number));
        }
    }

    @Override
    public boolean isOnMocap() {
        return mocapId >= 0;
    }

    @Override
    public void drive(JointForces what, double[] state, int qpos, int qvel, int applied) {
        for (int number : numbers) {
            LinkTree.Link link = setting.tree().links().get(number);
            PxArticulationJointReducedCoordinate joint = joints[number];
            if (joint != null) {
                int d = link.dofAdr();
                setDrive(number, joint, (float) what.stiffness[d], (float) what.damping[d]);
                Native.set(targets, place[number], what.stiffness[d] > 0 ? what.target[d] - link.zero() : 0);
                Native.set(forces, place[number], what.force[d] + state[applied + d]);
            }
        }
        articulation.applyCache(cache, driveFlags);
        FreeMotion free = flight;
        PxArticulationLink first = links[numbers[0]];
        if (free != null && first != null && free.isLoaded(setting.numbers(), state, qvel, applied)) {
            FreeMotion.Load load = free.load(setting.numbers(), state, qvel, applied);
            first.addForce(setting.scratch().of(load.force()), PxForceModeEnum.eFORCE);
            first.addTorque(setting.scratch().of(free.torqueAtCenter(load, state, qpos)), PxForceModeEnum.eFORCE);
        }
    }

    private void setDrive(int number, PxArticulationJointReducedCoordinate joint, float k, float d) {
        if (k != stiffness[number] || d != damping[number]) {
            drive.setStiffness(k);
            drive.setDamping(d);
            joint.setDriveParams(axis(number), drive);
            stiffness[number] = k;
            damping[number] = d;
        }
    }

    @Override
    public void take(double[] state, int qpos, int qvel) {
        articulation.copyInternalStateToCache(cache, motionFlags);
        for (int number : numbers) {
            LinkTree.Link link = setting.tree().links().get(number);
            if (joints[number] != null) {
                int q = qpos + link.qposAdr();
                double now = Native.get(positions, place[number]) + link.zero();
                // PhysX counts no turns
                state[q] = link.type() == JointType.HINGE ? now + TURN * Math.rint((state[q] - now) / TURN) : now;
                state[qvel + link.dofAdr()] = Native.get(velocities, place[number]);
            }
        }
        FreeMotion free = flight;
        if (free != null) {
            long linear = root + Native.TRANSFORM * (long) Float.BYTES;
            free.take(root, linear, linear + 3 * Float.BYTES, state, qpos, qvel);
        }
    }

    @Override
    public void setInertia() {
        for (int number : numbers) {
            PxArticulationLink link = links[number];
            if (link != null) {
                setInertia(number, link);
            }
        }
    }

    private void setInertia(int number, PxArticulationLink link) {
        Vec3 center = LinkBody.setInertia(link, setting.model(), setting.tree(), number, setting.numbers(),
                setting.scratch());
        FreeMotion free = flight;
        if (free != null && number == numbers[0]) {
            free.center = center;
        }
    }

    @Override
    public void setArmature() {
        for (int number : numbers) {
            PxArticulationJointReducedCoordinate joint = joints[number];
            if (joint != null) {
                setArmature(number, joint);
            }
        }
    }

    private void setArmature(int number, PxArticulationJointReducedCoordinate joint) {
        int d = setting.tree().links().get(number).dofAdr();
        joint.setArmature(axis(number),
                (float) (setting.numbers().get(Parameter.DOF_ARMATURE, d) + setting.addedArmature()[d]));
    }

    @Override
    public void release() {
        PxArticulationCache own = cache;
        if (own != null) {
            own.release();
        }
        articulation.release();
        drive.destroy();
        motionFlags.destroy();
        driveFlags.destroy();
    }
}
