package org.isthmus.physics.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;

/// The moving parts of a model: one link per joint, in the order of joints; bodies without joints are part of the link that carries
/// them.
///
/// A hinge or slide link has its origin at the joint's anchor and its z axis along the joint's axis, which leaves most numbers of
/// the algorithms zero.
///
/// @param links one per joint
/// @param linkOfBody link that carries each body; [#WORLD] for those that do not move, less for those on mocap bodies
/// @param bodyInLink pose of each body in its link's frame, or in the world
public record LinkTree(List<Link> links, int[] linkOfBody, Pose[] bodyInLink) {
    /// Stands for the world where a link is named.
    public static final int WORLD = -1;

    /// Stands for a mocap body where a link is named: it moves nothing and is moved by nobody, but each world places its own.
    public static int mocap(int id) {
        return -2 - id;
    }

    /// Which mocap body a link's number stands for; negative: none.
    public static int mocapId(int link) {
        return -2 - link;
    }

    /// A joint and what it carries, up to the next joints.
    ///
    /// @param parent link it hangs on; negative: [#WORLD] or a mocap body
    /// @param joint the model's joint
    /// @param placement pose of the link's frame in the parent's at joint position zero; unused for a free joint
    /// @param zero joint position (hinge, slide) at which the link is in `placement`
    /// @param mass kg
    /// @param moment mass times centre of mass, link frame, kg·m
    /// @param inertia about the link's origin, link frame, kg·m²
    public record Link(
            int parent, int joint, JointType type, int dofAdr, int qposAdr, Pose placement, double zero, double mass,
            Vec3 moment, Sym3 inertia) {
        Link carrying(double more, Pose bodyPose, Vec3 com, Quat principal, Vec3 diagonal) {
            Vec3 c = bodyPose.transform(com);
            Sym3 central = Sym3.diagonal(diagonal).rotated(bodyPose.rotation().times(principal).toRotation());
            Sym3 shifted = central
                    .plus(Sym3.diagonal(Vec3.ONE.times(c.lengthSquared())).minus(Sym3.outer(c)).times(more));
            return new Link(parent, joint, type, dofAdr, qposAdr, placement, zero, mass + more,
                    moment.plus(c.times(more)), inertia.plus(shifted));
        }
    }

    /// The degrees of freedom that move a link.
    Set<Integer> dofsOf(int link) {
        Set<Integer> dofs = new TreeSet<>();
        for (int i = link; i >= 0; i = links.get(i).parent()) {
            for (int k = 0; k < links.get(i).type().dofCount(); k++) {
                dofs.add(links.get(i).dofAdr() + k);
            }
        }
        return dofs;
    }

    /// Finds the links of a model.
    public static LinkTree of(Model model) {
        int nbody = model.sizes().nbody();
        List<Link> links = new ArrayList<>();
        int[] linkOf = new int[nbody];
        Pose[] inLink = new Pose[nbody];
        linkOf[0] = WORLD;
        inLink[0] = Pose.IDENTITY;
        for (int b = 1; b < nbody; b++) {
            int parent = model.bodies().parentId().get(b);
            linkOf[b] = linkOf[parent];
            inLink[b] = inLink[parent]
                    .times(new Pose(model.bodies().pos().vec3(b), model.bodies().quat().quat(b)));
            int mocap = model.bodies().mocapId().get(b);
            if (mocap >= 0) {
                linkOf[b] = mocap(mocap);
                inLink[b] = Pose.IDENTITY;
            }
            int first = model.bodies().jntAdr().get(b);
            for (int j = first; j < first + model.bodies().jntNum().get(b); j++) {
                inLink[b] = addLink(model, j, linkOf[b], inLink[b], links);
                linkOf[b] = links.size() - 1;
            }
            addInertia(model, b, linkOf[b], inLink[b], links);
        }
        return new LinkTree(List.copyOf(links), linkOf, inLink);
    }

    /// Adds the link of a joint; gives the pose of the joint's body in it.
    private static Pose addLink(Model model, int j, int parent, Pose body, List<Link> links) {
        JointType type = JointType.values()[model.joints().type().get(j)];
        Pose frame = frame(model, j, type);
        int qposAdr = model.joints().qposAdr().get(j);
        double zero = type == JointType.HINGE || type == JointType.SLIDE ? model.qpos0().get(qposAdr) : 0;
        links.add(new Link(parent, j, type, model.joints().dofAdr().get(j), qposAdr, body.times(frame), zero, 0,
                Vec3.ZERO, Sym3.ZERO));
        return frame.inverse();
    }

    /// The link's frame in the body's.
    private static Pose frame(Model model, int j, JointType type) {
        return switch (type) {
            case FREE -> Pose.IDENTITY;
            case BALL -> Pose.at(model.joints().pos().vec3(j));
            case HINGE, SLIDE -> new Pose(model.joints().pos().vec3(j),
                    Quat.between(Vec3.Z, model.joints().axis().vec3(j)));
        };
    }

    private static void addInertia(Model model, int b, int link, Pose pose, List<Link> links) {
        if (link >= 0) {
            links.set(link, links.get(link).carrying(model.bodies().mass().get(b), pose, model.bodies().ipos().vec3(b),
                    model.bodies().iquat().quat(b), model.bodies().inertia().vec3(b)));
        }
    }
}
