package org.isthmus.physics.physx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.EqualityTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkTree;
import org.jspecify.annotations.Nullable;

import physx.PxTopLevelFunctions;
import physx.common.PxTransform;
import physx.extensions.PxD6AxisEnum;
import physx.extensions.PxD6DriveEnum;
import physx.extensions.PxD6Joint;
import physx.extensions.PxD6JointDrive;
import physx.extensions.PxD6MotionEnum;
import physx.physics.PxArticulationFixedTendon;
import physx.physics.PxArticulationLink;
import physx.physics.PxArticulationTendonJoint;
import physx.physics.PxConstraintFlagEnum;
import physx.physics.PxRigidActor;

/// What holds a world's links together besides their own joints.
///
/// An equality of joints is a fixed tendon of PhysX, a spring with damper as stiff as MuJoCo's constraint is at rest: `m d/(1−d)` times its
/// reference acceleration, with `d` the largest impedance and `m` the inertia that the joints have in the reference configuration. Connects
/// and welds are rigid joints. Dry friction is a motor of a joint besides that wants standstill, with the friction as its most force.
final class Ties {
    private static final int DATA = 11;
    private static final int WELD_POSE = 3;
    private static final int WELD_QUAT = 6;
    private static final double MIN_VALUE = 1e-15;
    /// Dry friction grows to its full size over this speed, m/s or rad/s.
    private static final double CREEP = 1e-3;

    private final PhysxWorld world;
    private final PhysxWorld.Setting setting;
    private final Model model;
    private final EqualityTable table;
    /// [neq] by type
    private final @Nullable PxD6Joint[] joints;
    private final @Nullable PxArticulationFixedTendon[] tendons;
    private final List<Friction> frictions = new ArrayList<>();

    /// Dry friction of a hinge or slide.
    private record Friction(LinkTree.Link link, PxD6Joint joint) {}

    Ties(PhysxWorld world, PhysxWorld.Setting setting) {
        this.world = world;
        this.setting = setting;
        model = setting.model();
        table = model.equalities();
        joints = new PxD6Joint[model.sizes().neq()];
        tendons = new PxArticulationFixedTendon[model.sizes().neq()];
        for (int e = 0; e < joints.length; e++) {
            EqualityType type = EqualityType.values()[table.type().get(e)];
            if (!isOn(Flag.EQUALITY) || type != EqualityType.JOINT && isWithinOneLink(e)) {
                continue;
            }
            switch (type) {
                case JOINT -> tendons[e] = couple(e);
                case CONNECT -> joints[e] = join(e, 0, 3, Quat.IDENTITY);
                case WELD -> joints[e] = join(e, WELD_POSE, 0,
                        Quat.of(table.data().slice(DATA * e + WELD_QUAT, DATA * e + WELD_QUAT + 4), 0));
                case TENDON -> throw new IllegalStateException("refused before");
            }
        }
        activate();
        for (int link = 0; link < setting.tree().links().size() && isOn(Flag.FRICTIONLOSS); link++) {
            LinkTree.Link joint = setting.tree().links().get(link);
            if (joint.type() != JointType.FREE && model.dofs().frictionLoss().get(joint.dofAdr()) > 0) {
                frictions.add(friction(link, joint));
            }
        }
        rub();
    }

    private boolean isOn(Flag flag) {
        return model.options().isOn(Flag.CONSTRAINT) && model.options().isOn(flag);
    }

    /// Whether two bodies never move apart, so that there is nothing to hold.
    private boolean isWithinOneLink(int e) {
        int[] link = setting.tree().linkOfBody();
        int first = link[body(e, table.obj1Id().get(e))];
        int second = link[body(e, Math.max(0, table.obj2Id().get(e)))];
        return first == second || first < 0 && second < 0;
    }

    /// @param object of an equality: a body or a site
    private int body(int e, int object) {
        return isOfSites(e) ? model.sites().bodyId().get(object) : object;
    }

    private boolean isOfSites(int e) {
        return table.objType().get(e) == ObjectType.SITE.ordinal();
    }

