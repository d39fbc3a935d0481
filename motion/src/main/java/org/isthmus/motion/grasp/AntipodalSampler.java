package org.isthmus.motion.grasp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.mesh.Mesh;

/// Samples grasps for two parallel fingers: pairs of surface points whose line lies in both friction cones, which is
/// when two contacts with friction hold an object (Nguyen, Constructing force-closure grasps, IJRR 7(3), 1988, theorem
/// 5).
///
/// From random points of the surface a ray goes inwards, in a random direction of the friction cone; where it comes out
/// the condition is checked again. Each pair is approached from evenly spread directions around its line; a grasp stays
/// if fingers and palm are clear of the object, by rays through them, and of the table. The same seed gives the same
/// grasps.
public final class AntipodalSampler {
    /// Nearer surfaces along a ray are the one it starts from, m.
    private static final double SKIN = 1e-6;
    private static final int RAYS = 3;
    /// How far the tool is drawn back where fingers or palm would touch, parts of what the tips reach beyond its origin:
    /// flat and deep things are held by the ends of the fingers.
    private static final double[] DRAWN_BACK = {0, 0.4, 0.8};

    /// Where an object stands.
    ///
    /// @param point of the table's surface, object's frame, m
    /// @param up the table's normal, object's frame, unit
    public record Table(Vec3 point, Vec3 up) {
        double height(Vec3 p) {
            return p.minus(point).dot(up);
        }
    }

    /// How hard to try.
    ///
    /// @param samples pairs of contacts tried
    /// @param approaches directions per pair
    public record Options(int samples, int approaches, long seed) {
        public static final Options DEFAULT = new Options(400, 8, 1);
    }

    private final ParallelJaw jaw;
    private final Options options;

    public AntipodalSampler(ParallelJaw jaw, Options options) {
        this.jaw = jaw;
        this.options = options;
    }

    /// Samples grasps of an object, the best first.
    ///
    /// @param mesh closed, faces anticlockwise from outside, object's frame, m
    /// @param centerOfMass object's frame, m
    /// @param tables what the gripper must stay above; empty: the object floats
    public List<Grasp> sample(Mesh mesh, Vec3 centerOfMass, List<Table> tables) {
        Surface surface = new Surface(mesh);
        List<Grasp> grasps = new ArrayList<>();
        RandomStream random = RandomStream.of(options.seed).child("antipodal");
        double size = mesh.faceCount() == 0 ? 1 : mesh.bounds().max().distance(mesh.bounds().min());
        for (int i = 0; i < options.samples && !surface.isEmpty(); i++) {
            pair(surface, random, centerOfMass, size, tables, grasps);
        }
        grasps.sort(Comparator.comparingDouble(Grasp::score).reversed());
        return grasps;
    }

    private void pair(Surface surface, RandomStream random, Vec3 center, double size, List<Table> tables,
            List<Grasp> grasps) {
        int face = surface.randomFace(random);
        Vec3 left = surface.randomPoint(face, random);
        Vec3 normal = surface.normal(face);
        Vec3 inwards = inCone(normal.negate(), random);
        double width = surface.ray(left, inwards, SKIN, jaw.opening());
        if (!(width <= jaw.opening())) {
            return;
        }
        double margin = jaw.coneAngle()
                - Math.max(angle(inwards, normal.negate()), angle(inwards, surface.normal(surface.met())));
        if (margin < 0) {
            return;
        }
        Vec3 right = left.plusScaled(inwards, width);
        Vec3 middle = left.lerp(right, 0.5);
        double arm = center.minus(middle).cross(inwards).length();
        double score = (margin / jaw.coneAngle() + 2 * (1 - Math.min(1, 2 * arm / size)) + 1 - width / jaw.opening())
                / 4;
        Vec3 across = inwards.negate();
        Vec3 start = across.cross(Math.abs(across.x()) < 0.8 ? Vec3.X : Vec3.Z).normalized();
        for (int k = 0; k < options.approaches; k++) {
            Vec3 approach = Quat.fromAxisAngle(across, 2 * Math.PI * k / options.approaches).rotate(start);
            Quat turn = Rotation.fromColumns(across.cross(approach), across, approach).toQuat();
            for (double back : DRAWN_BACK) {
                Pose tool = new Pose(middle.plusScaled(approach, -back * jaw.tip()), turn);
                if (isAbove(tool, width, tables) && isClear(surface, tool, width)) {
                    grasps.add(new Grasp(tool, width, left, right, margin, arm, score));
                    break;
                }
            }
        }
    }

    /// A direction within the friction cone about an axis, uniform over its solid angle.
    private Vec3 inCone(Vec3 axis, RandomStream random) {
        double cosine = 1 - random.nextDouble() * (1 - StrictMath.cos(jaw.coneAngle()));
        double turn = random.nextDouble() * 2 * Math.PI;
        double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
        Vec3 local = new Vec3(sine * StrictMath.cos(turn), sine * StrictMath.sin(turn), cosine);
        return Quat.between(Vec3.Z, axis).rotate(local).normalized();
    }

    private static double angle(Vec3 a, Vec3 b) {
        return StrictMath.atan2(a.cross(b).length(), a.dot(b));
    }

    /// Whether the corners of fingers and palm are above all tables.
    private boolean isAbove(Pose tool, double width, List<Table> tables) {
        double out = width / 2 + jaw.thickness();
        double[][] corners = {{out, jaw.tip()}, {jaw.palm(), -jaw.depth()}};
        for (Table table : tables) {
            for (double[] corner : corners) {
                for (int side = -1; side <= 1; side += 2) {
                    for (int edge = -1; edge <= 1; edge += 2) {
                        Vec3 p = tool.transform(new Vec3(edge * jaw.width() / 2, side * corner[0], corner[1]));
                        if (table.height(p) < 0) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    /// Whether rays along the fingers, and across the palm's front, meet nothing of the object.
    private boolean isClear(Surface surface, Pose tool, double width) {
        double length = jaw.depth() + jaw.tip();
        Vec3 along = tool.rotation().rotate(Vec3.Z);
        for (int i = 0; i < RAYS; i++) {
            double x = jaw.width() * (i / (RAYS - 1.0) - 0.5);
            for (int side = -1; side <= 1; side += 2) {
                for (double y : new double[]{width / 2 + 2e-3, width / 2 + jaw.thickness()}) {
                    Vec3 from = tool.transform(new Vec3(x, side * y, -jaw.depth()));
                    if (surface.ray(from, along, 0, length) <= length) {
                        return false;
                    }
                }
            }
            Vec3 edge = tool.transform(new Vec3(x, -jaw.palm(), -jaw.depth()));
            if (surface.ray(edge, tool.rotation().rotate(Vec3.Y), 0, 2 * jaw.palm()) <= 2 * jaw.palm()) {
                return false;
            }
        }
        return true;
    }
}
