package org.isthmus.motion.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.motion.numeric.BandedLeastSquares;

/// Moves fingertips and object a little, in all frames at once, so that fingertips that should touch the object do, none is inside it, and
/// all of it stays smooth (what DexSim, section 4.1, calls joint refinement).
///
/// Gauss and Newton's method; the unknowns of a frame are the object's shift and turn and the fingertips' shifts. Residuals: distances of
/// fingertips, as balls, to the surface, where they touch or are inside; shifts and turns from what was measured; second differences of
/// what comes out, and of the turns.
public final class ContactRefinement {
    private static final int STEPS = 12;
    private static final double DAMPING = 1e-9;

    /// How much each counts, as one over what is usual of it.
    ///
    /// @param touch distance of a contact, m
    /// @param tip error of a measured fingertip, m
    /// @param object error of the measured object's place, m
    /// @param turn error of its orientation, rad
    /// @param bend second difference between frames, m
    /// @param twist second difference of the turns, rad
    public record Usual(double touch, double tip, double object, double turn, double bend, double twist) {
        /// For some 100 frames per second: contacts to a twentieth of a millimetre, measured to some millimetres.
        public static final Usual DEFAULT = new Usual(5e-5, 4e-3, 4e-3, 0.05, 5e-4, 5e-3);
    }

    private final MeshDistance surface;
    private final double radius;
    private final Usual usual;

    /// @param radius of a fingertip, m
    public ContactRefinement(MeshDistance surface, double radius, Usual usual) {
        this.surface = surface;
        this.radius = radius;
        this.usual = usual;
    }

    /// The refined motion.
    public ContactMotion refine(ContactMotion measured) {
        int width = 6 + 3 * measured.fingers();
        int n = width * measured.frames();
        ContactMotion now = measured;
        double[] turns = new double[3 * measured.frames()];
        BandedLeastSquares equations = new BandedLeastSquares(n, 3 * width - 1);
        double[] step = new double[n];
        for (int i = 0; i < STEPS && n > 0; i++) {
            equations.clear(DAMPING);
            for (int f = 0; f < now.frames(); f++) {
                contacts(equations, now, f, width);
                measurements(equations, measured, now, turns, f, width);
                if (f >= 2) {
                    smoothness(equations, now, turns, f, width);
                }
            }
            equations.solve(step);
            now = moved(now, turns, step, width);
        }
        return now;
    }

    /// Distances of fingertips to the surface: `φ(R⁻¹(q − t)) − radius`.
    private void contacts(BandedLeastSquares equations, ContactMotion now, int frame, int width) {
        Pose object = now.object().get(frame);
        for (int k = 0; k < now.fingers(); k++) {
            MeshDistance.Result at = surface.at(now.local(frame, k));
            double gap = at.distance() - radius;
            if (now.touches()[frame][k] || gap < 0) {
                Vec3 g = object.rotation().rotate(at.gradient()).times(1 / usual.touch);
                Vec3 turn = g.cross(now.tips()[frame][k].minus(object.position()));
                int base = frame * width;
                int tip = base + 6 + 3 * k;
                equations.add(
                        new int[]{base, base + 1, base + 2, base + 3, base + 4, base + 5, tip, tip + 1, tip + 2},
                        new double[]{-g.x(), -g.y(), -g.z(), turn.x(), turn.y(), turn.z(), g.x(), g.y(), g.z()},
                        gap / usual.touch);
            }
        }
    }

    private void measurements(BandedLeastSquares equations, ContactMotion measured, ContactMotion now, double[] turns,
            int f, int width) {
        Vec3 shift = now.object().get(f).position().minus(measured.object().get(f).position());
        for (int c = 0; c < 3; c++) {
            single(equations, f * width + c, shift.get(c), usual.object);
            single(equations, f * width + 3 + c, turns[3 * f + c], usual.turn);
            for (int k = 0; k < now.fingers(); k++) {
                double off = now.tips()[f][k].get(c) - measured.tips()[f][k].get(c);
                single(equations, f * width + 6 + 3 * k + c, off, usual.tip);
            }
        }
    }

    private static void single(BandedLeastSquares equations, int column, double value, double common) {
        equations.add(new int[]{column}, new double[]{1 / common}, value / common);
    }

    /// Second differences of this frame and the two before.
    private void smoothness(BandedLeastSquares equations, ContactMotion now, double[] turns, int f, int width) {
        for (int c = 0; c < 3; c++) {
            int axis = c;
            second(equations, f, width, c, usual.bend, i -> now.object().get(i).position().get(axis));
            second(equations, f, width, 3 + c, usual.twist, i -> turns[3 * i + axis]);
            for (int k = 0; k < now.fingers(); k++) {
                int finger = k;
                second(equations, f, width, 6 + 3 * k + c, usual.bend, i -> now.tips()[i][finger].get(axis));
            }
        }
    }

    private static void second(BandedLeastSquares equations, int f, int width, int column, double common,
            IntToDoubleFunction value) {
        double bend = value.applyAsDouble(f - 2) - 2 * value.applyAsDouble(f - 1) + value.applyAsDouble(f);
        equations.add(new int[]{(f - 2) * width + column, (f - 1) * width + column, f * width + column},
                new double[]{1 / common, -2 / common, 1 / common}, bend / common);
    }

    /// @param turns [frames][3] in and out: rotation vectors from what was measured, world frame, added up
    private static ContactMotion moved(ContactMotion now, double[] turns, double[] step, int width) {
        List<Pose> object = new ArrayList<>();
        Vec3[][] tips = new Vec3[now.frames()][now.fingers()];
        for (int f = 0; f < tips.length; f++) {
            Vec3 turn = Vec3.of(step, f * width + 3);
            double angle = turn.length();
            Quat by = angle == 0 ? Quat.IDENTITY : Quat.fromAxisAngle(turn.times(1 / angle), angle);
            Pose pose = now.object().get(f);
            object.add(new Pose(pose.position().plus(Vec3.of(step, f * width)),
                    by.times(pose.rotation()).normalized()));
            for (int c = 0; c < 3; c++) {
                turns[3 * f + c] += turn.get(c);
            }
            for (int k = 0; k < tips[f].length; k++) {
                tips[f][k] = now.tips()[f][k].plus(Vec3.of(step, f * width + 6 + 3 * k));
            }
        }
        return new ContactMotion(object, tips, now.touches());
    }
}