    private LinkTree.Link link(int joint) {
        return setting.tree().links().get(joint);
    }

    /// A tendon from the first link above both joints down to them.
    private PxArticulationFixedTendon couple(int e) {
        int first = table.obj1Id().get(e);
        int second = table.obj2Id().get(e);
        double slope = second < 0 ? 0 : table.data().get(DATA * e + 1);
        Articulation tree = world.articulation(first);
        PxArticulationFixedTendon tendon = tree.articulation().createFixedTendon();
        List<Integer> path = pathTo(first);
        List<Integer> other = second < 0 ? List.of() : pathTo(second);
        int shared = 0;
        while (shared < Math.min(path.size(), other.size()) - 1 && path.get(shared).equals(other.get(shared))) {
            shared++;
        }
        int top = second < 0 ? first : path.get(shared);
        new TendonPath(tendon, tree, first, second, slope).grow(link(top).parent(), path, other);
        tendon.setRestLength((float) table.data().get(DATA * e));
        return tendon;
    }

    /// The joints from the root of a tree to one; links and joints have the same numbers.
    private List<Integer> pathTo(int joint) {
        List<Integer> path = new ArrayList<>();
        for (int at = joint; at >= 0; at = link(at).parent()) {
            path.addFirst(at);
        }
        return path;
    }

    /// What a tendon's first joint hangs on, in the binding's terms: one at address 0.
    private static final class NoJoint extends PxArticulationTendonJoint {
        NoJoint() {
            super(0);
        }
    }

    /// Lays a tendon along links: its length is the first joint's position less `slope` times the second's.
    private record TendonPath(
            PxArticulationFixedTendon tendon, Articulation tree, int first, int second, double slope) {
        void grow(int root, List<Integer> path, List<Integer> other) {
            PxArticulationTendonJoint start = joint(new NoJoint(), root, 0);
            Map<Integer, PxArticulationTendonJoint> made = new LinkedHashMap<>();
            for (List<Integer> way : List.of(path, other)) {
                PxArticulationTendonJoint above = start;
                for (int link : way.subList(way.indexOf(root) + 1, way.size())) {
                    PxArticulationTendonJoint parent = above;
                    above = made.computeIfAbsent(link, key -> joint(parent, key, factor(key)));
                }
            }
        }

        private double factor(int link) {
            return link == first ? 1 : link == second ? -slope : 0;
        }

        private PxArticulationTendonJoint joint(PxArticulationTendonJoint parent, int link, double factor) {
            PxArticulationLink at = (PxArticulationLink) tree.actor(link);
            return tendon.createTendonJoint(parent, tree.axisOf(link), (float) factor, (float) factor, at);
        }
    }

    /// @param place1 in the data of the point in the first body's frame
    /// @param turn orientation of the second body in the first
    private PxD6Joint join(int e, int place1, int place2, Quat turn) {
        int a = table.obj1Id().get(e);
        int b = table.obj2Id().get(e);
        if (isOfSites(e)) {
            return d6(body(e, a), body(e, b),
                    new Pose(model.sites().pos().vec3(a), model.sites().quat().quat(a)),
                    new Pose(model.sites().pos().vec3(b), model.sites().quat().quat(b)));
        }
        return d6(a, Math.max(0, b), new Pose(anchor(e, place1), turn), Pose.at(anchor(e, place2)));
    }

    private Vec3 anchor(int e, int at) {
        return Vec3.of(table.data().slice(DATA * e + at, DATA * e + at + 3), 0);
    }

    private PxD6Joint d6(int body1, int body2, Pose in1, Pose in2) {
        return d6(world.actorOf(body1), world.actorOf(body2), setting.tree().bodyInLink()[body1].times(in1),
                setting.tree().bodyInLink()[body2].times(in2));
    }

