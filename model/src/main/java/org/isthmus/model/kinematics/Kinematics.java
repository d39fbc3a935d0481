package org.isthmus.model.kinematics;

import org.isthmus.core.math.Quaternions;
import org.isthmus.core.math.Trigonometry;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.BodyTable;
import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.SiteTable;
import org.isthmus.model.scene.JointType;

/// Forward kinematics: the poses of all bodies and of what is fixed to them, in one configuration of a model.
///
/// A workspace of the caller: made once for a model, filled by [#compute] as often as wanted; that call allocates
/// nothing. Names and meaning are MuJoCo's (`mj_kinematics`, `mj_comPos` for [#subtreeCom], `mj_camlight`). Scalar
/// code (rung 0), the reference for batched engines; cost linear in the number of bodies, joints, geoms, sites,
/// cameras and lights.
///
/// All arrays are outputs, except the poses of mocap bodies.
public final class Kinematics {
    /// Subtrees lighter than this have no centre of mass (MuJoCo's `mjMINVAL`), kg.
    private static final double MIN_MASS = 1e-15;
    private static final int FREE = JointType.FREE.ordinal();
    private static final int BALL = JointType.BALL.ordinal();
    private static final int SLIDE = JointType.SLIDE.ordinal();

    /// [nmocap][3] input: where the user holds the mocap bodies, world frame, m; at first as in the model.
    public final double[] mocapPos;
    /// [nmocap][4] input; need not be of unit length.
    public final double[] mocapQuat;

    /// [nbody][3] body frames' origins, world frame, m
    public final double[] xpos;
    /// [nbody][4] unit
    public final double[] xquat;
    /// [nbody][9] row by row
    public final double[] xmat;
    /// [nbody][3] centres of mass, world frame, m
    public final double[] xipos;
    /// [nbody][9] principal axes of inertia, row by row
    public final double[] ximat;
    /// [nbody][3] centre of mass of the body and all below it, world frame, m
    public final double[] subtreeCom;
    /// [njnt][3] joint anchors, world frame, m
    public final double[] xanchor;
    /// [njnt][3] joint axes, world frame; of a ball or free joint meaningless
    public final double[] xaxis;
    /// [ngeom][3] world frame, m
    public final double[] geomXpos;
    /// [ngeom][9] row by row
    public final double[] geomXmat;
    /// [nsite][3] world frame, m
    public final double[] siteXpos;
    /// [nsite][9] row by row
    public final double[] siteXmat;
    /// [ncam][3] world frame, m
    public final double[] camXpos;
    /// [ncam][9] row by row; a camera looks along its −z axis, y up
    public final double[] camXmat;
    /// [nlight][3] world frame, m
    public final double[] lightXpos;
    /// [nlight][3] unit, world frame
    public final double[] lightXdir;

    private final Model model;
    private final BodyTable bodies;
    private final JointTable joints;
    private final Viewpoints viewpoints;
    /// [nq] normalised copy of the last configuration; kept for what is computed from it.
    final double[] qpos;
    /// [3] and [4] scratch: a position and a rotation in a body's frame.
    private final double[] offset = new double[3];
    private final double[] turned = new double[4];

    public Kinematics(Model model) {
        this.model = model;
        bodies = model.bodies();
        joints = model.joints();
        int nbody = model.sizes().nbody();
        qpos = new double[model.sizes().nq()];
        mocapPos = new double[3 * model.sizes().nmocap()];
        mocapQuat = new double[4 * model.sizes().nmocap()];
        xpos = new double[3 * nbody];
        xquat = new double[4 * nbody];
        xmat = new double[9 * nbody];
        xipos = new double[3 * nbody];
        ximat = new double[9 * nbody];
        subtreeCom = new double[3 * nbody];
        xanchor = new double[3 * model.sizes().njnt()];
        xaxis = new double[3 * model.sizes().njnt()];
        geomXpos = new double[3 * model.sizes().ngeom()];
        geomXmat = new double[9 * model.sizes().ngeom()];
        siteXpos = new double[3 * model.sizes().nsite()];
        siteXmat = new double[9 * model.sizes().nsite()];
        camXpos = new double[3 * model.sizes().ncam()];
        camXmat = new double[9 * model.sizes().ncam()];
        lightXpos = new double[3 * model.sizes().nlight()];
        lightXdir = new double[3 * model.sizes().nlight()];
        viewpoints = new Viewpoints(model, this);
        resetMocap();
    }

