package org.isthmus.motion.retarget;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.motion.kinematics.Frame;
import org.isthmus.motion.kinematics.GroupKinematics;
import org.isthmus.motion.kinematics.JointGroup;

/// A gripper's jaw: which coordinate makes which width between two frames, the pads. Works for fingers that slide and
/// for such that turn.
public final class Jaw {
    private static final int BISECTIONS = 60;

    private final GroupKinematics kinematics;
    private final double low;
    private final double high;
    /// The distance of the frames when the jaw is closed: what lies of the fingers between them, m.
    private final double closed;
    private final boolean opensUp;

    /// @param group one coordinate with limits
    /// @throws DiagnosticException when the group has more coordinates, or no limits
    public Jaw(JointGroup group, Frame left, Frame right) {
        kinematics = new GroupKinematics(group, left, right);
        if (group.size() != 1 || !Double.isFinite(group.lower().get(0) + group.upper().get(0))) {
            throw new Diagnostics().fatal(SourceLocation.UNKNOWN, "the jaw has the coordinates " + group.names(),
                    "one coordinate with limits", "");
        }
        low = group.lower().get(0);
        high = group.upper().get(0);
        opensUp = distance(high) > distance(low);
        closed = Math.min(distance(low), distance(high));
    }

    private double distance(double x) {
        kinematics.compute(new double[]{x});
        return kinematics.position(0).distance(kinematics.position(1));
    }

    /// How far it opens, m.
    public double width() {
        return distance(opensUp ? high : low) - closed;
    }

    /// The coordinate at which the jaw has a width; the nearest where it cannot.
    public double coordinate(double width) {
        double shut = opensUp ? low : high;
        double open = opensUp ? high : low;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (shut + open) / 2;
            if (distance(middle) - closed < width) {
                shut = middle;
            } else {
                open = middle;
            }
        }
        return Math.min(Math.max((shut + open) / 2, low), high);
    }
}
