package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.trace.Carrier;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;

/// The possible contacts of a model, and what the kernel that sets up a step leaves for them: where geoms are, which are near.
public final class Contacts {
    private final Graph g;
    private final Parameters parameters;
    private final Model model;
    private final LinkTree tree;
    private final LinkFrames frames;
    private final Carrier carrier;
    private final Map<Integer, Integer> geomSlots = new TreeMap<>();
    private final Map<Integer, Touch.Shape> shapes = new TreeMap<>();
    private final Map<List<Integer>, Integer> linkPairIndex = new LinkedHashMap<>();
    private final List<LinkPair> linkPairs = new ArrayList<>();
    private final List<Candidate> candidates = new ArrayList<>();

    /// A pair of geoms and where its records lie.
    ///
    /// @param isTraced whether a kernel finds its points; [ConvexTouch] does otherwise
    /// @param near slot of a number that is positive where the pair may touch
    /// @param firstContact slot of the first of `capacity` contact records
    /// @param linkPair index of the pair's links
    record Candidate(
            ContactPair pair, GeomType firstType, GeomType secondType, ContactKernels.Kind kind, int capacity,
            boolean isTraced,
            int near,
            int firstGeom, int secondGeom, int pairRecord, int firstContact, int firstLink, int secondLink,
            int linkPair) {}

    private Contacts(
            Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, Carrier carrier) {
        this.g = g;
        this.parameters = parameters;
        this.tree = tree;
        this.frames = frames;
        this.carrier = carrier;
        model = parameters.model();
    }

    /// Traces what the set-up kernel does for contacts.
    public static Contacts of(Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, Carrier carrier) {
        Contacts contacts = new Contacts(g, parameters, tree, frames, carrier);
        for (ContactPair pair : ContactPair.of(parameters.model())) {
            contacts.add(pair);
        }
        return contacts;
    }

    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    /// In the order of pairs.
    List<Candidate> candidates() {
        return candidates;
    }

    List<LinkPair> linkPairs() {
        return linkPairs;
    }

    private void add(ContactPair pair) {
        GeomType first = pair.firstType(model);
        GeomType second = pair.secondType(model);
        int traced = Touch.capacity(first, second);
        int capacity = traced > 0 ? traced : ConvexTouch.capacity(first, second);
        int firstLink = link(pair.first());
        int secondLink = link(pair.second());
        if (capacity == 0 || firstLink < 0 && secondLink < 0) {
            return;
        }
        ContactMaterial material = ContactMaterial.of(g, parameters, pair);
        int record = carrier.reserve(PairRecord.SIZE);
        PairRecord.write(carrier, record, material);
        int near = carrier.reserve(1);
        carrier.place(nearness(pair, material.margin()), near);
        candidates.add(new Candidate(pair, first, second,
                new ContactKernels.Kind(material.condim(), material.impedance().power()), capacity, traced > 0, near,
                geom(pair.first()), geom(pair.second()), record, carrier.reserve(capacity * ContactRecord.SIZE),
                firstLink,
                secondLink, linkPair(firstLink, secondLink)));
    }

    private int link(int geom) {
        return tree.linkOfBody()[model.geoms().bodyId().get(geom)];
    }

    private int linkPair(int first, int second) {
        // what does not move by itself, mocap bodies included, is one to the solver
        List<Integer> key = List.of(Math.max(LinkTree.WORLD, Math.min(first, second)), Math.max(first, second));
        return linkPairIndex.computeIfAbsent(key, k -> {
            linkPairs.add(LinkPair.of(tree, k.get(0), k.get(1)));
            return linkPairs.size() - 1;
        });
    }

    /// The slot of a geom's record, which is written when it is first asked for.
    private int geom(int geom) {
        return geomSlots.computeIfAbsent(geom, id -> {
            int slot = carrier.reserve(GeomRecord.SIZE);
            GeomRecord.write(carrier, slot, shape(id));
            return slot;
        });
    }

