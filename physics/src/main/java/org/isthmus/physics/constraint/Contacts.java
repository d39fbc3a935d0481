package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.dynamics.Spatial;
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
    private final Expr[] actuatorForce;
    /// Of bodies with adhesion actuators: their pull, N, and where their records are.
    private final Map<Integer, Expr> adhesivePulls = new TreeMap<>();
    private final Map<Integer, Integer> adhesiveSlots = new TreeMap<>();

    /// A pair of geoms and where its records lie.
    ///
    /// @param isTraced whether a kernel finds its points; [ConvexTouch] does otherwise
    /// @param near slot of a number that is positive where the pair may touch
    /// @param firstContact slot of the first of `capacity` contact records
    /// @param linkPair index of the pair's links
    /// @param surface slot of the motion of the second surface against the first; −1: they are at rest
    /// @param adhesive first slots of the records of adhesive bodies that one of the geoms is a part of
    record Candidate(
            ContactPair pair, GeomType firstType, GeomType secondType, ContactKernels.Kind kind, int capacity,
            boolean isTraced,
            int near,
            int firstGeom, int secondGeom, int pairRecord, int firstContact, int firstLink, int secondLink,
            int linkPair, int surface, List<Integer> adhesive) {}

    /// Slots of an adhesive body's record: what its actuator pulls with, N, and how many contacts share it.
    static final int ADHESIVE_SIZE = 2;

    private Contacts(
            Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, Expr[] actuatorForce, Carrier carrier) {
        this.g = g;
        this.actuatorForce = actuatorForce.clone();
        this.parameters = parameters;
        this.tree = tree;
        this.frames = frames;
        this.carrier = carrier;
        model = parameters.model();
    }

    /// Traces what the set-up kernel does for contacts.
    ///
    /// @param actuatorForce [nu] N; of those on bodies, adhesion
    public static Contacts of(
            Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, Expr[] actuatorForce, Carrier carrier) {
        Contacts contacts = new Contacts(g, parameters, tree, frames, actuatorForce, carrier);
        contacts.placeAdhesives();
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
        PairRecord.write(g, carrier, record, material);
        int near = carrier.reserve(1);
        carrier.place(nearness(pair, material.margin()), near);
        List<Integer> adhesive = adhesive(pair);
        int surface = surface(pair);
        boolean sticks = material.adhesion() != 0 || !adhesive.isEmpty();
        candidates.add(new Candidate(pair, first, second,
                new ContactKernels.Kind(material.condim(), material.impedance().power(), sticks, surface >= 0),
                capacity, traced > 0, near,
                geom(pair.first()), geom(pair.second()), record, carrier.reserve(capacity * ContactRecord.SIZE),
                firstLink,
                secondLink, linkPair(firstLink, secondLink), surface, adhesive));
    }

    private void placeAdhesives() {
        for (int i = 0; i < model.sizes().nu(); i++) {
            if (model.actuators().trnType().get(i) == Transmission.BODY.ordinal()) {
                adhesivePulls.merge(model.actuators().trnId().get(2 * i), actuatorForce[i], Expr::plus);
            }
        }
        adhesivePulls.forEach((body, pull) -> {
            int slot = carrier.reserve(ADHESIVE_SIZE);
            carrier.place(pull, slot);
            adhesiveSlots.put(body, slot);
        });
    }

    /// First slots of the records of adhesive bodies.
    Collection<Integer> adhesives() {
        return adhesiveSlots.values();
    }

    private List<Integer> adhesive(ContactPair pair) {
        Set<Integer> bodies = new TreeSet<>(List.of(model.geoms().bodyId().get(pair.first()),
                model.geoms().bodyId().get(pair.second())));
        bodies.retainAll(adhesiveSlots.keySet());
        return bodies.stream().map(adhesiveSlots::get).toList();
    }

    /// Leaves the motion of the second surface against the first.
    private int surface(ContactPair pair) {
        if (!moves(pair.first()) && !moves(pair.second())) {
            return -1;
        }
        Spatial relative = surfaceMotion(pair.second()).minus(surfaceMotion(pair.first()));
        int slot = carrier.reserve(SpatialLayout.SIZE);
        SpatialLayout.place(carrier, slot, relative);
        return slot;
    }

    private boolean moves(int geom) {
        return Arrays.stream(model.geoms().surfaceVel().slice(6 * geom, 6 * geom + 6)).anyMatch(v -> v != 0);
    }

    /// How a geom's surface moves on it, about the world's origin.
    private Spatial surfaceMotion(int geom) {
        Touch.Shape shape = shape(geom);
        Vec angular = shape.rotation().times(Vec.constant(g, model.geoms().surfaceVel().vec3(2 * geom + 1)));
        Vec linear = shape.rotation().times(Vec.constant(g, model.geoms().surfaceVel().vec3(2 * geom)));
        return new Spatial(angular, linear.minus(angular.cross(shape.center())));
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
