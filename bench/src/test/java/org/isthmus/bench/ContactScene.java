package org.isthmus.bench;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.mujoco.MujocoSimulation;

/// Two free bodies of each shape, a plane and a height field; and states in which two of them have just met and move.
final class ContactScene {
    static final List<String> SHAPES = List.of("sphere", "capsule", "ellipsoid", "cylinder", "box", "mesh");
    static final int BODIES = 2 * SHAPES.size();
    /// Of a plane, a height field and all shapes with all shapes.
    static final int PAIRS = (SHAPES.size() + 2) * SHAPES.size();
    static final int PLANE = -2;
    static final int FIELD = -1;
    /// Kinds of states: see [#poses].
    private static final int KINDS = 4;
    private static final Vec3 FIELD_CENTER = new Vec3(3, 0, 1);
    /// The deepest overlap of a pair is between these, m.
    private static final double SHALLOW = 0.0002;
    private static final double DEEP = 0.001;
    /// No two bodies reach further, m.
    private static final double FARTHEST = 0.6;
    private static final int BISECTIONS = 45;
    /// More contacts than two bodies have.
    private static final int CONTACTS = 60;

    private ContactScene() {}

    /// MuJoCo is asked to converge to rounding, and for one point only where shapes are convex in general.
    static String mjcf(String cone, int condim) {
        StringBuilder text = new StringBuilder("<mujoco><option cone='" + cone + "' impratio='2' tolerance='0' ")
                .append("iterations='200' ls_tolerance='1e-6' ls_iterations='100' ccd_tolerance='1e-9' ")
                .append("ccd_iterations='200'><flag multiccd='disable'/></option>")
                .append("<default><geom condim='" + condim + "' friction='0.7 0.02 0.003'/></default>")
                .append("<asset><mesh name='stone' inertia='exact' vertex='" + stone() + "'/>")
                .append("<hfield name='field' nrow='9' ncol='9' size='2 2 0.1 0.1' elevation='" + elevation() + "'/>")
                .append("</asset><worldbody><geom type='plane' size='2 2 1'/><geom type='hfield' hfield='field' pos='")
                .append(FIELD_CENTER.x() + " " + FIELD_CENTER.y() + " " + FIELD_CENTER.z() + "'/>");
        for (int body = 0; body < BODIES; body++) {
            text.append("<body pos='0 0 " + (100 + 5 * body) + "'><freejoint/>")
                    .append("<inertial pos='0 0 0' mass='0.8' diaginertia='0.004 0.003 0.005'/>")
                    .append("<geom type='" + shape(body) + "' " + size(body) + "/></body>");
        }
        return text.append("</worldbody></mujoco>").toString().replace('\'', '"');
    }

    static String shape(int body) {
        return body == PLANE ? "plane" : body == FIELD ? "hfield" : SHAPES.get(body % SHAPES.size());
    }

    static int geom(int body) {
        return body + 2;
    }

    private static String size(int body) {
        String more = body < SHAPES.size() ? "" : "5";
        return switch (shape(body)) {
            case "sphere" -> "size='0.1" + more + "'";
            case "capsule" -> "size='0.07 0.1" + more + "'";
            case "ellipsoid" -> "size='0.08 0.1" + more + " 0.13'";
            case "cylinder" -> "size='0.09 0.1" + more + "'";
            case "box" -> "size='0.08 0.1" + more + " 0.09'";
            default -> "mesh='stone'";
        };
    }

