package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.constraint.Contacts.Candidate;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.Precision;

/// The kernels of the constraint solver of a model, and which of them each possible contact gets.
public final class ConstraintTrace {
    static final int BEGIN = 0;
    static final int GRADIENT = 1;
    static final int ROW_CURVATURE = 2;
    static final int DIRECTION = 3;
    static final int LINE = 4;
    static final int SEARCH = 5;
    static final int MOVE = 6;
    static final int SETTLE = 7;
    static final int TILES = 8;

    private final Newton newton;
    private final Contacts contacts;
    private final int iterations;
    private final List<Kernel> kernels = new ArrayList<>();
    private final Map<ContactKernels.Kind, KindKernels> byKind = new LinkedHashMap<>();
    private final Map<List<GeomType>, Integer> narrow = new LinkedHashMap<>();
    private final Map<Nearness, Integer> near = new EnumMap<>(Nearness.class);
    private final int weighted;
    private final int curvatures;
    private final int composites;
    private final int spare;

    /// Numbers of the kernels of one kind of contact; −1: it needs none.
    record KindKernels(int prepare, int force, int curvature, int along, int line, int move, int count, int adhere) {}

    /// @param iterations at most
    public ConstraintTrace(
            Newton newton, Contacts contacts, Carrier carrier, Precision precision, FrictionCone cone, int iterations) {
        this.newton = newton;
        this.contacts = contacts;
        this.iterations = iterations;
        curvatures = carrier.reserve(LinkPair.CURVATURE_SIZE * contacts.linkPairs().size());
        composites = carrier.reserve(LinkPair.CURVATURE_SIZE * newton.tree().links().size());
        weighted = carrier.reserve(SpatialLayout.SIZE * (newton.hessian().size() + 1));
        spare = carrier.reserve(1);
        kernels.addAll(List.of(newton.begin(), newton.gradient(), newton.rowCurvature(), newton.direction(),
                newton.line(), newton.search(), newton.move(), newton.settle()));
        kernels.addAll(TileKernels.of(precision));
        ContactKernels traced = new ContactKernels(precision, cone == FrictionCone.ELLIPTIC, newton.layout());
        for (Nearness nearness : Nearness.values()) {
            near.put(nearness, add(traced.near(nearness)));
        }
        for (Candidate c : contacts.candidates()) {
            byKind.computeIfAbsent(c.kind(), kind -> add(traced, kind));
            if (c.isTraced()) {
                narrow.computeIfAbsent(List.of(c.firstType(), c.secondType()),
                        types -> add(traced.narrow(types.get(0), types.get(1))));
            }
        }
    }

    private KindKernels add(ContactKernels traced, ContactKernels.Kind kind) {
        return new KindKernels(add(traced.prepare(kind)), add(traced.force(kind)), add(traced.curvature(kind)),
                add(traced.along(kind)), add(traced.line(kind)), add(traced.move(kind)),
                kind.sticks() ? add(traced.count(kind)) : -1, kind.sticks() ? add(traced.adhere(kind)) : -1);
    }

    private int add(Kernel kernel) {
        kernels.add(kernel);
        return kernels.size() - 1;
    }

    /// Whether some pairs need [ConvexTouch].
    public boolean hasConvexPairs() {
        return contacts.candidates().stream().anyMatch(c -> !c.isTraced());
    }

    /// All kernels, in the order of their numbers.
    public List<Kernel> kernels() {
        return kernels;
    }

    Newton newton() {
        return newton;
    }

    Contacts contacts() {
        return contacts;
    }

    int iterations() {
        return iterations;
    }

    KindKernels of(Candidate c) {
        return Objects.requireNonNull(byKind.get(c.kind()));
    }

    /// The kernel that compares bounds.
    int near(Nearness nearness) {
        return Objects.requireNonNull(near.get(nearness));
    }

    /// The kernel that finds the points of a pair; −1 where none does.
    int narrow(Candidate c) {
        return narrow.getOrDefault(List.of(c.firstType(), c.secondType()), -1);
    }

    /// Slot of a pair of links' curvature: the symmetric 6×6 matrix of all contacts between them.
    int curvature(int linkPair) {
        return curvatures + LinkPair.CURVATURE_SIZE * linkPair;
    }

    /// Slot of the curvature of all contacts of a link and of the links it carries.
    int composite(int link) {
        return composites + LinkPair.CURVATURE_SIZE * link;
    }

    /// Slot of a degree of freedom's axis, weighted by a curvature.
    int weighted(int dof) {
        return weighted + SpatialLayout.SIZE * dof;
    }

    /// Stands for a degree of freedom that is not there.
    int noDof() {
        return newton.hessian().size();
    }

    /// A slot that nobody reads.
    int spare() {
        return spare;
    }
}
