package org.isthmus.physics.physx;

import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.LinkTree;

import physx.physics.PxActorFlagEnum;
import physx.physics.PxRigidBody;

/// A moving link's mass and limits in PhysX.
final class LinkBody {
    /// Links between the joints of one body have no mass in the model; PhysX wants some: this share of what they carry.
    private static final double STAND_IN = 1e-4;
    /// What PhysX takes for none.
    private static final double LEAST_MOMENT = 1e-10;
    /// Beyond what a robot does, m/s, rad/s.
    static final float MOST_SPEED = 1e4f;
    /// How fast bodies that overlap are parted at most, m/s.
    private static final float PARTING_SPEED = 1;

    private LinkBody() {}

    /// Sets what is the same in all worlds.
    static void prepare(PxRigidBody body, Model model, LinkTree tree, int link) {
        body.setLinearDamping(0);
        body.setAngularDamping(0);
        body.setMaxLinearVelocity(MOST_SPEED);
        body.setMaxAngularVelocity(MOST_SPEED);
        body.setMaxDepenetrationVelocity(PARTING_SPEED);
        for (int b = 1; b < model.sizes().nbody(); b++) {
            if (tree.linkOfBody()[b] == link && model.bodies().gravcomp().get(b) == 1
                    && model.bodies().mass().get(b) > 0) {
                body.setActorFlag(PxActorFlagEnum.eDISABLE_GRAVITY, true);
            }
        }
    }

    /// Sets masses as a world has them.
    ///
    /// @return centre of mass, link frame, m
    static Vec3 setInertia(
            PxRigidBody body, Model model, LinkTree tree, int link, WorldNumbers numbers, Native.Scratch scratch) {
        Inertia inertia = of(model, tree, link, numbers);
        if (inertia.mass() == 0) {
            inertia = standIn(model, tree, link, numbers);
        }
        Inertia.Principal principal = inertia.principal();
        Vec3 moments = principal.moments();
        body.setMass((float) inertia.mass());
        body.setCMassLocalPose(scratch.of(principal.pose()));
        body.setMassSpaceInertiaTensor(scratch.of(new Vec3(Math.max(LEAST_MOMENT, moments.x()),
                Math.max(LEAST_MOMENT, moments.y()), Math.max(LEAST_MOMENT, moments.z()))));
        return inertia.centerOfMass();
    }

    private static Inertia of(Model model, LinkTree tree, int link, WorldNumbers numbers) {
        Inertia sum = Inertia.ZERO;
        for (int b = 1; b < model.sizes().nbody(); b++) {
            if (tree.linkOfBody()[b] == link) {
                Quat axes = model.bodies().iquat().quat(b);
                Sym3 central = Sym3.diagonal(numbers.vec3(Parameter.BODY_INERTIA, b)).rotated(axes.toRotation());
                sum = sum.plus(new Inertia(numbers.get(Parameter.BODY_MASS, b), numbers.vec3(Parameter.BODY_COM, b),
                        central).transformed(tree.bodyInLink()[b]));
            }
        }
        return sum;
    }

    /// A small copy of the next link that has mass.
    private static Inertia standIn(Model model, LinkTree tree, int link, WorldNumbers numbers) {
        for (int child = link + 1; child < tree.links().size(); child++) {
            if (tree.links().get(child).parent() == link) {
                Inertia carried = of(model, tree, child, numbers);
                if (carried.mass() > 0) {
                    double share = STAND_IN;
                    return new Inertia(share * carried.mass(), Vec3.ZERO, carried.aboutCenter().times(share));
                }
                return standIn(model, tree, child, numbers);
            }
        }
        return new Inertia(STAND_IN, Vec3.ZERO, Sym3.diagonal(Vec3.ONE.times(STAND_IN)));
    }
}
