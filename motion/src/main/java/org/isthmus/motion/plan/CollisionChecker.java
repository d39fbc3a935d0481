package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.isthmus.core.math.Pose;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;
import org.isthmus.physics.GeomDistances;

/// Whether configurations, and straight motions between them, keep the geoms of a model apart.
///
/// Only pairs whose distance can change with the group are looked at, of those that MuJoCo's filters let collide.
/// Motions are checked continuously, by conservative advancement (Mirtich 1996; Schwarzer, Saha and Latombe, Adaptive
/// dynamic collision checking, IEEE T-RO 21(3), 2005): a pair that is further apart in the middle of a piece than it
/// can move on half of the piece is free on all of it; else the piece is halved, down to pieces on which nothing moves
/// by more than the resolution. So nothing thicker than that is missed.
///
/// A workspace of the caller, for one thread; checks allocate nothing after the first.
public final class CollisionChecker {
    private static final int MAX_DEPTH = 40;
    /// So much further apart than the padding is free, m.
    private static final double NEXT = 1e-9;

    /// @param padding geoms nearer than this count as touching, m
    /// @param resolution of motions, m
    public record Options(double padding, double resolution) {
        public static final Options DEFAULT = new Options(0, 2e-3);
    }

    private final JointGroup group;
    private final Options options;
    private final int n;
    private final GroupKinematics kinematics;
    private final GeomDistances touch;
    /// [shapes] geom, its pose [12], size [3], radius of its bounding sphere (0: unbounded)
    private final int[] geom;
    private final double[][] pose;
    private final double[][] size;
    private final double[] radius;
    /// [pairs] shapes
    private final int[] first;
    private final int[] second;
    /// [pairs][n] m per unit of each coordinate
    private final double[][] bound;
    private final int[] all;
    private final int[][] active = new int[MAX_DEPTH + 2][];
    private final double[] middle;
    private final double[] witness = new double[6];
    private long queries;

    public CollisionChecker(JointGroup group, Options options) {
        this(group, options, List.of(), AllowedCollisions.NONE);
    }

    public CollisionChecker(JointGroup group, Options options, List<Attachment> attachments,
            AllowedCollisions allowed) {
        this.group = group;
        this.options = options;
        n = group.size();
        middle = new double[n];
        touch = new GeomDistances(group.model());
        Shapes shapes = new Shapes(group, attachments, allowed);
        geom = shapes.index.keySet().stream().mapToInt(Integer::intValue).toArray();
        kinematics = new GroupKinematics(group, shapes.frames);
        pose = new double[geom.length][12];
        size = new double[geom.length][];
        radius = new double[geom.length];
        for (int i = 0; i < geom.length; i++) {
            size[i] = group.model().geoms().size().slice(3 * geom[i], 3 * geom[i] + 3);
            radius[i] = group.model().geoms().rbound().get(geom[i]);
        }
        first = shapes.pairs.stream().mapToInt(pair -> pair[0]).toArray();
        second = shapes.pairs.stream().mapToInt(pair -> pair[1]).toArray();
        bound = shapes.bounds.toArray(double[][]::new);
        all = new int[first.length];
        Arrays.setAll(all, i -> i);
    }

    public JointGroup group() {
        return group;
    }

    /// The number of pairs of geoms that are looked at.
    public int pairs() {
        return first.length;
    }

    /// Distances computed so far.
    public long queries() {
        return queries;
    }

    private void place(double[] x) {
        kinematics.compute(x);
        for (int i = 0; i < geom.length; i++) {
            kinematics.pose(i, pose[i]);
        }
    }

    /// Whether all pairs are apart in one configuration.
    public boolean isFree(double[] x) {
        place(x);
        for (int p = 0; p < first.length; p++) {
            if (distance(p, options.padding + NEXT) <= options.padding) {
                return false;
            }
        }
        return true;
    }

    /// The distance of a pair as placed, or the limit if it is greater.
    private double distance(int p, double limit) {
        int a = first[p];
        int b = second[p];
        if (radius[a] > 0 && radius[b] > 0) {
            double x = pose[a][0] - pose[b][0];
            double y = pose[a][1] - pose[b][1];
            double z = pose[a][2] - pose[b][2];
            double far = radius[a] + radius[b] + limit;
            if (x * x + y * y + z * z > far * far) {
                return limit;
            }
        }
        queries++;
        return touch.distance(geom[a], geom[b], pose[a], pose[b], size[a], size[b], limit, witness);
    }

    /// The least distance of all pairs, or the limit if all are further apart; negative where geoms overlap.
    public double clearance(double[] x, double limit) {
        place(x);
        double least = limit;
        for (int p = 0; p < first.length; p++) {
            least = Math.min(least, distance(p, least));
        }
        return least;
    }

    /// The names of two bodies that touch in a configuration; empty when it is free.
    public String collision(double[] x) {
        boolean[] touching = touching(x);
        for (int p = 0; p < touching.length; p++) {
            if (touching[p]) {
                Model model = group.model();
                return name(model, bodies().get(p)[0]) + " and " + name(model, bodies().get(p)[1]);
            }
        }
        return "";
    }

