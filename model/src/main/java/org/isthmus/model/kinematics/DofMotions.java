package org.isthmus.model.kinematics;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Rotation;
import org.isthmus.core.math.SpatialVector;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.JointTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;

/// The motion that each degree of freedom gives to the bodies it moves, and Jacobians made from it.
///
/// Motions are spatial vectors along the world's axes about the centre of mass of their kinematic tree, which keeps
/// numbers small far from the world's origin (MuJoCo's `cdof`). Computed from a [Kinematics]; a reference
/// implementation (rung 0) that allocates.
public final class DofMotions {
    private final Model model;
    private final IntArray dofParent;
    private final SpatialVector[] motions;
    private final Vec3[] centers;
    private final int[] lastDof;

    public DofMotions(Model model) {
        this.model = model;
        dofParent = model.dofs().parentId();
        motions = new SpatialVector[model.sizes().nv()];
        centers = new Vec3[model.sizes().nbody()];
        lastDof = new int[model.sizes().nbody()];
        for (int i = 0; i < lastDof.length; i++) {
            int count = model.bodies().dofNum().get(i);
            lastDof[i] = count > 0 ? model.bodies().dofAdr().get(i) + count - 1
                    : i == 0 ? -1 : lastDof[model.bodies().parentId().get(i)];
        }
    }

    /// Takes the motions from the configuration that `frames` holds.
    public void compute(Kinematics frames) {
        for (int i = 0; i < centers.length; i++) {
            centers[i] = Vec3.of(frames.subtreeCom, 3 * model.bodies().rootId().get(i));
        }
        for (int joint = 0; joint < model.sizes().njnt(); joint++) {
            computeJoint(frames, joint);
        }
    }

    private void computeJoint(Kinematics frames, int joint) {
        JointTable joints = model.joints();
        int body = joints.bodyId().get(joint);
        int dof = joints.dofAdr().get(joint);
        Vec3 arm = centers[body].minus(Vec3.of(frames.xanchor, 3 * joint));
        Vec3 axis = Vec3.of(frames.xaxis, 3 * joint);
        switch (JointType.values()[joints.type().get(joint)]) {
            case SLIDE -> motions[dof] = new SpatialVector(Vec3.ZERO, axis);
            case HINGE -> motions[dof] = turning(axis, arm);
            case BALL -> setBall(dof, frames, body, arm);
            case FREE -> {
                motions[dof] = new SpatialVector(Vec3.ZERO, Vec3.X);
                motions[dof + 1] = new SpatialVector(Vec3.ZERO, Vec3.Y);
                motions[dof + 2] = new SpatialVector(Vec3.ZERO, Vec3.Z);
                setBall(dof + 3, frames, body, arm);
            }
        }
    }

    /// Rotations about the body's own axes.
    private void setBall(int dof, Kinematics frames, int body, Vec3 arm) {
        Rotation r = matrix(frames.xmat, body);
        motions[dof] = turning(r.columnX(), arm);
        motions[dof + 1] = turning(r.columnY(), arm);
        motions[dof + 2] = turning(r.columnZ(), arm);
    }

    private static SpatialVector turning(Vec3 axis, Vec3 arm) {
        return new SpatialVector(axis, axis.cross(arm));
    }

    /// Row `row` of an array [n][9].
    static Rotation matrix(double[] matrices, int row) {
        int i = 9 * row;
        return new Rotation(matrices[i], matrices[i + 1], matrices[i + 2], matrices[i + 3], matrices[i + 4],
                matrices[i + 5], matrices[i + 6], matrices[i + 7], matrices[i + 8]);
    }

    /// The motion of one degree of freedom about [#center] of its body.
    public SpatialVector motion(int dof) {
        return motions[dof];
    }

    /// The point about which motions of a body's tree are given, world frame, m.
    public Vec3 center(int body) {
        return centers[body];
    }

    /// The last degree of freedom that moves a body; −1: none.
    public int lastDof(int body) {
        return lastDof[body];
    }

    /// Adds `scale · direction · J` to `row`, with J the Jacobian of the velocity of a point that moves with a body.
    ///
    /// @param point world frame, m
    /// @param direction world frame
    /// @param row [nv]
    public void addLinear(int body, Vec3 point, Vec3 direction, double scale, double[] row) {
        Vec3 arm = point.minus(centers[body]);
        for (int dof = lastDof[body]; dof >= 0; dof = dofParent.get(dof)) {
            Vec3 velocity = motions[dof].linear().plus(motions[dof].angular().cross(arm));
            row[dof] += scale * direction.dot(velocity);
        }
    }

    /// Adds `scale · direction · J` to `row`, with J the Jacobian of the angular velocity of a body.
    ///
    /// @param direction world frame
    /// @param row [nv]
    public void addAngular(int body, Vec3 direction, double scale, double[] row) {
        for (int dof = lastDof[body]; dof >= 0; dof = dofParent.get(dof)) {
            row[dof] += scale * direction.dot(motions[dof].angular());
        }
    }
}
