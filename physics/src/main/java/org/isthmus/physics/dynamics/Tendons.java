package org.isthmus.physics.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.WrapTable;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Mat;
import org.isthmus.physics.trace.Vec;
import org.jspecify.annotations.Nullable;

/// Lengths of tendons, how velocities change them, and how that changes with time; the traced twin of the model's
/// `kinematics.TendonLengths`.
///
/// A fixed tendon is a weighted sum of joint positions. A spatial tendon runs straight from site to site, except where a sphere or
/// cylinder between two sites is in its way ([Wrap]); pulleys divide what follows.
public final class Tendons {
    private static final int JOINT = 1;
    private static final int PULLEY = 2;
    private static final int SPHERE = 4;
    private static final int CYLINDER = 5;

    private final Graph g;
    private final Parameters parameters;
    private final Model model;
    private final WrapTable wraps;
    private final LinkTree tree;
    private final LinkFrames frames;
    private final LinkMotion motion;
    private final State state;
    private final @Nullable Path[] paths;

    /// @param row how unit velocities change the length, by degree of freedom
    /// @param drift second derivative of the length where nothing accelerates (geoms' surfaces taken as at rest), m/s²
    /// @param pulls on bodies for unit tension, positive where it lengthens; none of fixed tendons, which pull within joints
    public record Path(Expr length, SortedMap<Integer, Expr> row, Expr drift, List<BodyPull> pulls) {
        /// The rate of the length.
        public Expr velocity(Expr[] qvel) {
            return dot(row, qvel, length.graph());
        }
    }

    static Expr dot(SortedMap<Integer, Expr> row, Expr[] v, Graph g) {
        Expr sum = g.constant(0);
        for (var entry : row.entrySet()) {
            sum = sum.plus(entry.getValue().times(v[entry.getKey()]));
        }
        return sum;
    }

    /// @param motion of links where nothing accelerates
    Tendons(Graph g, Parameters parameters, LinkTree tree, LinkFrames frames, LinkMotion motion, State state) {
        this.g = g;
        this.parameters = parameters;
        model = parameters.model();
        wraps = model.wraps();
        this.tree = tree;
        this.frames = frames;
        this.motion = motion;
        this.state = state;
        paths = new Path[model.sizes().ntendon()];
    }

    /// One tendon; traced when first asked for.
    public Path path(int tendon) {
        Path known = paths[tendon];
        if (known == null) {
            known = wraps.type().get(first(tendon)) == JOINT ? fixed(tendon) : new Spatial(tendon).path();
            paths[tendon] = known;
        }
        return known;
    }

    private int first(int tendon) {
        return model.tendons().adr().get(tendon);
    }

    private int end(int tendon) {
        return first(tendon) + model.tendons().num().get(tendon);
    }

    private Path fixed(int tendon) {
        Expr length = g.constant(0);
        SortedMap<Integer, Expr> row = LinkFrames.row();
        for (int w = first(tendon); w < end(tendon); w++) {
            int joint = wraps.objId().get(w);
            double share = wraps.prm().get(w);
            length = length.plus(state.qpos()[model.joints().qposAdr().get(joint)].times(share));
            row.merge(model.joints().dofAdr().get(joint), g.constant(share), Expr::plus);
        }
        return new Path(length, row, g.constant(0), List.of());
    }

    /// Follows the path of one spatial tendon.
    private final class Spatial {
        private final int end;
        private int w;
        private double divisor = 1;
        private Expr length = g.constant(0);
        private Expr drift = g.constant(0);
        private final SortedMap<Integer, Expr> row = LinkFrames.row();
        private final List<BodyPull> pulls = new ArrayList<>();

        Spatial(int tendon) {
            w = first(tendon);
            end = end(tendon);
        }

        Path path() {
            while (w < end - 1) {
                int next = wraps.type().get(w + 1);
                if (wraps.type().get(w) == PULLEY) {
                    divisor = wraps.prm().get(w);
                } else if (next == SPHERE || next == CYLINDER) {
                    aroundGeom(next == SPHERE);
                    w++;
                } else if (next != PULLEY) {
                    straight();
                }
                w++;
            }
            return new Path(length, row, drift, List.copyOf(pulls));
        }

        private Fixture site(int wrap) {
            return Fixture.site(model, tree, wraps.objId().get(wrap));
        }

