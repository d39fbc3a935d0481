package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.collision.GeomPairs;
import org.isthmus.physics.collision.GeomPairs.Pair;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.dynamics.LinkFrames;
import org.isthmus.physics.dynamics.LinkTree;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Vec;

/// Traces the constraints of all possible contacts of a model.
public final class Contacts {
    private static final double MIN_VALUE = 1e-15;
    private static final double MIN_FRICTION = 1e-5;

    private final Graph g;
    private final Model model;
    private final PhysicsOptions options;
    private final LinkTree tree;
    private final LinkFrames frames;
    private final Expr[] qvel;
    private final List<Block> blocks = new ArrayList<>();

    private Contacts(Graph g, Model model, LinkTree tree, LinkFrames frames, Expr[] qvel) {
        this.g = g;
        this.model = model;
        options = model.options();
        this.tree = tree;
        this.frames = frames;
        this.qvel = qvel;
    }

    /// The constraints at a state.
    public static List<Block> of(Graph g, Model model, LinkTree tree, LinkFrames frames, Expr[] qvel) {
        Contacts contacts = new Contacts(g, model, tree, frames, qvel);
        for (Pair pair : GeomPairs.of(model)) {
            contacts.add(pair, contacts.mix(pair));
        }
        return List.copyOf(contacts.blocks);
    }

    private void add(Pair pair, Material material) {
        GeomType first = type(pair.first());
        GeomType second = type(pair.second());
        if (Touch.capacity(first, second) > 0) {
            Touch.trace(first, second, shape(pair.first()), shape(pair.second()), g.constant(material.margin))
                    .forEach(point -> add(pair, material, point));
        }
    }

    private GeomType type(int geom) {
        return GeomType.values()[model.geoms().type().get(geom)];
    }

