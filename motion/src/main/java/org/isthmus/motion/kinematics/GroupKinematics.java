package org.isthmus.motion.kinematics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.core.math.Trigonometry;
import org.isthmus.model.scene.JointType;

/// Forward kinematics and Jacobians of some frames as functions of a group's coordinates.
///
/// Only joints between the world and the frames are visited, each as one step: a constant transform, then a turn about,
/// or a shift along, the step's z axis. Everything that does not move with the group is folded into the constants.
///
/// | array | shape | frame | unit |
/// |---|---|---|---|
/// | `x` | [n] | | rad, m |
/// | [#position] | [3] | world | m |
/// | [#rotation] | [3][3] row by row | world | |
/// | [#jacobian] | [6][n]: 3 rows of velocity, 3 of angular velocity | world, at the frame's origin | m/x, rad/x |
///
/// A workspace of the caller, not for several threads at once; [#compute] and [#jacobian] allocate nothing. Rung 0: 7
/// steps and a Jacobian take about 0.4 µs.
public final class GroupKinematics {
    private static final int HINGE = JointType.HINGE.ordinal();

    private final JointGroup group;
    private final int n;
    private final int steps;
    /// [steps] step that it stands on; −1: the world
    private final int[] parent;
    /// [steps] its coordinate
    private final int[] coordinate;
    /// [steps] turn = gain · x + bias
    private final double[] gain;
    private final double[] bias;
    private final boolean[] hinge;
    /// [steps][12] constant transform before the joint: rotation row by row, position
    private final double[] before;
    /// [steps][12] world pose after the joint
    private final double[] world;
    private final int frames;
    /// [frames] step that carries it; −1: the world
    private final int[] carrier;
    /// [frames][12] in the step's frame
    private final double[] offset;
    /// [frames][12] world pose
    private final double[] placed;

    public GroupKinematics(JointGroup group, List<Frame> frameList) {
        this.group = group;
        n = group.size();
        frames = frameList.size();
        Unfolding unfolding = new Unfolding(group, frameList);
        List<Step> list = unfolding.steps;
        steps = list.size();
        parent = list.stream().mapToInt(Step::parent).toArray();
        coordinate = list.stream().mapToInt(Step::coordinate).toArray();
        gain = list.stream().mapToDouble(Step::gain).toArray();
        bias = list.stream().mapToDouble(Step::bias).toArray();
        hinge = new boolean[steps];
        before = new double[12 * steps];
        for (int s = 0; s < steps; s++) {
            hinge[s] = list.get(s).hinge;
            write(list.get(s).before, before, 12 * s);
        }
        world = new double[12 * steps];
        carrier = unfolding.carrier;
        offset = new double[12 * frames];
        for (int f = 0; f < frames; f++) {
            write(unfolding.offset.get(f), offset, 12 * f);
        }
        placed = new double[12 * frames];
        compute(group.fromQpos(group.rest().toArray()));
    }

    public GroupKinematics(JointGroup group, Frame... frames) {
        this(group, List.of(frames));
    }

    public JointGroup group() {
        return group;
    }

    /// The number of frames.
    public int frameCount() {
        return frames;
    }

    /// Places all frames.
    ///
    /// @param x [n]
    public void compute(double[] x) {
        for (int s = 0; s < steps; s++) {
            int at = 12 * s;
            compose(world, 12 * parent[s], before, at, world, at);
            double moved = gain[s] * x[coordinate[s]] + bias[s];
            if (hinge[s]) {
                turn(at, moved);
            } else {
                for (int k = 0; k < 3; k++) {
                    world[at + 9 + k] += moved * world[at + 3 * k + 2];
                }
            }
        }
        for (int f = 0; f < frames; f++) {
            compose(world, 12 * carrier[f], offset, 12 * f, placed, 12 * f);
        }
    }

    /// Turns step frame `at` about its own z axis.
    private void turn(int at, double angle) {
        double c = Trigonometry.cos(angle);
        double s = Trigonometry.sin(angle);
        for (int row = at; row < at + 9; row += 3) {
            double x = world[row];
            double y = world[row + 1];
            world[row] = c * x + s * y;
            world[row + 1] = c * y - s * x;
        }
    }