        private Vec at(Fixture fixture) {
            return frames.position(fixture.link(), fixture.inLink().position());
        }

        private void straight() {
            Fixture from = site(w);
            Fixture to = site(w + 1);
            Vec span = at(to).minus(at(from));
            Vec direction = Wrap.normalized(span);
            length = length.plus(Wrap.length(span).times(1 / divisor));
            pull(siteBody(w), from, at(from), siteBody(w + 1), to, at(to), direction.times(1 / divisor));
            if (from.link() != to.link()) {
                drift = drift.plus(drift(from, to, direction).times(1 / divisor));
            }
        }

        /// `d²/dt² |p| = d·p̈ + (|ṗ|² − (d·ṗ)²)/|p|` with `d = p/|p|`.
        private Expr drift(Fixture from, Fixture to, Vec direction) {
            Vec rate = motion.velocity(to.link(), at(to)).minus(motion.velocity(from.link(), at(from)));
            Vec rate2 = motion.acceleration(to.link(), at(to)).minus(motion.acceleration(from.link(), at(from)));
            Expr along = direction.dot(rate);
            Expr span = Wrap.length(at(to).minus(at(from)));
            Expr turning = rate.dot(rate).minus(along.square());
            return direction.dot(rate2).plus(turning.dividedBy(span.max(g.constant(1e-15))));
        }

        private void aroundGeom(boolean sphere) {
            int geom = wraps.objId().get(w + 1);
            Fixture from = site(w);
            Fixture to = site(w + 2);
            Fixture round = Fixture.geom(model, tree, geom);
            int side = (int) Math.rint(wraps.prm().get(w + 1));
            @Nullable Vec sidePoint = side < 0 ? null : inGeom(round, Fixture.site(model, tree, side));
            Wrap.Arc arc = Wrap.around(g, sphere, parameters.get(g, Parameter.GEOM_SIZE, 3 * geom), inGeom(round, from),
                    inGeom(round, to), sidePoint);
            Expr touches = arc.touches();
            // a string that does not touch runs straight: both pieces point the same way and end in the same point
            Vec begin = choose(touches, inWorld(round, arc.begin()), at(from));
            Vec end = choose(touches, inWorld(round, arc.end()), at(from));
            Vec before = begin.minus(at(from));
            Vec after = at(to).minus(end);
            Vec leaving = Wrap.normalized(after);
            Vec arriving = choose(touches, Wrap.normalized(before), leaving);
            Expr curved = CircleWrap.choose(touches, arc.length().plus(Wrap.length(before)), g.constant(0));
            length = length.plus(Wrap.length(after).plus(curved).times(1 / divisor));
            int body = model.geoms().bodyId().get(geom);
            pull(siteBody(w), from, at(from), body, round, begin, arriving.times(1 / divisor));
            pull(body, round, end, siteBody(w + 2), to, at(to), leaving.times(1 / divisor));
        }

        private int siteBody(int wrap) {
            return model.sites().bodyId().get(wraps.objId().get(wrap));
        }

        /// A straight piece of the path between two bodies.
        private void pull(
                int fromBody, Fixture from, Vec begin, int toBody, Fixture to, Vec end, Vec share) {
            pulls.add(BodyPull.through(fromBody, begin, share.negate()));
            pulls.add(BodyPull.through(toBody, end, share));
            if (from.link() != to.link()) {
                frames.addLinear(from.link(), begin, share, -1, row);
                frames.addLinear(to.link(), end, share, 1, row);
            }
        }

        /// A fixed point in a geom's frame: constant where both are on one link.
        private Vec inGeom(Fixture geom, Fixture point) {
            if (geom.link() == point.link()) {
                return Vec.constant(g, geom.inLink().inverse().transform(point.inLink().position()));
            }
            return rotation(geom).transposeTimes(at(point).minus(at(geom)));
        }

        private Vec inWorld(Fixture geom, Vec point) {
            return rotation(geom).times(point).plus(at(geom));
        }

        private Mat rotation(Fixture fixture) {
            return frames.rotation(fixture.link(), fixture.inLink());
        }
    }

    private static Vec choose(Expr flag, Vec then, Vec otherwise) {
        return new Vec(CircleWrap.choose(flag, then.x(), otherwise.x()),
                CircleWrap.choose(flag, then.y(), otherwise.y()), CircleWrap.choose(flag, then.z(), otherwise.z()));
    }
}
