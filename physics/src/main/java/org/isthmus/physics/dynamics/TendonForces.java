package org.isthmus.physics.dynamics;

import java.util.SortedMap;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.TendonTable;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// Springs, dampers and moving masses of tendons.
///
/// A spring rests anywhere between two lengths; its force beyond, and that of a damper, are polynomials as those of joints
/// ([PassiveForces]). With `J` the tendon's row, an armature adds `a·JᵀJ` to the mass matrix and `a·Jᵀ(J̇v)` to the bias force
/// (MuJoCo documentation, XML reference, `tendon/spatial/armature`).
final class TendonForces {
    private final Graph g;
    private final Model model;
    private final TendonTable table;
    private final PhysicsOptions options;
    private final ActuatorLoads loads;
    private final Tendons tendons;
    private final Expr[] qvel;
    /// [ntendon] forces of spring and damper, once they are added.
    final Expr[] tension;

    TendonForces(Graph g, Model model, ActuatorLoads loads, Tendons tendons, Expr[] qvel) {
        this.g = g;
        this.loads = loads;
        this.model = model;
        table = model.tendons();
        options = model.options();
        this.tendons = tendons;
        this.qvel = qvel;
        tension = g.constants(new double[model.sizes().ntendon()]);
    }

    /// Adds the forces of all tendons.
    ///
    /// @param force [nv] is added to
    /// @return energy of the springs, J
    Expr addTo(Expr[] force) {
        Expr energy = g.constant(0);
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            Polynomial spring = spring(t);
            Expr stretch = spring.isZero() ? g.constant(0) : stretch(t);
            tension[t] = stretch.times(spring.at(stretch)).negate().plus(damper(t));
            energy = energy.plus(spring.energyAt(stretch));
            pull(t, tension[t], force);
        }
        return energy;
    }

    /// Adds what moving masses add to the bias force.
    void addBias(Expr[] bias) {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            double armature = loads.tendonArmature(t);
            if (armature != 0) {
                pull(t, tendons.path(t).drift().times(armature), bias);
            }
        }
    }

    private void pull(int t, Expr tension, Expr[] force) {
        if (!tension.is(0)) {
            tendons.path(t).row().forEach((d, arm) -> force[d] = force[d].plus(arm.times(tension)));
        }
    }

    private Polynomial spring(int t) {
        return options.isOn(Flag.SPRING) ? new Polynomial(g.constant(table.stiffness().get(t)),
                table.stiffnessPoly().get(2 * t), table.stiffnessPoly().get(2 * t + 1))
                : new Polynomial(g.constant(0), 0, 0);
    }

    private Expr stretch(int t) {
        Expr length = tendons.path(t).length();
        return length.minus(length.clamp(g.constant(table.lengthSpring().get(2 * t)),
                g.constant(table.lengthSpring().get(2 * t + 1))));
    }

    private Expr damper(int t) {
        Polynomial damper = loads.tendonDamping(g, t);
        if (!options.isOn(Flag.DAMPER) || damper.isZero()) {
            return g.constant(0);
        }
        Expr v = tendons.path(t).velocity(qvel);
        return v.times(damper.at(v.abs())).negate();
    }

    /// Adds `a·JᵀJ` to a mass matrix, where it has entries: MuJoCo leaves out couplings between branches too.
    void addArmature(Expr[][] mass) {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            if (loads.tendonArmature(t) != 0) {
                addOuter(g, model, tendons.path(t).row(), g.constant(loads.tendonArmature(t)), mass);
            }
        }
    }

    /// Adds `scale` times the dampers' `−∂f/∂v` to a matrix with the sparsity of the mass matrix.
    void addDampingSlopes(Expr[][] matrix, double scale) {
        for (int t = 0; t < model.sizes().ntendon(); t++) {
            Polynomial damper = loads.tendonDamping(g, t);
            if (options.isOn(Flag.DAMPER) && !damper.isZero()) {
                Expr slope = damper.slopeAt(tendons.path(t).velocity(qvel));
                addOuter(g, model, tendons.path(t).row(), slope.times(scale), matrix);
            }
        }
    }

    /// Adds `scale · rowᵀ row` to the lower triangle of a matrix with the sparsity of the mass matrix, within that sparsity.
    static void addOuter(Graph g, Model model, SortedMap<Integer, Expr> row, Expr scale, Expr[][] matrix) {
        for (int d : row.keySet()) {
            Expr scaled = row.getOrDefault(d, g.constant(0)).times(scale);
            for (int e = d; e >= 0; e = model.dofs().parentId().get(e)) {
                Expr other = row.get(e);
                if (other != null) {
                    matrix[d][e] = matrix[d][e].plus(scaled.times(other));
                }
            }
        }
    }
}
