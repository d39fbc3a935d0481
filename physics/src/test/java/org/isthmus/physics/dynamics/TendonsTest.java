package org.isthmus.physics.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.physics.Golden;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Precision;
import org.isthmus.testkit.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TendonsTest {
    private static final double TOLERANCE = 1e-7;

    /// Paths that switch between straight and wrapped are where the two could differ: positions are drawn wide.
    @ParameterizedTest
    @ValueSource(strings = {"wraps", "tendons"})
    void lengthsAndMomentsAreThoseOfTheScalarOracle(String name) {
        Model model = Golden.model(name);
        Kinematics frames = new Kinematics(model);
        DofMotions motions = new DofMotions(model);
        TendonLengths oracle = new TendonLengths(model);
        Property.check(11, 60, random -> {
            double[] qpos = new double[model.sizes().nq()];
            for (int i = 0; i < qpos.length; i++) {
                qpos[i] = model.qpos0().get(i) + random.nextDouble(-1.5, 1.5);
            }
            Graph g = new Graph(Precision.DOUBLE);
            State state = state(g, model, qpos);
            double[] normalized = numbers(state.qpos());
            frames.compute(normalized);
            motions.compute(frames);
            SmoothDynamics smooth = new SmoothDynamics(g, Parameters.constant(model), state);
            for (int t = 0; t < model.sizes().ntendon(); t++) {
                Tendons.Path path = smooth.tendons.path(t);
                assertThat(number(path.length())).isCloseTo(oracle.length(t, frames), within(TOLERANCE));
                double[] row = new double[model.sizes().nv()];
                oracle.addJacobian(t, frames, motions, 1, row);
                for (int d = 0; d < row.length; d++) {
                    double traced = path.row().containsKey(d) ? number(path.row().get(d)) : 0;
                    assertThat(traced).as("tendon %d, degree of freedom %d", t, d)
                            .isCloseTo(row[d], within(TOLERANCE));
                }
            }
        });
    }

    private static State state(Graph g, Model model, double[] qpos) {
        Expr[] none = {};
        return new State(Integration.normalized(g, model, g.constants(qpos)),
                g.constants(new double[model.sizes().nv()]), none, g.constants(new double[model.sizes().nu()]), none,
                none, g.constants(new double[model.sizes().nv()]));
    }

    /// Everything folds: the state is constant.
    private static double number(Expr value) {
        return Double.parseDouble(value.toString());
    }

    private static double[] numbers(Expr[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = number(values[i]);
        }
        return result;
    }
}