    /// The bodies that are nearer to one of them than a limit, in a configuration.
    ///
    /// @param limit m
    public List<Frame> near(double[] x, int body, double limit) {
        place(x);
        TreeSet<Integer> near = new TreeSet<>();
        for (int p = 0; p < first.length; p++) {
            int a = body(first[p]);
            int b = body(second[p]);
            if ((a == body || b == body) && distance(p, limit) < limit) {
                near.add(a == body ? b : a);
            }
        }
        return near.stream().map(other -> new Frame("", other, Pose.IDENTITY)).toList();
    }

    private static String name(Model model, int body) {
        String name = model.names().name(ObjectType.BODY, body);
        return name.isEmpty() ? "body " + body : "'" + name + "'";
    }

    /// [pairs] which pairs touch in a configuration
    boolean[] touching(double[] x) {
        place(x);
        boolean[] touching = new boolean[first.length];
        for (int p = 0; p < first.length; p++) {
            touching[p] = distance(p, options.padding + NEXT) <= options.padding;
        }
        return touching;
    }

    /// [pairs][2] the bodies of each pair
    List<int[]> bodies() {
        List<int[]> bodies = new ArrayList<>();
        for (int p = 0; p < first.length; p++) {
            bodies.add(new int[]{body(first[p]), body(second[p])});
        }
        return bodies;
    }

    private int body(int shape) {
        return group.model().geoms().bodyId().get(geom[shape]);
    }

    /// Whether the straight motion between two configurations is free, both ends included.
    public boolean isFree(double[] a, double[] b) {
        return isFree(b) && isFree(a) && isFree(a, b, 0, 1, 0, all, all.length);
    }

    /// Whether pairs `list` are apart on the part of the motion from time `from` to `to`.
    private boolean isFree(double[] a, double[] b, double from, double to, int depth, int[] list, int count) {
        double t = (from + to) / 2;
        for (int i = 0; i < n; i++) {
            middle[i] = a[i] + t * (b[i] - a[i]);
        }
        place(middle);
        int[] open = active(depth);
        int left = 0;
        for (int k = 0; k < count; k++) {
            int p = list[k];
            double motion = motion(p, a, b) * (to - from) / 2;
            double d = distance(p, motion + options.padding);
            if (d <= options.padding && motion > 0) {
                return false;
            }
            if (d < motion + options.padding && 2 * motion > options.resolution && depth < MAX_DEPTH) {
                open[left++] = p;
            }
        }
        return left == 0 || isFree(a, b, from, t, depth + 1, open, left) && isFree(a, b, t, to, depth + 1, open, left);
    }

    private int[] active(int depth) {
        if (active[depth] == null) {
            active[depth] = new int[first.length];
        }
        return active[depth];
    }

    /// How far the shapes of a pair can move against each other on the whole motion, m.
    private double motion(int p, double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += bound[p][i] * Math.abs(b[i] - a[i]);
        }
        return sum;
    }

    /// Which geoms and pairs matter.
    private static final class Shapes {
        /// geom → shape
        final Map<Integer, Integer> index = new LinkedHashMap<>();
        final List<Frame> frames = new ArrayList<>();
        final List<int[]> pairs = new ArrayList<>();
        final List<double[]> bounds = new ArrayList<>();
        private final Model model;
        private final List<Attachment> attachments;

        Shapes(JointGroup group, List<Attachment> attachments, AllowedCollisions allowed) {
            model = group.model();
            this.attachments = attachments;
            MotionBounds motion = new MotionBounds(group);
            for (GeomDistances.Pair pair : GeomDistances.pairs(model)) {
                int bodyA = model.geoms().bodyId().get(pair.first());
                int bodyB = model.geoms().bodyId().get(pair.second());
                if (allowed.contains(bodyA, bodyB)) {
                    continue;
                }
                double[] bound = motion.between(frame(pair.first()), model.geoms().rbound().get(pair.first()),
                        frame(pair.second()), model.geoms().rbound().get(pair.second()));
                if (Arrays.stream(bound).anyMatch(b -> b > 0)) {
                    pairs.add(new int[]{shape(pair.first()), shape(pair.second())});
                    bounds.add(bound);
                }
            }
        }

        private int shape(int geom) {
            Integer known = index.get(geom);
            if (known != null) {
                return known;
            }
            index.put(geom, frames.size());
            frames.add(frame(geom));
            return frames.size() - 1;
        }

        /// Where a geom is fixed: to its body, or, when that is held, to what holds it.
        private Frame frame(int geom) {
            Pose offset = new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom));
            int owner = model.geoms().bodyId().get(geom);
            int body = owner;
            while (body > 0) {
                for (Attachment held : attachments) {
                    if (held.body() == body) {
                        return held.tool().moved(held.offset().times(offset));
                    }
                }
                offset = new Pose(model.bodies().pos().vec3(body), model.bodies().quat().quat(body)).times(offset);
                body = model.bodies().parentId().get(body);
            }
            return new Frame("", owner, new Pose(model.geoms().pos().vec3(geom), model.geoms().quat().quat(geom)));
        }
    }
}
