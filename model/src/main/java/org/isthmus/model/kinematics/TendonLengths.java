package org.isthmus.model.kinematics;

import java.util.function.Consumer;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.WrapTable;
import org.jspecify.annotations.Nullable;

/// Lengths of tendons and their Jacobians in one configuration (MuJoCo's `mj_tendon`).
///
/// A fixed tendon is a weighted sum of joint positions. A spatial tendon runs straight from site to site, except
/// where a sphere or cylinder between two sites is in its way ([Wrapping]); pulleys divide what follows. A reference
/// implementation (rung 0) that allocates.
public final class TendonLengths {
    private static final int JOINT = 1;
    private static final int PULLEY = 2;
    private static final int SPHERE = 4;
    private static final int CYLINDER = 5;

    private final Model model;
    private final WrapTable wraps;

    public TendonLengths(Model model) {
        this.model = model;
        wraps = model.wraps();
    }

    /// A straight piece of a tendon, from a point on one body to a point on another.
    private record Span(int fromBody, Vec3 from, int toBody, Vec3 to, double divisor) {}

    /// The length of one tendon.
    public double length(int tendon, Kinematics frames) {
        if (isFixed(tendon)) {
            return fixedLength(tendon, frames);
        }
        double[] length = new double[1];
        forEachSpan(tendon, frames, span -> length[0] += span.to.distance(span.from) / span.divisor,
                (arc, divisor) -> length[0] += arc / divisor);
        return length[0];
    }

    /// Adds `scale · J` to `row`, with J the derivative of the tendon's length by the velocities.
    ///
    /// @param row [nv]
    public void addJacobian(int tendon, Kinematics frames, DofMotions motions, double scale, double[] row) {
        if (isFixed(tendon)) {
            for (int w = first(tendon); w < end(tendon); w++) {
                row[model.joints().dofAdr().get(wraps.objId().get(w))] += scale * wraps.prm().get(w);
            }
            return;
        }
        forEachSpan(tendon, frames, span -> {
            if (span.fromBody != span.toBody) {
                Vec3 direction = span.to.minus(span.from).normalized();
                motions.addLinear(span.toBody, span.to, direction, scale / span.divisor, row);
                motions.addLinear(span.fromBody, span.from, direction, -scale / span.divisor, row);
            }
        }, (arc, divisor) -> {});
    }

    private boolean isFixed(int tendon) {
        return wraps.type().get(first(tendon)) == JOINT;
    }

    private double fixedLength(int tendon, Kinematics frames) {
        double length = 0;
        for (int w = first(tendon); w < end(tendon); w++) {
            length += wraps.prm().get(w) * frames.qpos[model.joints().qposAdr().get(wraps.objId().get(w))];
        }
        return length;
    }

    private int first(int tendon) {
        return model.tendons().adr().get(tendon);
    }

    private int end(int tendon) {
        return first(tendon) + model.tendons().num().get(tendon);
    }

    private interface ArcConsumer {
        /// @param arc length of a piece that lies on a sphere or cylinder, m
        void accept(double arc, double divisor);
    }

    /// Visits the straight pieces of a spatial tendon and the arcs between them.
    private void forEachSpan(int tendon, Kinematics frames, Consumer<Span> spans, ArcConsumer arcs) {
        double divisor = 1;
        int w = first(tendon);
        while (w < end(tendon) - 1) {
            int next = wraps.type().get(w + 1);
            if (wraps.type().get(w) == PULLEY) {
                divisor = wraps.prm().get(w);
                w++;
            } else if (next == PULLEY) {
                w++;
            } else if (next == SPHERE || next == CYLINDER) {
                aroundGeom(w, divisor, frames, spans, arcs);
                w += 2;
            } else {
                spans.accept(straight(wraps.objId().get(w), wraps.objId().get(w + 1), divisor, frames));
                w++;
            }
        }
    }

    private Span straight(int fromSite, int toSite, double divisor, Kinematics frames) {
        return new Span(siteBody(fromSite), site(fromSite, frames), siteBody(toSite), site(toSite, frames), divisor);
    }

    private void aroundGeom(int w, double divisor, Kinematics frames, Consumer<Span> spans, ArcConsumer arcs) {
        int from = wraps.objId().get(w);
        int geom = wraps.objId().get(w + 1);
        int to = wraps.objId().get(w + 2);
        int side = (int) Math.rint(wraps.prm().get(w + 1));
        @Nullable Vec3 sidePoint = side < 0 ? null : site(side, frames);
        Wrapping.@Nullable Arc arc = Wrapping.around(wraps.type().get(w + 1) == SPHERE,
                model.geoms().size().get(3 * geom),
                Vec3.of(frames.geomXpos, 3 * geom), DofMotions.matrix(frames.geomXmat, geom), site(from, frames),
                site(to, frames), sidePoint);
        if (arc == null) {
            spans.accept(straight(from, to, divisor, frames));
            return;
        }
        int body = model.geoms().bodyId().get(geom);
        spans.accept(new Span(siteBody(from), site(from, frames), body, arc.begin(), divisor));
        arcs.accept(arc.length(), divisor);
        spans.accept(new Span(body, arc.end(), siteBody(to), site(to, frames), divisor));
    }

    private static Vec3 site(int site, Kinematics frames) {
        return Vec3.of(frames.siteXpos, 3 * site);
    }

    private int siteBody(int site) {
        return model.sites().bodyId().get(site);
    }
}
