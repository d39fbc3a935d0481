package org.isthmus.physics.constraint;

import java.util.Arrays;

import org.isthmus.model.compiled.GeomTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.PairTable;
import org.isthmus.model.scene.FrictionCone;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.PhysicsOptions.Flag;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.dynamics.Parameters;
import org.isthmus.physics.trace.Elementary;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;

/// What two geoms make of their parameters (MuJoCo documentation, "Modeling", "Contact parameters"; "Computation", "Solver
/// parameters").
///
/// @param condim rows: 1, 3, 4 or 6
/// @param margin distance below which the contact acts, m
/// @param stiffness of the reference acceleration, 1/s²
/// @param damping of the normal row's reference acceleration, 1/s
/// @param frictionDamping of the friction rows' reference accelerations, 1/s
/// @param inverseInertia that the regularisation is measured by, 1/kg
/// @param weightScale of a pyramid's edge against the normal row's weight; 1 for elliptic cones
/// @param mu regularised friction of the elliptic cone
/// @param slipRatio `1 / (μ²(1 + μ²))`
/// @param friction [5] two tangents, spin m, two rolls m
/// @param adhesion pull along the normal, N
/// @param weightRatio [5] weights of friction rows against the normal row's, elliptic cone
record ContactMaterial(
        int condim, Expr margin, Expr stiffness, Expr damping, Expr frictionDamping, Impedance impedance,
        Expr inverseInertia,
        Expr weightScale, Expr mu, Expr slipRatio, double adhesion, Expr[] friction, Expr[] weightRatio) {
    private static final double MIN_VALUE = 1e-15;
    private static final double MIN_FRICTION = 1e-5;
    private static final double MIN_IMPEDANCE = 1e-4;
    private static final double MAX_IMPEDANCE = 0.9999;

    /// The numbers that mixing decides on.
    ///
    /// @param solref [2]
    /// @param solrefFriction [2] zero: as `solref`
    /// @param solimp [5]
    /// @param power of the impedance, which is the same in all worlds
    private record Mix(
            int condim, Expr margin, Expr[] friction, Expr[] solref, Expr[] solrefFriction, Expr[] solimp,
            double power, double adhesion) {}

    /// Traces the material of a pair.
    static ContactMaterial of(Graph g, Parameters parameters, ContactPair pair) {
        return new Mixer(g, parameters, pair).material();
    }

    private static final class Mixer {
        private final Graph g;
        private final Parameters parameters;
        private final Model model;
        private final PhysicsOptions options;
        private final ContactPair pair;

        Mixer(Graph g, Parameters parameters, ContactPair pair) {
            this.g = g;
            this.parameters = parameters;
            this.pair = pair;
            model = parameters.model();
            options = model.options();
        }

        ContactMaterial material() {
            Mix mix = overridden(pair.explicit() >= 0 ? explicit(model.pairs(), pair.explicit()) : mixed());
            Expr[] f = new Expr[5];
            Arrays.setAll(f, r -> mix.friction[r].max(g.constant(MIN_FRICTION)));
            Impedance impedance = impedance(mix.solimp, mix.power);
            Expr full = impedance.low().plus(impedance.range());
            Expr[] ref = reference(mix.solref, full);
            boolean own = !mix.solrefFriction[0].is(0) || !mix.solrefFriction[1].is(0);
            Expr frictionDamping = own ? reference(mix.solrefFriction, full)[1] : ref[1];
            boolean elliptic = options.cone == FrictionCone.ELLIPTIC;
            Expr f2 = f[0].square();
            Expr mu2 = f2.times(1 / options.impratio);
            Expr translation = g.constant(inverseInertia(pair.first(), pair.second()));
            boolean pyramid = !elliptic && mix.condim > 1;
            Expr[] ratio = new Expr[5];
            Arrays.setAll(ratio, r -> f[r].square().dividedBy(f2).times(options.impratio));
            return new ContactMaterial(mix.condim, mix.margin, ref[0], ref[1], frictionDamping, impedance,
                    pyramid ? translation.times(f2.plus(1)) : translation,
                    pyramid ? mu2.times(2).reciprocal() : g.constant(1), mu2.sqrt(),
                    mu2.times(mu2.plus(1)).max(g.constant(MIN_VALUE)).reciprocal(), mix.adhesion, f, ratio);
        }

        /// Inverse inertia of two geoms' bodies against pushes, 1/kg. Bodies whose centres lie on the axes they turn about have none by
        /// MuJoCo's measure, and would be held with 1e15 N; a push at the rims of the geoms turns them.
        private double inverseInertia(int first, int second) {
            double push = inverseWeight(first, 0) + inverseWeight(second, 0);
            double firstRadius = model.geoms().rbound().get(first);
            double secondRadius = model.geoms().rbound().get(second);
            return push > MIN_VALUE ? push
                    : inverseWeight(first, 1) * firstRadius * firstRadius
                            + inverseWeight(second, 1) * secondRadius * secondRadius;
        }

        private double inverseWeight(int geom, int turning) {
            return model.bodies().invWeight0().get(2 * model.geoms().bodyId().get(geom) + turning);
        }

        private Mix overridden(Mix mix) {
            return !options.isOn(Flag.OVERRIDE) ? mix
                    : new Mix(mix.condim, g.constant(options.overrideMargin), g.constants(options.overrideFriction),
                            g.constants(options.overrideSolref), mix.solrefFriction,
                            g.constants(options.overrideSolimp),
                            options.overrideSolimp[4], mix.adhesion);
        }

        private Mix explicit(PairTable table, int p) {
            return new Mix(table.dim().get(p), g.constant(table.margin().get(p)),
                    g.constants(table.friction().slice(5 * p, 5 * p + 5)),
                    g.constants(table.solref().slice(2 * p, 2 * p + 2)),
                    g.constants(table.solrefFriction().slice(2 * p, 2 * p + 2)),
                    g.constants(table.solimp().slice(5 * p, 5 * p + 5)), table.solimp().get(5 * p + 4),
                    table.adhesion().get(p));
        }

        private Mix mixed() {
            GeomTable geoms = model.geoms();
            int a = pair.first();
            int b = pair.second();
            Expr margin = g.constant(geoms.margin().get(a) + geoms.margin().get(b));
            int priority = Integer.compare(geoms.priority().get(a), geoms.priority().get(b));
            if (priority != 0) {
                int leader = priority > 0 ? a : b;
                return new Mix(geoms.condim().get(leader), margin, rows(numbers(Parameter.GEOM_FRICTION, leader, 3)),
                        numbers(Parameter.GEOM_SOLREF, leader, 2), g.constants(0, 0),
                        numbers(Parameter.GEOM_SOLIMP, leader, 5), geoms.solimp().get(5 * leader + 4),
                        geoms.adhesion().get(leader));
            }
            Expr[] friction = numbers(Parameter.GEOM_FRICTION, a, 3);
            Expr[] other = numbers(Parameter.GEOM_FRICTION, b, 3);
            Arrays.setAll(friction, k -> friction[k].max(other[k]));
            double weight = share(geoms.solmix().get(a), geoms.solmix().get(b));
            return new Mix(Math.max(geoms.condim().get(a), geoms.condim().get(b)), margin, rows(friction),
                    mixedReference(numbers(Parameter.GEOM_SOLREF, a, 2), numbers(Parameter.GEOM_SOLREF, b, 2), weight),
                    g.constants(0, 0),
                    blend(numbers(Parameter.GEOM_SOLIMP, a, 5), numbers(Parameter.GEOM_SOLIMP, b, 5), weight),
                    weight * geoms.solimp().get(5 * a + 4) + (1 - weight) * geoms.solimp().get(5 * b + 4),
                    geoms.adhesion().get(a) + geoms.adhesion().get(b));
        }

        private Expr[] numbers(Parameter table, int geom, int columns) {
            Expr[] row = new Expr[columns];
            Arrays.setAll(row, k -> parameters.get(g, table, columns * geom + k));
            return row;
        }

        private static Expr[] rows(Expr[] friction) {
            return new Expr[]{friction[0], friction[0], friction[1], friction[2], friction[2]};
        }

        private static double share(double a, double b) {
            if (a >= MIN_VALUE && b >= MIN_VALUE) {
                return a / (a + b);
            }
            return a < MIN_VALUE && b < MIN_VALUE ? 0.5 : a < MIN_VALUE ? 0 : 1;
        }

        /// Weighted where both are time constants, else the smaller: direct stiffness is negative.
        private Expr[] mixedReference(Expr[] a, Expr[] b, double weight) {
            Expr[] blended = blend(a, b, weight);
            Expr zero = g.constant(0);
            Expr[] mixed = new Expr[2];
            for (int k = 0; k < 2; k++) {
                Expr smaller = a[k].min(b[k]);
                mixed[k] = zero.ifLess(a[0], zero.ifLess(b[0], blended[k], smaller), smaller);
            }
            return mixed;
        }

        private static Expr[] blend(Expr[] a, Expr[] b, double weight) {
            Expr[] mixed = new Expr[a.length];
            Arrays.setAll(mixed, k -> a[k].times(weight).plus(b[k].times(1 - weight)));
            return mixed;
        }

        private Impedance impedance(Expr[] solimp, double asked) {
            Expr low = bounded(solimp[0]);
            Expr high = bounded(solimp[1]);
            Expr middle = bounded(solimp[3]);
            Expr width = solimp[2];
            Expr tiny = g.constant(MIN_VALUE);
            Expr flat = low.plus(high).times(0.5);
            double power = Math.max(1, asked);
            return new Impedance(tiny.ifLess(width, low, flat), tiny.ifLess(width, high.minus(low), g.constant(0)),
                    tiny.ifLess(width, width.max(tiny).reciprocal(), g.constant(0)), middle,
                    Elementary.power(middle, power - 1).reciprocal(),
                    Elementary.power(g.constant(1).minus(middle), power - 1).reciprocal(), power);
        }

        private Expr bounded(Expr d) {
            return d.clamp(g.constant(MIN_IMPEDANCE), g.constant(MAX_IMPEDANCE));
        }

        /// Stiffness and damping.
        private Expr[] reference(Expr[] solref, Expr high) {
            Expr zero = g.constant(0);
            Expr tiny = g.constant(MIN_VALUE);
            Expr time = options.isOn(Flag.REFSAFE) ? solref[0].max(g.constant(2 * options.timestep)) : solref[0];
            Expr rate = high.times(time).times(solref[1]);
            Expr stiffness = rate.square().max(tiny).reciprocal();
            Expr damping = g.constant(2).dividedBy(high.times(time).max(tiny));
            Expr directStiffness = solref[0].negate().dividedBy(high.square().max(tiny));
            Expr directDamping = solref[1].negate().dividedBy(high.max(tiny));
            return new Expr[]{zero.ifLess(solref[0], stiffness, directStiffness),
                zero.ifLess(solref[0], damping, directDamping)};
        }
    }
}