    /// `out = a · b`; a negative place of `a` means the identity.
    private static void compose(double[] a, int ai, double[] b, int bi, double[] out, int oi) {
        if (ai < 0) {
            System.arraycopy(b, bi, out, oi, 12);
            return;
        }
        for (int row = 0; row < 3; row++) {
            double x = a[ai + 3 * row];
            double y = a[ai + 3 * row + 1];
            double z = a[ai + 3 * row + 2];
            for (int col = 0; col < 3; col++) {
                out[oi + 3 * row + col] = x * b[bi + col] + y * b[bi + 3 + col] + z * b[bi + 6 + col];
            }
            out[oi + 9 + row] = x * b[bi + 9] + y * b[bi + 10] + z * b[bi + 11] + a[ai + 9 + row];
        }
    }

    /// Number `i` of a frame's position, 0 to 2.
    public double position(int frame, int i) {
        return placed[12 * frame + 9 + i];
    }

    /// Number `row`, `col` of a frame's rotation matrix.
    public double rotation(int frame, int row, int col) {
        return placed[12 * frame + 3 * row + col];
    }

    /// Where a frame was placed last.
    public Pose pose(int frame) {
        return read(placed, 12 * frame);
    }

    /// Writes where a frame was placed last.
    ///
    /// @param out [12] position, then the rotation matrix row by row
    public void pose(int frame, double[] out) {
        System.arraycopy(placed, 12 * frame + 9, out, 0, 3);
        System.arraycopy(placed, 12 * frame, out, 3, 9);
    }

    /// The position of a frame in the world.
    public Vec3 position(int frame) {
        return Vec3.of(placed, 12 * frame + 9);
    }

    /// Writes the geometric Jacobian of a frame, at the configuration of the last [#compute].
    ///
    /// @param out [6][n], from `at` on
    public void jacobian(int frame, double[] out, int at) {
        Arrays.fill(out, at, at + 6 * n, 0);
        double px = placed[12 * frame + 9];
        double py = placed[12 * frame + 10];
        double pz = placed[12 * frame + 11];
        for (int s = carrier[frame]; s >= 0; s = parent[s]) {
            int w = 12 * s;
            double g = gain[s];
            double ax = g * world[w + 2];
            double ay = g * world[w + 5];
            double az = g * world[w + 8];
            int c = at + coordinate[s];
            if (hinge[s]) {
                double dx = px - world[w + 9];
                double dy = py - world[w + 10];
                double dz = pz - world[w + 11];
                out[c] += ay * dz - az * dy;
                out[c + n] += az * dx - ax * dz;
                out[c + 2 * n] += ax * dy - ay * dx;
                out[c + 3 * n] += ax;
                out[c + 4 * n] += ay;
                out[c + 5 * n] += az;
            } else {
                out[c] += ax;
                out[c + n] += ay;
                out[c + 2 * n] += az;
            }
        }
    }

    /// The geometric Jacobian of a frame, [6][n].
    public double[] jacobian(int frame) {
        double[] out = new double[6 * n];
        jacobian(frame, out, 0);
        return out;
    }

    /// The joint axes of a frame's chain in the world, from the base on: for closed-form solutions.
    ///
    /// @return [steps][6] a point on the axis, its unit direction in which the coordinate grows
    public double[][] axes(int frame) {
        List<double[]> axes = new ArrayList<>();
        for (int s = carrier[frame]; s >= 0; s = parent[s]) {
            int w = 12 * s;
            double sign = Math.signum(gain[s]);
            axes.addFirst(new double[]{world[w + 9], world[w + 10], world[w + 11],
                sign * world[w + 2], sign * world[w + 5], sign * world[w + 8]});
        }
        return axes.toArray(double[][]::new);
    }

    private static void write(Pose pose, double[] out, int at) {
        pose.rotation().normalized().toRotation().into(out, at);
        pose.position().into(out, at + 9);
    }