    public Model model() {
        return model;
    }

    /// Puts the mocap bodies where the model has them.
    public void resetMocap() {
        for (int body = 0; body < bodies.mocapId().length(); body++) {
            int mocap = bodies.mocapId().get(body);
            if (mocap >= 0) {
                bodies.pos().copyTo(3 * body, mocapPos, 3 * mocap, 3);
                bodies.quat().copyTo(4 * body, mocapQuat, 4 * mocap, 4);
            }
        }
    }

    /// Computes all poses.
    ///
    /// @param configuration [nq]; quaternions need not be of unit length
    public void compute(double[] configuration) {
        if (configuration.length != qpos.length) {
            throw new IllegalArgumentException(configuration.length + " numbers, expected nq = " + qpos.length);
        }
        System.arraycopy(configuration, 0, qpos, 0, qpos.length);
        normalizeQuaternions();
        placeWorld();
        for (int body = 1; body < model.sizes().nbody(); body++) {
            placeBody(body);
        }
        placeInertialFrames();
        placeGeoms();
        placeSites();
        sumSubtrees();
        viewpoints.compute();
    }

    /// Pose of a body's frame in the world.
    public Pose bodyPose(int body) {
        return new Pose(Vec3.of(xpos, 3 * body), Quat.of(xquat, 4 * body));
    }

    private void normalizeQuaternions() {
        for (int joint = 0; joint < joints.type().length(); joint++) {
            int type = joints.type().get(joint);
            int at = joints.qposAdr().get(joint) + (type == FREE ? 3 : 0);
            if (type == FREE || type == BALL) {
                Quaternions.normalize(qpos, at);
            }
        }
    }

    private void placeWorld() {
        xquat[0] = 1;
        Quaternions.toMatrix(xquat, 0, xmat, 0);
    }

    private void placeBody(int body) {
        int first = bodies.jntAdr().get(body);
        int count = bodies.jntNum().get(body);
        if (count == 1 && joints.type().get(first) == FREE) {
            placeFree(body, first);
        } else {
            placeFixed(body);
            for (int joint = first; joint < first + count; joint++) {
                turnOrShift(body, joint);
            }
        }
        Quaternions.normalize(xquat, 4 * body);
        Quaternions.toMatrix(xquat, 4 * body, xmat, 9 * body);
    }

    private void placeFree(int body, int joint) {
        int at = joints.qposAdr().get(joint);
        System.arraycopy(qpos, at, xpos, 3 * body, 3);
        System.arraycopy(qpos, at + 3, xquat, 4 * body, 4);
        System.arraycopy(qpos, at, xanchor, 3 * joint, 3);
        joints.axis().copyTo(3 * joint, xaxis, 3 * joint, 3);
    }

    /// Where the body is before its joints move it.
    private void placeFixed(int body) {
        int mocap = bodies.mocapId().get(body);
        if (mocap >= 0) {
            System.arraycopy(mocapPos, 3 * mocap, xpos, 3 * body, 3);
            System.arraycopy(mocapQuat, 4 * mocap, xquat, 4 * body, 4);
            return;
        }
        int parent = bodies.parentId().get(body);
        bodies.pos().copyTo(3 * body, xpos, 3 * body, 3);
        Quaternions.rotate(xquat, 4 * parent, xpos, 3 * body, xpos, 3 * body);
        Quaternions.add(xpos, 3 * parent, xpos, 3 * body);
        bodies.quat().copyTo(4 * body, xquat, 4 * body, 4);
        Quaternions.multiply(xquat, 4 * parent, xquat, 4 * body, xquat, 4 * body);
    }

