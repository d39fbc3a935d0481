package org.isthmus.physics.physx;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldRows;
import org.isthmus.physics.dynamics.LinkTree;
import org.jspecify.annotations.Nullable;

import physx.PxTopLevelFunctions;
import physx.physics.PxPhysics;
import physx.physics.PxRigidActor;
import physx.physics.PxRigidBodyFlagEnum;
import physx.physics.PxRigidDynamic;
import physx.physics.PxRigidStatic;
import physx.physics.PxScene;
import physx.physics.PxSceneDesc;
import physx.physics.PxSolverTypeEnum;

/// One world: a scene of PhysX with everything in it. Not safe for several threads.
final class PhysxWorld {
    static final int POSITION_ITERATIONS = 16;
    static final int VELOCITY_ITERATIONS = 1;
    /// A longer time step is taken in equal parts that are not longer, s.
    private static final double LONGEST_PART = 0.005;

    private final PhysxModel shared;
    private final Setting setting;
    private final PairFilter filter;
    private final ContactLog log = new ContactLog();
    private final JointForces forces;
    private final PxRigidStatic ground;
    private final List<PxRigidDynamic> mocaps = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Ties ties;
    private final int partsOfStep;
    private final double h;
    private final int qpos;
    private final int qvel;
    private final int mocap;

    /// What everything in a world is made with.
    record Setting(
            PxPhysics physics, PxScene scene, Model model, LinkTree tree, WorldNumbers numbers, WorldShapes shapes,
            boolean[] collides, double[] addedArmature, Native.Scratch scratch) {}

    PhysxWorld(PhysxModel shared) {
        this.shared = shared;
        Model model = shared.model();
        WorldRows rows = shared.rows();
        qpos = rows.at(Quantity.QPOS);
        qvel = rows.at(Quantity.QVEL);
        mocap = rows.at(Quantity.MOCAP);
        partsOfStep = (int) Math.max(1, Math.ceil(model.options().timestep / LONGEST_PART - 1e-9));
        h = model.options().timestep / partsOfStep;
        filter = new PairFilter(shared.touching(), model.sizes().ngeom());
        WorldNumbers numbers = shared.numbers().ofWorld();
        Native.Scratch scratch = new Native.Scratch();
        PxPhysics physics = shared.library().physics;
        WorldShapes shapes = new WorldShapes(model, shared.tree(), numbers, shared.colliders(), physics, scratch);
        setting = new Setting(physics, createScene(), model, shared.tree(), numbers, shapes, shared.collides(),
                shared.addedArmature(), scratch);
        setGravity();
        ground = physics.createRigidStatic(scratch.of(Pose.IDENTITY));
        shapes.attach(ground, LinkTree.WORLD, shared.collides());
        setting.scene.addActor(ground);
        for (int m = 0; m < model.sizes().nmocap(); m++) {
            mocaps.add(createMocap(m));
        }
        for (List<Integer> links : shared.parts()) {
            parts.add(shared.isFreeBody(links) ? new FreeBody(setting, links.getFirst())
                    : new Articulation(setting, links));
        }
        ties = new Ties(this, setting);
        parts.forEach(Part::enter);
        log.setIndex(shapes.index());
        forces = new JointForces(model, numbers);
    }

    private PxScene createScene() {
        PxSceneDesc desc = new PxSceneDesc(shared.library().physics.getTolerancesScale());
        desc.setCpuDispatcher(shared.library().dispatcher);
        desc.setSolverType(PxSolverTypeEnum.eTGS);
        desc.setSimulationEventCallback(log);
        PxTopLevelFunctions.setupPassThroughFilterShader(desc, filter);
        PxScene scene = shared.library().physics.createScene(desc);
        desc.destroy();
        return scene;
    }

    private PxRigidDynamic createMocap(int m) {
        PxRigidDynamic body = setting.physics.createRigidDynamic(setting.scratch.of(Pose.IDENTITY));
        body.setRigidBodyFlag(PxRigidBodyFlagEnum.eKINEMATIC, true);
        setting.shapes.attach(body, LinkTree.mocap(m), shared.collides());
        setting.scene.addActor(body);
        return body;
    }

    private void setGravity() {
        boolean pulls = setting.model.options().isOn(Flag.GRAVITY);
        setting.scene.setGravity(
                setting.scratch.of(pulls ? setting.numbers.vec3(Parameter.GRAVITY, 0) : Vec3.ZERO));
    }

    /// The articulation that has a joint.
    Articulation articulation(int joint) {
        return (Articulation) part(joint);
    }