    private static Pose read(double[] a, int at) {
        Rotation r = new Rotation(a[at], a[at + 1], a[at + 2], a[at + 3], a[at + 4], a[at + 5], a[at + 6], a[at + 7],
                a[at + 8]);
        return new Pose(Vec3.of(a, at + 9), r.toQuat());
    }

    /// One joint on the way to a frame.
    private record Step(int parent, int coordinate, double gain, double bias, boolean hinge, Pose before) {}

    /// A frame that has been reached: the last step before it, and where it is in that step's frame.
    private record Place(int step, Pose pose) {}

    /// Walks the bodies from the root and turns the group's joints into steps, all else into constants.
    private static final class Unfolding {
        final List<Step> steps = new ArrayList<>();
        final int[] carrier;
        final List<Pose> offset = new ArrayList<>();
        private final JointGroup group;
        private final Model model;
        private final Map<Integer, JointGroup.Follower> byJoint = new TreeMap<>();

        Unfolding(JointGroup group, List<Frame> frames) {
            this.group = group;
            model = group.model();
            group.followers().forEach(f -> byJoint.put(f.joint(), f));
            boolean[] needed = new boolean[model.sizes().nbody()];
            for (Frame frame : frames) {
                for (int b = frame.body(); b > 0; b = model.bodies().parentId().get(b)) {
                    needed[b] = true;
                }
            }
            List<Place> places = new ArrayList<>();
            places.add(new Place(-1, Pose.IDENTITY));
            for (int b = 1; b < needed.length; b++) {
                Place on = places.get(model.bodies().parentId().get(b));
                places.add(needed[b] ? unfold(b, on) : on);
            }
            carrier = new int[frames.size()];
            for (int f = 0; f < carrier.length; f++) {
                Place place = places.get(frames.get(f).body());
                carrier[f] = place.step;
                offset.add(place.pose.times(frames.get(f).offset()));
            }
        }

        private Place unfold(int body, Place on) {
            Pose local = new Pose(model.bodies().pos().vec3(body), model.bodies().quat().quat(body));
            Place place = new Place(on.step, on.pose.times(local));
            int first = model.bodies().jntAdr().get(body);
            for (int j = first; j < first + model.bodies().jntNum().get(body); j++) {
                place = JointGroup.isScalar(model, j) ? unfoldScalar(j, place) : unfoldConstant(j, place);
            }
            return place;
        }

        private Place unfoldScalar(int j, Place place) {
            JointTable joints = model.joints();
            int at = joints.qposAdr().get(j);
            boolean turns = joints.type().get(j) == HINGE;
            Pose anchor = new Pose(joints.pos().vec3(j), Quat.between(Vec3.Z, joints.axis().vec3(j)));
            JointGroup.Follower f = byJoint.get(j);
            if (f == null) {
                Pose moved = along(turns, group.rest().get(at) - model.qpos0().get(at));
                return new Place(place.step, place.pose.times(anchor).times(moved).times(anchor.inverse()));
            }
            steps.add(new Step(place.step, f.coordinate(), f.gain(), f.offset() - model.qpos0().get(at), turns,
                    place.pose.times(anchor)));
            return new Place(steps.size() - 1, anchor.inverse());
        }

        private static Pose along(boolean turns, double by) {
            return turns ? Pose.rotated(Quat.fromAxisAngle(Vec3.Z, by)) : Pose.at(0, 0, by);
        }

        /// A ball or free joint where the rest configuration has it.
        private Place unfoldConstant(int j, Place place) {
            double[] qpos = group.rest().toArray();
            int at = model.joints().qposAdr().get(j);
            if (model.joints().type().get(j) == JointType.FREE.ordinal()) {
                return new Place(-1, new Pose(Vec3.of(qpos, at), Quat.of(qpos, at + 3).normalized()));
            }
            Pose anchor = Pose.at(model.joints().pos().vec3(j));
            Pose turned = Pose.rotated(Quat.of(qpos, at).normalized());
            return new Place(place.step, place.pose.times(anchor).times(turned).times(anchor.inverse()));
        }
    }
}