    private Touch.Shape shape(int geom) {
        return shapes.computeIfAbsent(geom, id -> {
            int body = model.geoms().bodyId().get(id);
            Pose bodyInLink = tree.bodyInLink()[body];
            int link = tree.linkOfBody()[body];
            Vec size = parameters.vec(g, Parameter.GEOM_SIZE, id);
            if (!parameters.isVaried(Parameter.GEOM_POS) && !parameters.isVaried(Parameter.GEOM_QUAT)) {
                Pose inBody = new Pose(model.geoms().pos().vec3(id), model.geoms().quat().quat(id));
                Pose inLink = bodyInLink.times(inBody);
                return new Touch.Shape(size, frames.position(link, inLink.position()), frames.rotation(link, inLink));
            }
            Mat body0 = frames.rotation(link, bodyInLink);
            Vec center = frames.position(link, bodyInLink.position())
                    .plus(body0.times(parameters.vec(g, Parameter.GEOM_POS, id)));
            return new Touch.Shape(size, center, body0.times(turned(id)));
        });
    }

    private Mat turned(int geom) {
        Expr[] q = new Expr[Quat.IDENTITY.toArray().length];
        Expr square = g.constant(0);
        for (int k = 0; k < q.length; k++) {
            q[k] = parameters.get(g, Parameter.GEOM_QUAT, 4 * geom + k);
            square = square.plus(q[k].square());
        }
        Expr inverse = square.sqrt().reciprocal();
        return Mat.ofQuat(q[0].times(inverse), q[1].times(inverse), q[2].times(inverse), q[3].times(inverse));
    }

    /// Positive where bounds of the two geoms overlap: of the smaller a sphere, of the larger a plane, box or sphere.
    private Expr nearness(ContactPair pair, Expr margin) {
        Touch.Shape a = shape(pair.first());
        Touch.Shape b = shape(pair.second());
        if (pair.firstType(model) == GeomType.PLANE) {
            Expr height = a.rotation().column(2).dot(b.center().minus(a.center()));
            return radius(pair.second()).plus(margin).minus(height);
        }
        double first = model.geoms().rbound().get(pair.first());
        double second = model.geoms().rbound().get(pair.second());
        boolean firstIsLarger = pair.firstType(model) == GeomType.HFIELD || first > second;
        int larger = firstIsLarger ? pair.first() : pair.second();
        int smaller = firstIsLarger ? pair.second() : pair.first();
        Touch.Shape large = firstIsLarger ? a : b;
        Vec offset = (firstIsLarger ? b : a).center().minus(large.center());
        boolean isRound = model.geoms().type().get(larger) == GeomType.SPHERE.ordinal();
        if (isRound || parameters.isVaried(Parameter.GEOM_SIZE)) {
            Expr reach = radius(pair.first()).plus(radius(pair.second())).plus(margin);
            return reach.square().minus(offset.dot(offset));
        }
        Vec outside = outsideOfBox(larger, large.rotation().transposeTimes(offset));
        return radius(smaller).plus(margin).square().minus(outside.dot(outside));
    }

    /// From the box around a geom to a point in the geom's frame.
    private Vec outsideOfBox(int geom, Vec point) {
        Expr[] out = new Expr[3];
        for (int k = 0; k < 3; k++) {
            double center = model.geoms().aabb().get(6 * geom + k);
            double half = model.geoms().aabb().get(6 * geom + 3 + k);
            out[k] = point.component(k).minus(center).abs().minus(half).max(g.constant(0));
        }
        return new Vec(out[0], out[1], out[2]);
    }

    /// Radius of the sphere around a geom, m.
    private Expr radius(int geom) {
        GeomType type = GeomType.values()[model.geoms().type().get(geom)];
        if (!parameters.isVaried(Parameter.GEOM_SIZE) || type == GeomType.MESH || type == GeomType.HFIELD) {
            return g.constant(model.geoms().rbound().get(geom));
        }
        Vec size = shape(geom).size();
        return switch (type) {
            case SPHERE -> size.x();
            case CAPSULE -> size.x().plus(size.y());
            case CYLINDER -> size.x().square().plus(size.y().square()).sqrt();
            case ELLIPSOID -> size.x().max(size.y()).max(size.z());
            default -> size.dot(size).sqrt();
        };
    }
}
