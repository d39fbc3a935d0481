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
    private final List<Group> groups = new ArrayList<>();

    /// Candidates between the same two bodies, which are looked at only where these are near.
    ///
    /// @param near slot of a number that is positive where bounds of the bodies overlap
    /// @param from first candidate
    /// @param to after the last
    /// @param isCompared whether that number is the candidate's own
    record Group(int near, int from, int to, boolean isCompared) {}

    /// A pair of geoms and where its records lie.
    ///
    /// @param isTraced whether a kernel finds its points; [ConvexTouch] does otherwise
    /// @param nearness how its bounds are compared, the larger geom first
    /// @param near slot of a number that is positive where the pair may touch
    /// @param firstContact slot of the first of `capacity` contact records
    /// @param linkPair index of the pair's links
    /// @param surface slot of the motion of the second surface against the first; −1: they are at rest
    /// @param adhesive first slots of the records of adhesive bodies that one of the geoms is a part of
    record Candidate(
            ContactPair pair, GeomType firstType, GeomType secondType, ContactKernels.Kind kind, int capacity,
            boolean isTraced, Nearness nearness, boolean isSecondLarger, int near, int firstGeom, int secondGeom,
            int pairRecord, int firstContact, int firstLink, int secondLink, int linkPair, int surface,
            List<Integer> adhesive) {}

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
        Map<List<Integer>, List<ContactPair>> byBodies = new LinkedHashMap<>();
        for (ContactPair pair : ContactPair.of(parameters.model())) {
            if (contacts.canTouch(pair)) {
                byBodies.computeIfAbsent(List.of(contacts.side(pair.first()), contacts.side(pair.second())),
                        _ -> new ArrayList<>()).add(pair);
            }
        }
        byBodies.values().forEach(contacts::addGroup);
        return contacts;
    }

    private boolean canTouch(ContactPair pair) {
        return capacity(pair) > 0 && (link(pair.first()) >= 0 || link(pair.second()) >= 0);
    }

    private int capacity(ContactPair pair) {
        GeomType first = pair.firstType(model);
        GeomType second = pair.secondType(model);
        int traced = Touch.capacity(first, second);
        return traced > 0 ? traced : ConvexTouch.capacity(first, second);
    }

    /// A number for what moves as one: a link, or a geom of the world or of a mocap body.
    private int side(int geom) {
        int link = link(geom);
        return link >= 0 ? link : -1 - geom;
    }

    private void addGroup(List<ContactPair> pairs) {
        int from = candidates.size();
        ContactPair only = pairs.getFirst();
        // spheres around two links are compared faster than a sphere and a box, but are no better than the geom of the world itself
        if (pairs.size() == 1 && (link(only.first()) < 0 || link(only.second()) < 0 || !areBoundsFixed())) {
            add(only, true);
            groups.add(new Group(candidates.getLast().near(), from, from + 1, true));
            return;
        }
        int near = carrier.reserve(1);
        carrier.place(new BodyBounds(model, g, frames, tree, this::shape).near(pairs, areBoundsFixed()), near);
        pairs.forEach(pair -> add(pair, false));
        groups.add(new Group(near, from, candidates.size(), false));
    }

    public boolean isEmpty() {
        return candidates.isEmpty();
    }

    /// Group by group.
    List<Candidate> candidates() {
        return candidates;
    }

    List<Group> groups() {
        return groups;
    }

    List<LinkPair> linkPairs() {
        return linkPairs;
    }

    /// @param isAlone whether the kernel that sets up the step finds out if the pair is near
    private void add(ContactPair pair, boolean isAlone) {
        GeomType first = pair.firstType(model);
        GeomType second = pair.secondType(model);
        int firstLink = link(pair.first());
        int secondLink = link(pair.second());
        int capacity = capacity(pair);
        ContactMaterial material = ContactMaterial.of(g, parameters, pair);
        int record = carrier.reserve(PairRecord.SIZE);
        PairRecord.write(g, carrier, record, material);
        boolean swapped = Nearness.isSecondLarger(model, pair);
        Nearness nearness = Nearness.of(parameters, pair);
        int near = carrier.reserve(1);
        int firstGeom = geom(pair.first());
        int secondGeom = geom(pair.second());
        if (isAlone) {
            Nearness.Bound a = bound(pair.first());
            Nearness.Bound b = bound(pair.second());
            carrier.place(swapped ? nearness.trace(b, a, material.margin()) : nearness.trace(a, b, material.margin()),
                    near);
        }
        List<Integer> adhesive = adhesive(pair);
        int surface = surface(pair);
        boolean sticks = material.adhesion() != 0 || !adhesive.isEmpty();
        candidates.add(new Candidate(pair, first, second,
                new ContactKernels.Kind(material.condim(), material.impedance().power(), sticks, surface >= 0),
                capacity,
                Touch.capacity(first, second) > 0, nearness, swapped, near, firstGeom, secondGeom, record,
                carrier.reserve(capacity * ContactRecord.SIZE), firstLink, secondLink,
                linkPair(firstLink, secondLink), surface, adhesive));
    }

    /// Whether geoms have their places and sizes in all worlds.
    private boolean areBoundsFixed() {
        return !parameters.isVaried(Parameter.GEOM_SIZE) && !parameters.isVaried(Parameter.GEOM_POS)
                && !parameters.isVaried(Parameter.GEOM_QUAT);
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
            GeomRecord.write(carrier, slot, bound(id));
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

    private Nearness.Bound bound(int geom) {
        Vec center = new Vec(boxNumber(geom, 0), boxNumber(geom, 1), boxNumber(geom, 2));
        Vec half = new Vec(boxNumber(geom, 3), boxNumber(geom, 4), boxNumber(geom, 5));
        return new Nearness.Bound(shape(geom), radius(geom), center, half);
    }

    private Expr boxNumber(int geom, int k) {
        return g.constant(model.geoms().aabb().get(6 * geom + k));
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
