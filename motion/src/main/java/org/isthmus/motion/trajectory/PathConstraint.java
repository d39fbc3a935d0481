package org.isthmus.motion.trajectory;

/// A limit on how a path may be followed: at every place `s` inequalities `a · s̈ + b · ṡ² ≤ c`.
///
/// With `q = q(s)`: `q̇ = q′ ṡ`, `q̈ = q′ s̈ + q″ ṡ²`.
public interface PathConstraint {
    /// How many inequalities there are at each place.
    int size();

    /// Writes the inequalities at one place.
    ///
    /// @param q [n] coordinates
    /// @param dq [n] `q′`
    /// @param ddq [n] `q″`
    /// @param a [size] out
    /// @param b [size] out
    /// @param c [size] out
    void at(double[] q, double[] dq, double[] ddq, double[] a, double[] b, double[] c);

    /// `|q̇| ≤ limit`.
    ///
    /// @param limit [n]
    static PathConstraint velocity(double[] limit) {
        return new PathConstraint() {
            @Override
            public int size() {
                return limit.length;
            }

            @Override
            public void at(double[] q, double[] dq, double[] ddq, double[] a, double[] b, double[] c) {
                for (int i = 0; i < limit.length; i++) {
                    a[i] = 0;
                    b[i] = dq[i] * dq[i];
                    c[i] = limit[i] * limit[i];
                }
            }
        };
    }

    /// `|q̈| ≤ limit`.
    ///
    /// @param limit [n]
    static PathConstraint acceleration(double[] limit) {
        return new PathConstraint() {
            @Override
            public int size() {
                return 2 * limit.length;
            }

            @Override
            public void at(double[] q, double[] dq, double[] ddq, double[] a, double[] b, double[] c) {
                for (int i = 0; i < limit.length; i++) {
                    a[2 * i] = dq[i];
                    b[2 * i] = ddq[i];
                    c[2 * i] = limit[i];
                    a[2 * i + 1] = -dq[i];
                    b[2 * i + 1] = -ddq[i];
                    c[2 * i + 1] = limit[i];
                }
            }
        };
    }

    /// `|τ| ≤ limit` for the torques and forces that a rigid body needs: with `τ = M q̈ + C(q̇) + g`, `a = M q′`,
    /// `b = M q″ + C(q′)`, `c = limit ∓ g`.
    ///
    /// @param limit [n] N·m or N
    static PathConstraint torque(InverseDynamics dynamics, double[] limit) {
        return new PathConstraint() {
            @Override
            public int size() {
                return 2 * limit.length;
            }

            @Override
            public void at(double[] q, double[] dq, double[] ddq, double[] a, double[] b, double[] c) {
                double[] zero = new double[q.length];
                double[] gravity = dynamics.compute(q, zero, zero);
                double[] along = dynamics.compute(q, zero, dq);
                double[] bend = dynamics.compute(q, dq, ddq);
                for (int i = 0; i < limit.length; i++) {
                    a[2 * i] = along[i] - gravity[i];
                    b[2 * i] = bend[i] - gravity[i];
                    c[2 * i] = limit[i] - gravity[i];
                    a[2 * i + 1] = -a[2 * i];
                    b[2 * i + 1] = -b[2 * i];
                    c[2 * i + 1] = limit[i] + gravity[i];
                }
            }
        };
    }
}