    private static String stone() {
        RandomStream random = RandomStream.of(32);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24; i++) {
            Vec3 p = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            p = p.times(0.12 / p.length());
            text.append((float) p.x() + " " + (float) p.y() + " " + (float) p.z() + " ");
        }
        return text.toString();
    }

    private static String elevation() {
        RandomStream random = RandomStream.of(31);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 81; i++) {
            text.append((float) random.nextDouble() + " ");
        }
        return text.toString();
    }

    /// Two bodies that touch.
    ///
    /// @param first a body, [#PLANE] or [#FIELD]
    /// @param qpos [nq]
    /// @param qvel [nv]
    record State(int first, int second, double[] qpos, double[] qvel) {
        String pair() {
            return shape(first) + "-" + shape(second);
        }
    }

    /// States of all pairs, in both orders.
    static List<State> states(Twins twins, int perPair) {
        List<State> states = new ArrayList<>();
        for (int first = PLANE; first < SHAPES.size(); first++) {
            for (int second = SHAPES.size(); second < BODIES; second++) {
                for (int number = 0; number < perPair; number++) {
                    states.add(state(twins, first, second, number));
                }
            }
        }
        return states;
    }

    private static State state(Twins twins, int first, int second, int number) {
        RandomStream random = RandomStream.of(33).child(shape(first), second).child("state", number);
        double[] qpos = twins.model.qpos0().toArray();
        double near = 0;
        Poses poses = poses(random, first, number % KINDS);
        while (near == 0) { // some miss each other
            poses = poses(random, first, number % KINDS);
            if (first >= 0) {
                place(qpos, first, poses.center, poses.firstTurn);
            }
            near = touching(twins, qpos, second, poses);
        }
        place(qpos, second, poses.at(near - random.nextDouble(SHALLOW, DEEP)), poses.secondTurn);
        double[] qvel = new double[6 * BODIES];
        for (int body : first < 0 ? List.of(second) : List.of(first, second)) {
            for (int k = 0; k < 6; k++) {
                qvel[6 * body + k] = random.nextGaussian() * (k < 3 ? 0.1 : 0.5);
            }
        }
        return new State(first, second, rounded(qpos), rounded(qvel));
    }

    /// How far out the second body touches the first.
    private static double touching(Twins twins, double[] qpos, int second, Poses poses) {
        double near = 0;
        double far = FARTHEST;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (near + far) / 2;
            place(qpos, second, poses.at(middle), poses.secondTurn);
            twins.mujoco.start(qpos);
            twins.mujoco.forward();
            if (forces(twins.mujoco).isEmpty()) {
                far = middle;
            } else {
                near = middle;
            }
        }
        return near;
    }

    /// Where the first body is, and from where the second comes.
    private record Poses(Vec3 center, Quat firstTurn, Vec3 start, Quat secondTurn, Vec3 along) {
        Vec3 at(double distance) {
            return start.plus(along.times(distance));
        }
    }

    /// Kinds 0 and 2: turned at random; 1: the second lies on the first, a little tilted; 3: exactly parallel.
    private static Poses poses(RandomStream random, int first, int kind) {
        boolean isGround = first < 0;
        Vec3 center = first == PLANE ? Vec3.ZERO : first == FIELD ? FIELD_CENTER : new Vec3(0, 0, 1);
        Quat turn = isGround ? Quat.IDENTITY : turn(random);
        double spread = first == FIELD ? 0.3 : 0.06;
        Vec3 side = turn.rotate(new Vec3(spread * random.nextGaussian(), spread * random.nextGaussian(), 0));
        Vec3 up = turn.rotate(new Vec3(0, 0, 1));
        if (kind % 2 == 0) {
            Vec3 along = isGround ? up : turn(random).rotate(up);
            return new Poses(center, turn, center.plus(side), turn(random), along);
        }
        double tilt = kind == 1 ? 0.003 : 0;
        Quat own = turn.times(Quat.fromRotationVector(new Vec3(tilt, 0.4 * tilt, 0)))
                .times(Quat.fromRotationVector(new Vec3(0, 0, random.nextDouble(-1, 1))));
        return new Poses(center, turn, center.plus(side), own, up);
    }

    private static Quat turn(RandomStream random) {
        return new Quat(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                .normalized();
    }

    private static void place(double[] qpos, int body, Vec3 pos, Quat quat) {
        pos.into(qpos, 7 * body);
        quat.into(qpos, 7 * body + 3);
    }

    /// Exact in single precision.
    private static double[] rounded(double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    /// MuJoCo's contacts that push: forces and torques in the contact's frame, [6] each, those that push most first.
    static List<double[]> forces(MujocoSimulation mujoco) {
        List<double[]> forces = new ArrayList<>();
        for (int i = 0; i < CONTACTS; i++) {
            double[] force = mujoco.contactForce(i);
            if (force[0] > 0) {
                forces.add(force);
            }
        }
        forces.sort((a, b) -> Double.compare(b[0], a[0]));
        return forces;
    }
}