    /// Moves the body by one joint; anchor and axis are taken after the joints before it.
    private void turnOrShift(int body, int joint) {
        joints.axis().copyTo(3 * joint, xaxis, 3 * joint, 3);
        Quaternions.rotate(xquat, 4 * body, xaxis, 3 * joint, xaxis, 3 * joint);
        joints.pos().copyTo(3 * joint, offset, 0, 3);
        Quaternions.rotate(xquat, 4 * body, offset, 0, xanchor, 3 * joint);
        Quaternions.add(xpos, 3 * body, xanchor, 3 * joint);
        int at = joints.qposAdr().get(joint);
        double moved = qpos[at] - model.qpos0().get(at);
        int type = joints.type().get(joint);
        if (type == SLIDE) {
            for (int k = 0; k < 3; k++) {
                xpos[3 * body + k] += moved * xaxis[3 * joint + k];
            }
        } else {
            if (type == BALL) {
                System.arraycopy(qpos, at, turned, 0, 4);
            } else {
                setTurned(joint, moved / 2);
            }
            turn(body, joint);
        }
    }

    /// The rotation of a hinge by twice an angle.
    private void setTurned(int joint, double half) {
        double sine = Trigonometry.sin(half);
        turned[0] = Trigonometry.cos(half);
        for (int k = 0; k < 3; k++) {
            turned[1 + k] = sine * joints.axis().get(3 * joint + k);
        }
    }

    /// Turns the body by [#turned] about a joint's anchor, which stays where it is.
    private void turn(int body, int joint) {
        Quaternions.multiply(xquat, 4 * body, turned, 0, xquat, 4 * body);
        Quaternions.rotate(xquat, 4 * body, offset, 0, offset, 0);
        for (int k = 0; k < 3; k++) {
            xpos[3 * body + k] = xanchor[3 * joint + k] - offset[k];
        }
    }

    private void placeInertialFrames() {
        for (int body = 0; body < model.sizes().nbody(); body++) {
            place(body, bodies.ipos(), bodies.iquat(), xipos, ximat, body);
        }
    }

    private void placeGeoms() {
        GeomTable geoms = model.geoms();
        IntArray owner = geoms.bodyId();
        for (int i = 0; i < owner.length(); i++) {
            place(owner.get(i), geoms.pos(), geoms.quat(), geomXpos, geomXmat, i);
        }
    }

    private void placeSites() {
        SiteTable sites = model.sites();
        IntArray owner = sites.bodyId();
        for (int i = 0; i < owner.length(); i++) {
            place(owner.get(i), sites.pos(), sites.quat(), siteXpos, siteXmat, i);
        }
    }

    /// Writes the world pose of frame `row` of those that are fixed to bodies to row `row` of `xpositions` and
    /// `matrices`.
    void place(int body, DoubleArray positions, DoubleArray quats, double[] xpositions, double[] matrices, int row) {
        placePoint(body, positions, xpositions, row);
        quats.copyTo(4 * row, turned, 0, 4);
        Quaternions.multiply(xquat, 4 * body, turned, 0, turned, 0);
        Quaternions.toMatrix(turned, 0, matrices, 9 * row);
    }

    /// Writes the world position of point `row` of those that are fixed to bodies.
    void placePoint(int body, DoubleArray positions, double[] xpositions, int row) {
        positions.copyTo(3 * row, xpositions, 3 * row, 3);
        Quaternions.rotate(xquat, 4 * body, xpositions, 3 * row, xpositions, 3 * row);
        Quaternions.add(xpos, 3 * body, xpositions, 3 * row);
    }

    /// Mass-weighted means over subtrees; of a subtree without mass, the centre of the body itself.
    private void sumSubtrees() {
        DoubleArray mass = bodies.mass();
        int nbody = model.sizes().nbody();
        for (int i = 0; i < nbody; i++) {
            for (int k = 0; k < 3; k++) {
                subtreeCom[3 * i + k] = mass.get(i) * xipos[3 * i + k];
            }
        }
        for (int i = nbody - 1; i > 0; i--) {
            Quaternions.add(subtreeCom, 3 * i, subtreeCom, 3 * bodies.parentId().get(i));
        }
        for (int i = 0; i < nbody; i++) {
            double total = bodies.subtreeMass().get(i);
            if (total < MIN_MASS) {
                System.arraycopy(xipos, 3 * i, subtreeCom, 3 * i, 3);
            } else {
                for (int k = 3 * i; k < 3 * i + 3; k++) {
                    subtreeCom[k] *= 1 / total;
                }
            }
        }
    }
}
