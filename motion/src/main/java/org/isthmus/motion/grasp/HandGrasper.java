package org.isthmus.motion.grasp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.compiled.Model;
import org.isthmus.motion.hand.Finger;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.numeric.LeastSquares;
import org.isthmus.motion.plan.AllowedCollisions;
import org.isthmus.motion.plan.CollisionChecker;
import org.isthmus.motion.retarget.RobotHand;

/// Finds grasps of an object for a hand with several fingers, by optimisation from random starts.
///
/// Unknown are the object's pose in the hand, the hand's joints and the shares of force; wanted are parts of the hand that just touch the
/// object, nothing that overlaps, and forces along the normals that balance each other (the condition of Liu et al., Synthesizing diverse and
/// physically stable grasps, RA-L 7(1), 2022, eq. 6, with shares instead of equal forces), as bounded least squares
/// ([LeastSquares]). What comes out is checked: contacts within 1 mm, overlaps less than that, no self-collision, and force closure
/// by [GraspQuality]. Objects are the convex hulls of their geoms. The same seed gives the same grasps.
public final class HandGrasper {
    /// Which parts touch.
    public enum Kind {
        /// The ends of all fingers.
        PRECISION,
        /// The ends and middles of all fingers, and the palm.
        POWER
    }

    /// Off the surface or in it, contacts still count, m.
    static final double NEAR = 1e-3;
    /// Radius of a finger's contact, for what it resists of turning about its normal, m.
    private static final double PATCH = 4e-3;
    private static final int LEAST_TOUCHES = 3;
    private static final LeastSquares.Options SEARCH = new LeastSquares.Options(60, 1e-4, 0.2);

    private final RobotHand hand;
    private final Model model;
    private final Frame object;
    private final double friction;
    private final CollisionChecker checker;

    /// @param hand its model has the object as a body with a free joint
    /// @param friction Coulomb's coefficient
    public HandGrasper(RobotHand hand, String objectBody, double friction) {
        this.hand = hand;
        this.friction = friction;
        model = hand.group().model();
        object = Frame.of(model, objectBody);
        List<Frame> all = IntStream.range(0, model.sizes().nbody()).mapToObj(b -> new Frame("", b, Pose.IDENTITY))
                .toList();
        checker = new CollisionChecker(hand.group(), CollisionChecker.Options.DEFAULT, List.of(),
                AllowedCollisions.NONE.and(List.of(object), all));
    }

    /// Searches for grasps, the best first.
    ///
    /// @param starts searches from random poses of the object in the half closed hand
    public List<HandGrasp> search(Kind kind, int starts, long seed) {
        HandGraspProblem problem = new HandGraspProblem(hand.group(), object.body(), parts(kind), others(kind));
        List<HandGrasp> found = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            RandomStream random = RandomStream.of(seed).child("hand-grasp", i);
            double[] x = problem.begin(center(), turn(random));
            new LeastSquares(problem).solve(x, problem.lower(), problem.upper(), SEARCH);
            HandGrasp grasp = problem.grasp(x, friction, PATCH);
            if (grasp.epsilon() > 0 && grasp.deepest() <= NEAR && grasp.touches().size() >= LEAST_TOUCHES
                    && checker.isFree(grasp.joints().toArray())) {
                found.add(grasp);
            }
        }
        found.sort(Comparator.comparingDouble(HandGrasp::epsilon).reversed());
        return found;
    }

    /// A uniformly distributed orientation (Shoemake, Uniform random rotations, Graphics Gems III, 1992).
    private static Quat turn(RandomStream random) {
        double u = random.nextDouble();
        double a = 2 * Math.PI * random.nextDouble();
        double b = 2 * Math.PI * random.nextDouble();
        return new Quat(Math.sqrt(1 - u) * StrictMath.sin(a), Math.sqrt(1 - u) * StrictMath.cos(a),
                Math.sqrt(u) * StrictMath.sin(b), Math.sqrt(u) * StrictMath.cos(b));
    }

    /// Between the thumb's tip and those of the other fingers, half closed.
    private Vec3 center() {
        GroupKinematics kinematics = new GroupKinematics(hand.group(), hand.frames());
        kinematics.compute(hand.group().middle());
        Vec3 thumb = Vec3.ZERO;
        Vec3 others = Vec3.ZERO;
        for (int i = 0; i < hand.fingers().size(); i++) {
            Vec3 tip = kinematics.position(3 * i + 2);
            if (hand.fingers().get(i) == Finger.THUMB) {
                thumb = tip;
            } else {
                others = others.plus(tip.times(1.0 / (hand.fingers().size() - 1)));
            }
        }
        return thumb.lerp(others, 0.5);
    }

    /// [parts] geoms of which the nearest touches
    private List<int[]> parts(Kind kind) {
        List<int[]> parts = new ArrayList<>();
        for (int i = 0; i < hand.fingers().size(); i++) {
            int tip = hand.frames().get(3 * i + 2).body();
            int middle = hand.frames().get(3 * i + 1).body();
            parts.add(geoms(below(tip)));
            if (kind == Kind.POWER && middle != tip) {
                parts.add(geoms(new TreeSet<>(List.of(middle))));
            }
        }
        if (kind == Kind.POWER) {
            parts.add(geoms(new TreeSet<>(List.of(palm()))));
        }
        parts.removeIf(geoms -> geoms.length == 0);
        return parts;
    }

    /// Geoms of the hand that must only stay clear.
    private int[] others(Kind kind) {
        TreeSet<Integer> touching = new TreeSet<>();
        parts(kind).forEach(part -> Arrays.stream(part).forEach(touching::add));
        return Arrays.stream(geoms(below(palm()))).filter(g -> !touching.contains(g)).toArray();
    }

    /// The body that carries the first finger.
    private int palm() {
        int body = hand.frames().getFirst().body();
        while (isMoved(body)) {
            body = model.bodies().parentId().get(body);
        }
        return body;
    }

    private boolean isMoved(int body) {
        for (int b = body; b > 0; b = model.bodies().parentId().get(b)) {
            int mover = b;
            if (hand.group().followers().stream().anyMatch(f -> model.joints().bodyId().get(f.joint()) == mover)) {
                return true;
            }
        }
        return false;
    }

    private TreeSet<Integer> below(int root) {
        TreeSet<Integer> bodies = new TreeSet<>(List.of(root));
        for (int body = root + 1; body < model.sizes().nbody(); body++) {
            if (body != object.body() && bodies.contains(model.bodies().parentId().get(body))) {
                bodies.add(body);
            }
        }
        return bodies;
    }

    /// Those that collide, of bodies.
    private int[] geoms(TreeSet<Integer> bodies) {
        return IntStream.range(0, model.sizes().ngeom()).filter(g -> bodies.contains(model.geoms().bodyId().get(g))
                && (model.geoms().contype().get(g) | model.geoms().conaffinity().get(g)) != 0).toArray();
    }
}
