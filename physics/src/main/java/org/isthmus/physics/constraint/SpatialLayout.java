package org.isthmus.physics.constraint;

import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Carrier.Carried;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Slot;
import org.isthmus.physics.trace.Vec;

/// Where spatial vectors lie in scratch memory: six slots each, angular before linear (torque before force), in world axes about the
/// world's origin, so that those of different links can be compared.
public final class SpatialLayout {
    static final int SIZE = 6;
    private final int links;
    private final int axes;
    private final int velocities;
    private final int accelerations;
    private final int directions;
    private final int wrenches;

    public SpatialLayout(Carrier carrier, int dofs, int links) {
        this.links = links;
        axes = carrier.reserve(SIZE * (dofs + 1));
        velocities = carrier.reserve(SIZE * (links + 1));
        accelerations = carrier.reserve(SIZE * (links + 1));
        directions = carrier.reserve(SIZE * (links + 1));
        wrenches = carrier.reserve(SIZE * (links + 1));
    }

    /// The motion that one unit of a degree of freedom gives; of the one after the last: none.
    int axis(int dof) {
        return axes + SIZE * dof;
    }

    /// Velocity of a link; of the world: 0.
    int velocity(int link) {
        return ofLink(velocities, link);
    }

    /// `Σ Sⱼ aⱼ` of a link at the acceleration at hand, without the part of the velocities.
    int acceleration(int link) {
        return ofLink(accelerations, link);
    }

    /// `Σ Sⱼ dⱼ` of a link at a direction of search.
    int direction(int link) {
        return ofLink(directions, link);
    }

    /// Sum of the contact forces on a link alone. The world's is not read.
    int wrench(int link) {
        return ofLink(wrenches, link);
    }

    int wrenchSlots() {
        return SIZE * (links + 1);
    }

    private int ofLink(int first, int link) {
        return first + SIZE * (link < 0 ? links : link);
    }

    static Spatial load(Graph g, int slot) {
        Expr[] v = new Expr[SIZE];
        for (int k = 0; k < SIZE; k++) {
            v[k] = g.load(Slot.scratch(slot + k));
        }
        return new Spatial(new Vec(v[0], v[1], v[2]), new Vec(v[3], v[4], v[5]));
    }

    static Spatial loadPort(Graph g, int port) {
        return new Spatial(vec(g, port, 0), vec(g, port, 3));
    }

    /// Three numbers of the record of a port.
    static Vec vec(Graph g, int port, int offset) {
        return new Vec(g.load(Slot.port(port, offset)), g.load(Slot.port(port, offset + 1)),
                g.load(Slot.port(port, offset + 2)));
    }

    static void storePort(Graph g, int port, int offset, Vec v) {
        for (int k = 0; k < 3; k++) {
            g.store(Slot.port(port, offset + k), v.component(k));
        }
    }

    /// Leaves a vector in its slots.
    ///
    /// @return [6] for other kernels to take
    static Carried[] place(Carrier carrier, int slot, Spatial v) {
        Carried[] carried = new Carried[SIZE];
        for (int k = 0; k < 3; k++) {
            carried[k] = carrier.place(v.angular().component(k), slot + k);
            carried[3 + k] = carrier.place(v.linear().component(k), slot + 3 + k);
        }
        return carried;
    }

    static Spatial take(Graph g, Carried[] v) {
        return new Spatial(new Vec(v[0].in(g), v[1].in(g), v[2].in(g)), new Vec(v[3].in(g), v[4].in(g), v[5].in(g)));
    }

    static void store(Graph g, int slot, Spatial v) {
        for (int k = 0; k < 3; k++) {
            g.store(Slot.scratch(slot + k), v.angular().component(k));
            g.store(Slot.scratch(slot + 3 + k), v.linear().component(k));
        }
    }
}