    private PxD6Joint d6(@Nullable PxRigidActor first, @Nullable PxRigidActor second, Pose inFirst, Pose inSecond) {
        PxTransform other = new PxTransform();
        Native.setPose(other.getAddress(), inSecond);
        PxD6Joint joint = PxTopLevelFunctions.D6JointCreate(setting.physics(), first, setting.scratch().of(inFirst),
                second, other);
        other.destroy();
        joint.setConstraintFlag(PxConstraintFlagEnum.eCOLLISION_ENABLED, true);
        for (PxD6AxisEnum axis : AXES) {
            joint.setMotion(axis, PxD6MotionEnum.eFREE);
        }
        return joint;
    }

    private static final List<PxD6AxisEnum> AXES = List.of(PxD6AxisEnum.eX, PxD6AxisEnum.eY, PxD6AxisEnum.eZ,
            PxD6AxisEnum.eTWIST, PxD6AxisEnum.eSWING1, PxD6AxisEnum.eSWING2);

    private Friction friction(int number, LinkTree.Link link) {
        Pose turned = Pose.rotated(Colliders.X_TO_Z);
        PxD6Joint joint = d6(world.parentActor(number), world.actor(number), link.placement().times(turned), turned);
        joint.setConstraintFlag(PxConstraintFlagEnum.eDRIVE_LIMITS_ARE_FORCES, true);
        return new Friction(link, joint);
    }

    /// Gives dry friction the size that the world has.
    void rub() {
        for (Friction friction : frictions) {
            double loss = setting.numbers().get(Parameter.DOF_FRICTIONLOSS, friction.link.dofAdr());
            PxD6JointDrive motor = new PxD6JointDrive(0, (float) (loss / CREEP), (float) loss, false);
            friction.joint.setDrive(friction.link.type() == JointType.HINGE ? PxD6DriveEnum.eTWIST : PxD6DriveEnum.eX,
                    motor);
            motor.destroy();
        }
    }

    /// Switches equalities on and off as the world has them.
    void activate() {
        for (int e = 0; e < joints.length; e++) {
            boolean isActive = setting.numbers().get(Parameter.EQUALITY_ACTIVE, e) != 0;
            PxArticulationFixedTendon tendon = tendons[e];
            if (tendon != null) {
                double[] softness = isActive ? softness(e) : new double[2];
                tendon.setStiffness((float) softness[0]);
                tendon.setDamping((float) softness[1]);
            }
            PxD6Joint joint = joints[e];
            if (joint != null) {
                int held = !isActive ? 0 : table.type().get(e) == EqualityType.WELD.ordinal() ? 6 : 3;
                for (int k = 0; k < AXES.size(); k++) {
                    joint.setMotion(AXES.get(k), k < held ? PxD6MotionEnum.eLOCKED : PxD6MotionEnum.eFREE);
                }
            }
        }
    }

    /// [2] stiffness and damping: `m d/(1−d)` times `d k` and `b` (MuJoCo documentation, "Solver parameters")
    private double[] softness(int e) {
        int first = table.obj1Id().get(e);
        int second = table.obj2Id().get(e);
        double slope = table.data().get(DATA * e + 1);
        double inverse = model.dofs().invWeight0().get(link(first).dofAdr());
        if (second >= 0) {
            inverse += slope * slope * model.dofs().invWeight0().get(link(second).dofAdr());
        }
        double d = Math.min(0.9999, Math.max(1e-4, table.solimp().get(5 * e + 1)));
        double hardness = d / (1 - d) / Math.max(MIN_VALUE, inverse);
        double time = table.solref().get(2 * e);
        double ratio = table.solref().get(2 * e + 1);
        if (time <= 0) {
            return new double[]{hardness * -time / d, hardness * -ratio / d};
        }
        double safe = model.options().isOn(Flag.REFSAFE) ? Math.max(time, 2 * model.options().timestep) : time;
        return new double[]{hardness / (d * safe * safe * ratio * ratio), hardness * 2 / (d * safe)};
    }

    void release() {
        frictions.forEach(friction -> friction.joint.release());
        for (PxD6Joint joint : joints) {
            if (joint != null) {
                joint.release();
            }
        }
    }
}