    private Touch.Shape shape(int geom) {
        int body = model.geoms().bodyId().get(geom);
        Pose inBody = new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom));
        Pose inLink = tree.bodyInLink()[body].times(inBody);
        int link = tree.linkOfBody()[body];
        return new Touch.Shape(Vec.constant(g, model.geoms().size().vec3(geom)),
                frames.position(link, inLink.position()),
                frames.rotation(link, inLink));
    }

    /// What two geoms make of their parameters.
    ///
    /// @param friction [5] two sliding, torsional, two rolling
    private record Material(int condim, double[] friction, double[] solref, double[] solimp, double margin) {}

    /// MuJoCo documentation, "Modeling", "Contact parameters".
    private Material mix(Pair pair) {
        GeomTable geoms = model.geoms();
        int a = pair.first();
        int b = pair.second();
        double margin = Math.max(geoms.margin().get(a), geoms.margin().get(b));
        int priority = Integer.compare(geoms.priority().get(a), geoms.priority().get(b));
        if (priority != 0) {
            int leader = priority > 0 ? a : b;
            return new Material(geoms.condim().get(leader),
                    friction(geoms.friction().slice(3 * leader, 3 * leader + 3)),
                    geoms.solref().slice(2 * leader, 2 * leader + 2), geoms.solimp().slice(5 * leader, 5 * leader + 5),
                    margin);
        }
        double[] slide = new double[3];
        for (int k = 0; k < 3; k++) {
            slide[k] = Math.max(geoms.friction().get(3 * a + k), geoms.friction().get(3 * b + k));
        }
        double weight = share(geoms.solmix().get(a), geoms.solmix().get(b));
        double[] refA = geoms.solref().slice(2 * a, 2 * a + 2);
        double[] refB = geoms.solref().slice(2 * b, 2 * b + 2);
        boolean standard = refA[0] > 0 && refB[0] > 0;
        double[] solref = new double[2];
        for (int k = 0; k < 2; k++) {
            solref[k] = standard ? weight * refA[k] + (1 - weight) * refB[k] : Math.min(refA[k], refB[k]);
        }
        return new Material(Math.max(geoms.condim().get(a), geoms.condim().get(b)), friction(slide), solref,
                blend(geoms.solimp(), a, b, weight), margin);
    }

    private static double share(double a, double b) {
        if (a < MIN_VALUE || b < MIN_VALUE) {
            return a < MIN_VALUE && b < MIN_VALUE ? 0.5 : a < MIN_VALUE ? 0 : 1;
        }
        return a / (a + b);
    }

    private static double[] blend(DoubleArray solimp, int a, int b, double weight) {
        double[] mixed = new double[5];
        Arrays.setAll(mixed, k -> weight * solimp.get(5 * a + k) + (1 - weight) * solimp.get(5 * b + k));
        return mixed;
    }

    private static double[] friction(double[] f) {
        double slide = Math.max(MIN_FRICTION, f[0]);
        double spin = Math.max(MIN_FRICTION, f[1]);
        double roll = Math.max(MIN_FRICTION, f[2]);
        return new double[]{slide, slide, spin, roll, roll};
    }

    private void add(Pair pair, Material material, Touch.Point point) {
        List<SortedMap<Integer, Expr>> rows = rows(pair, material.condim, point);
        double translation = weight(pair.first()) + weight(pair.second());
        Expr violation = point.distance().minus(material.margin);
        Softness softness = Softness.of(material.solref, material.solimp, options.timestep, options.isOn(Flag.REFSAFE));
        Normal normal = new Normal(violation, softness);
        if (material.condim == 1) {
            Expr weight = normal.weight(translation);
            blocks.add(Block.scalar(Block.Kind.LIMIT, rows.getFirst(), normal.reference(rows.getFirst()), weight,
                    g.constant(0)));
        } else if (options.cone == FrictionCone.ELLIPTIC) {
            addElliptic(material, rows, normal, translation);
        } else {
            addPyramid(material, rows, normal, translation);
        }
    }

    /// Inverse inertia of a geom's body against pushes.
    private double weight(int geom) {
        return model.bodies().invWeight0().get(2 * model.geoms().bodyId().get(geom));
    }

    /// What the rows of one contact share.
    private final class Normal {
        private final Expr violation;
        private final Softness softness;
        private final Expr impedance;

        Normal(Expr violation, Softness softness) {
            this.violation = violation;
            this.softness = softness;
            impedance = softness.impedanceAt(violation);
        }

        Expr damping(SortedMap<Integer, Expr> row) {
            Expr velocity = g.constant(0);
            for (var entry : row.entrySet()) {
                velocity = velocity.plus(entry.getValue().times(qvel[entry.getKey()]));
            }
            return velocity.times(-softness.damping());
        }

        Expr reference(SortedMap<Integer, Expr> row) {
            return damping(row).minus(impedance.times(violation).times(softness.stiffness()));
        }

        /// Inverse regularisation; 0 where the contact is not active.
        Expr weight(double inverseInertia) {
            Expr regularisation = g.constant(1).minus(impedance).dividedBy(impedance).times(inverseInertia);
            Expr weight = regularisation.max(g.constant(MIN_VALUE)).reciprocal();
            return violation.ifLess(g.constant(0), weight, g.constant(0));
        }
    }

    private void addElliptic(
            Material material, List<SortedMap<Integer, Expr>> rows, Normal normal, double translation) {
        double[] f = material.friction;
        Expr weight = normal.weight(translation);
        List<Expr> reference = new ArrayList<>(List.of(normal.reference(rows.getFirst())));
        List<Expr> weights = new ArrayList<>(List.of(weight));
        List<Expr> scale = new ArrayList<>(List.of(g.constant(f[0] / Math.sqrt(options.impratio))));
        for (int r = 1; r < rows.size(); r++) {
            reference.add(normal.damping(rows.get(r)));
            weights.add(weight.times(options.impratio * f[r - 1] * f[r - 1] / (f[0] * f[0])));
            scale.add(g.constant(f[r - 1]));
        }
        blocks.add(new Block(Block.Kind.CONE, rows, reference, weights, scale));
    }

    /// Two edges for each friction direction, each a limit of its own.
    private void addPyramid(
            Material material, List<SortedMap<Integer, Expr>> rows, Normal normal, double translation) {
        double[] f = material.friction;
        double mu2 = f[0] * f[0] / options.impratio;
        Expr weight = normal.weight(translation * (1 + f[0] * f[0])).times(1 / (2 * mu2));
        for (int r = 1; r < rows.size(); r++) {
            for (int side = 1; side >= -1; side -= 2) {
                SortedMap<Integer, Expr> edge = LinkFrames.row();
                edge.putAll(rows.getFirst());
                double scale = side * f[r - 1];
                rows.get(r).forEach((d, value) -> edge.merge(d, value.times(scale), Expr::plus));
                blocks.add(Block.scalar(Block.Kind.LIMIT, edge, normal.reference(edge), weight, g.constant(0)));
            }
        }
    }

    /// Jacobians of the relative motion of the second body: along the normal, along two tangents, about the normal, about the tangents.
    private List<SortedMap<Integer, Expr>> rows(Pair pair, int condim, Touch.Point point) {
        Vec[] axes = frame(point);
        List<SortedMap<Integer, Expr>> rows = new ArrayList<>();
        for (int r = 0; r < condim; r++) {
            SortedMap<Integer, Expr> row = LinkFrames.row();
            addMotion(pair.second(), point.point(), axes, r, 1, row);
            addMotion(pair.first(), point.point(), axes, r, -1, row);
            rows.add(row);
        }
        return rows;
    }

    private void addMotion(int geom, Vec point, Vec[] axes, int r, double sign, SortedMap<Integer, Expr> row) {
        int link = tree.linkOfBody()[model.geoms().bodyId().get(geom)];
        if (r < 3) {
            frames.addLinear(link, point, axes[r], sign, row);
        } else {
            frames.addAngular(link, axes[r - 3], sign, row);
        }
    }

    /// The normal and two tangents, chosen as MuJoCo does (`mju_makeFrame`): pyramids depend on the choice.
    private Vec[] frame(Touch.Point point) {
        Vec n = point.normal();
        Vec hint = point.along();
        if (hint == null) {
            Expr one = g.constant(1);
            Expr y = n.y().abs().ifLess(g.constant(0.5), one, g.constant(0));
            hint = new Vec(g.constant(0), y, one.minus(y));
        }
        Vec perpendicular = hint.minus(n.times(n.dot(hint)));
        Expr length = perpendicular.dot(perpendicular).sqrt();
        Vec tangent = perpendicular.times(length.max(g.constant(MIN_VALUE)).reciprocal());
        return new Vec[]{n, tangent, n.cross(tangent)};
    }
}
