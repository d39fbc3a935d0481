package org.isthmus.model.kinematics;

import org.isthmus.core.array.IntArray;
import org.isthmus.core.math.Inertia;
import org.isthmus.core.math.SpatialVector;
import org.isthmus.core.math.Sym3;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.ActuatorTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Transmission;

/// The joint-space mass matrix `M`, by the composite rigid body algorithm, and its solution.
///
/// `M` couples a degree of freedom only with its ancestors and descendants, so each row is stored as the diagonal
/// followed by the entries of the dofs towards the root, nM numbers in all (Featherstone, Rigid Body Dynamics
/// Algorithms, 2008, sections 6.2 and 6.5). Rotor inertias of joints and actuators are included; inertias of tendons
/// are too, where they couple a dof with its ancestors (as in MuJoCo, which drops the rest). A reference
/// implementation (rung 0) that allocates; cost nbody + nv · depth².
public final class MassMatrix {
    /// A diagonal entry below this is taken as this (MuJoCo's `mjMINVAL`).
    private static final double MIN_DIAGONAL = 1e-15;

    private final Model model;
    private final IntArray parent;
    /// [nv] where each row begins.
    private final int[] start;
    /// [nM]
    private final double[] m;
    /// [nv] the diagonal before tendons are added.
    private final double[] rigid;
    /// [nv] rotor inertia from joints and the actuators on them.
    private final double[] jointArmature;
    /// [ntendon] inertia of tendons and the actuators on them.
    private final double[] tendonArmature;
    /// [nM] `M = Lᵀ D L`: D in the diagonal places, L (unit diagonal) in the others.
    private final double[] factor;

    public MassMatrix(Model model) {
        this.model = model;
        parent = model.dofs().parentId();
        start = new int[model.sizes().nv()];
        int next = 0;
        for (int i = 0; i < start.length; i++) {
            start[i] = next;
            for (int j = i; j >= 0; j = parent.get(j)) {
                next++;
            }
        }
        m = new double[next];
        factor = new double[next];
        rigid = new double[start.length];
        jointArmature = model.dofs().armature().toArray();
        tendonArmature = model.tendons().armature().toArray();
        addActuatorArmature();
    }

    /// An actuator's rotor turns `gear` times as fast as its joint or tendon.
    private void addActuatorArmature() {
        ActuatorTable actuators = model.actuators();
        for (int i = 0; i < model.sizes().nu(); i++) {
            double gear = actuators.gear().get(6 * i);
            double reflected = actuators.armature().get(i) * gear * gear;
            int target = actuators.trnId().get(2 * i);
            switch (Transmission.values()[actuators.trnType().get(i)]) {
                case JOINT, JOINT_IN_PARENT -> {
                    int dof = model.joints().dofAdr().get(target);
                    int count = JointType.values()[model.joints().type().get(target)].dofCount();
                    for (int k = dof; k < dof + count; k++) {
                        jointArmature[k] += reflected;
                    }
                }
                case TENDON -> tendonArmature[target] += reflected;
                case SITE, SLIDER_CRANK, BODY -> {
                }
            }
        }
    }

    /// Computes and factors the matrix in one configuration.
    public void compute(Kinematics frames, DofMotions motions, TendonLengths tendons) {
        Inertia[] composite = compositeInertias(frames, motions);
        for (int i = 0; i < start.length; i++) {
            SpatialVector momentum = composite[model.dofs().bodyId().get(i)].times(motions.motion(i));
            int at = start[i];
            for (int j = i; j >= 0; j = parent.get(j)) {
                m[at++] = momentum.dot(motions.motion(j));
            }
            m[start[i]] += jointArmature[i];
            rigid[i] = m[start[i]];
        }
        addTendons(frames, motions, tendons);
        factorize();
    }

    /// The inertia of each body with all below it, along the world's axes about the tree's centre of mass.
    private Inertia[] compositeInertias(Kinematics frames, DofMotions motions) {
        Inertia[] composite = new Inertia[model.sizes().nbody()];
        for (int i = 0; i < composite.length; i++) {
            Vec3 center = Vec3.of(frames.xipos, 3 * i).minus(motions.center(i));
            Sym3 inertia = Sym3.diagonal(model.bodies().inertia().vec3(i)).rotated(DofMotions.matrix(frames.ximat, i));
            composite[i] = new Inertia(model.bodies().mass().get(i), center, inertia);
        }
        for (int i = composite.length - 1; i > 0; i--) {
            int up = model.bodies().parentId().get(i);
            if (up > 0) {
                composite[up] = composite[up].plus(composite[i]);
            }
        }
        return composite;
    }

    private void addTendons(Kinematics frames, DofMotions motions, TendonLengths tendons) {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            double armature = tendonArmature[t];
            if (armature == 0) {
                continue;
            }
            double[] jacobian = new double[start.length];
            tendons.addJacobian(t, frames, motions, 1, jacobian);
            for (int i = 0; i < start.length; i++) {
                int at = start[i];
                for (int j = i; j >= 0; j = parent.get(j)) {
                    m[at++] += armature * jacobian[i] * jacobian[j];
                }
            }
        }
    }

    /// `LᵀDL` factorisation without fill-in (Featherstone, table 6.3).
    private void factorize() {
        System.arraycopy(m, 0, factor, 0, m.length);
        for (int k = start.length - 1; k >= 0; k--) {
            factor[start[k]] = Math.max(factor[start[k]], MIN_DIAGONAL);
            int ki = start[k] + 1;
            for (int i = parent.get(k); i >= 0; i = parent.get(i)) {
                double a = factor[ki] / factor[start[k]];
                int kj = ki;
                int ij = start[i];
                for (int j = i; j >= 0; j = parent.get(j)) {
                    factor[ij++] -= a * factor[kj++];
                }
                factor[ki++] = a;
            }
        }
    }

    /// Replaces `x` by `M⁻¹ x`.
    ///
    /// @param x [nv]
    public void solve(double[] x) {
        solve(x, 0, start.length);
    }

    /// As [#solve(double[])] for the dofs `from` to `to` (exclusive) of whole kinematic trees only.
    public void solve(double[] x, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            int at = start[i] + 1;
            for (int j = parent.get(i); j >= 0; j = parent.get(j)) {
                x[j] -= factor[at++] * x[i];
            }
        }
        for (int i = from; i < to; i++) {
            x[i] /= factor[start[i]];
        }
        for (int i = from; i < to; i++) {
            int at = start[i] + 1;
            for (int j = parent.get(i); j >= 0; j = parent.get(j)) {
                x[i] -= factor[at++] * x[j];
            }
        }
    }

    /// The diagonal entry of one degree of freedom.
    public double diagonal(int dof) {
        return m[start[dof]];
    }

    /// The diagonal entry of one degree of freedom without the inertia of tendons.
    public double rigidDiagonal(int dof) {
        return rigid[dof];
    }

    /// [nM] all entries: row by row the diagonal, then the dofs towards the root.
    public double[] entries() {
        return m.clone();
    }

    /// [nv][nv] the whole matrix, row by row.
    public double[] dense() {
        int n = start.length;
        double[] dense = new double[n * n];
        for (int i = 0; i < n; i++) {
            int at = start[i];
            for (int j = i; j >= 0; j = parent.get(j)) {
                dense[i * n + j] = m[at];
                dense[j * n + i] = m[at++];
            }
        }
        return dense;
    }
}