    private Part part(int link) {
        for (Part part : parts) {
            if (part.has(link)) {
                return part;
            }
        }
        throw new IllegalStateException("no part has link " + link);
    }

    /// What moves as a link does.
    PxRigidActor actor(int link) {
        return part(link).actor(link);
    }

    /// What a link hangs on.
    PxRigidActor parentActor(int link) {
        return part(link).actor(setting.tree.links().get(link).parent());
    }

    /// What moves as a body does; null: nothing, it is the world's.
    @Nullable
    PxRigidActor actorOf(int body) {
        int link = setting.tree.linkOfBody()[body];
        if (link >= 0) {
            return actor(link);
        }
        return link == LinkTree.WORLD ? null : mocaps.get(LinkTree.mocapId(link));
    }

    /// Takes over parameters that have changed in the world's row.
    void update(double[] state, int base) {
        boolean inertia = false;
        for (Parameter p : shared.rows().varied()) {
            if (setting.numbers.update(p, state, base)) {
                switch (p) {
                    case GRAVITY -> setGravity();
                    case BODY_MASS, BODY_COM, BODY_INERTIA -> inertia = true;
                    case GEOM_SIZE -> setting.shapes.resize();
                    case GEOM_POS, GEOM_QUAT -> setting.shapes.move();
                    case GEOM_FRICTION -> setting.shapes.rub();
                    case DOF_ARMATURE -> parts.forEach(Part::setArmature);
                    case DOF_FRICTIONLOSS -> ties.rub();
                    case EQUALITY_ACTIVE -> ties.activate();
                    default -> {
                    }
                }
            }
        }
        if (inertia) {
            parts.forEach(Part::setInertia);
        }
    }

    /// Puts a world's positions and velocities in.
    void put(double[] state, int base) {
        putMocaps(state, base);
        for (int i = 0; i < parts.size(); i++) {
            parts.get(i).put(state, base + qpos, base + qvel, base + mocap);
        }
    }

    /// Puts the poses of a world's mocap bodies in, with what hangs on them.
    void putMocaps(double[] state, int base) {
        for (int m = 0; m < mocaps.size(); m++) {
            mocaps.get(m).setGlobalPose(setting.scratch.of(mocapPose(state, base + mocap, m)));
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isOnMocap()) {
                parts.get(i).put(state, base + qpos, base + qvel, base + mocap);
            }
        }
    }

    /// @param at where the poses of a world's mocap bodies begin
    static Pose mocapPose(double[] state, int at, int id) {
        return new Pose(Vec3.of(state, at + 7 * id), Quat.of(state, at + 7 * id + 3).normalized());
    }

    /// Takes one time step; the row gets positions, velocities, accelerations, activations and actuator forces.
    ///
    /// @param records whether contacts are kept
    void step(double[] state, int base, boolean records) {
        WorldRows rows = shared.rows();
        int nv = setting.model.sizes().nv();
        int qacc = base + rows.at(Quantity.QACC);
        for (int p = 0; p < partsOfStep; p++) {
            forces.compute(state, base + qpos, base + qvel, base + rows.at(Quantity.ACT),
                    base + rows.at(Quantity.CTRL), h);
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).drive(forces, state, base + qpos, base + qvel, base + rows.at(Quantity.QFRC_APPLIED));
            }
            log.begin(records && p == partsOfStep - 1);
            setting.scene.simulate((float) h);
            setting.scene.fetchResults(true);
            System.arraycopy(state, base + qvel, state, qacc, nv);
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).take(state, base + qpos, base + qvel);
            }
            for (int d = 0; d < nv; d++) {
                state[qacc + d] = (state[base + qvel + d] - state[qacc + d]) / h;
            }
            System.arraycopy(forces.nextAct, 0, state, base + rows.at(Quantity.ACT), forces.nextAct.length);
        }
        System.arraycopy(forces.actuatorForce, 0, state, base + rows.at(Quantity.ACTUATOR_FORCE),
                forces.actuatorForce.length);
    }

    /// The contacts of the last step that was recorded.
    List<Contact> contacts() {
        return log.contacts(h, shared.geomTypes());
    }

    /// Gives everything back; the world cannot be used after.
    void release() {
        ties.release();
        parts.forEach(Part::release);
        mocaps.forEach(PxRigidDynamic::release);
        ground.release();
        setting.scene.release();
        setting.shapes.release();
        setting.scratch.close();
        filter.destroy();
        log.destroy();
    }
}
