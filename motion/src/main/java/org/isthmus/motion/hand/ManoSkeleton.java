package org.isthmus.motion.hand;

import java.util.List;

import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// The joints of a hand from MANO's pose parameters (Romero, Tzionas and Black, Embodied hands, ACM TOG 36(6), 2017), without
/// MANO's model, whose licence forbids shipping it.
///
/// The tree of joints, their order (wrist; index, middle, little, ring, thumb, three each) and axes are MANO's: a right hand at rest
/// has its fingers along −x, its palm towards −y, its thumb at +z; a left hand is its mirror image in x. The skeleton is a neutral one:
/// lengths and places of knuckles are medians of a recorded hand of 621 frames, fingers are straight, the thumb points aside and
/// forward. So shape parameters have no meaning here, parameters must count from the flat hand (`flat_hand_mean`), and positions differ
/// from MANO's by the differences of the hands; directions of straight fingers' bones do not.
public final class ManoSkeleton {
    public static final int JOINTS = 16;
    /// Numbers of a pose: a rotation vector for each joint, rad.
    public static final int POSE = 3 * JOINTS;
    private static final int POINTS = 21;
    /// [JOINTS] the joint that each hangs on; −1: the wrist
    private static final int[] PARENTS = {-1, 0, 1, 2, 0, 4, 5, 0, 7, 8, 0, 10, 11, 0, 13, 14};
    /// joint that a tip hangs on: thumb, index, middle, ring, little
    private static final int[] TIPS = {15, 3, 6, 12, 9};
    private static final List<Finger> ORDER = List.of(Finger.INDEX, Finger.MIDDLE, Finger.LITTLE, Finger.RING,
            Finger.THUMB);
    /// [fingers in MANO's order] where the knuckle is, palm's frame: x out of the palm, y to the thumb, z to the fingers, m
    private static final Vec3[] KNUCKLES = {new Vec3(0.007, 0.0255, 0.0958), new Vec3(0, 0, 0.0966),
        new Vec3(0.007, -0.0387, 0.0747), new Vec3(0.0032, -0.0221, 0.0906), new Vec3(0.0174, 0.0265, 0.0263)};
    /// [fingers in MANO's order][bones] m
    private static final double[][] BONES = {{0.0291, 0.0207, 0.0296}, {0.0387, 0.0265, 0.0278},
        {0.0222, 0.0227, 0.0199}, {0.0321, 0.0245, 0.0249}, {0.0337, 0.0356, 0.0295}};
    private static final Vec3 STRAIGHT = Vec3.Z;
    private static final Vec3 THUMB = new Vec3(0.3, 0.65, 0.7).normalized();

    private final boolean isRight;
    /// [21] joints, then tips, at rest
    private final Vec3[] rest = new Vec3[POINTS];

    public ManoSkeleton(boolean isRight) {
        this.isRight = isRight;
        rest[0] = Vec3.ZERO;
        for (int i = 0; i < ORDER.size(); i++) {
            boolean thumb = ORDER.get(i) == Finger.THUMB;
            Vec3 at = KNUCKLES[i];
            for (int bone = 0; bone < BONES[i].length; bone++) {
                rest[1 + 3 * i + bone] = fromPalm(at);
                at = at.plusScaled(thumb ? THUMB : STRAIGHT, BONES[i][bone]);
            }
            rest[JOINTS + tip(3 + 3 * i)] = fromPalm(at);
        }
    }

    private static int tip(int joint) {
        for (int t = 0; t < TIPS.length; t++) {
            if (TIPS[t] == joint) {
                return t;
            }
        }
        throw new IllegalStateException("joint " + joint + " carries no tip");
    }

    private Vec3 fromPalm(Vec3 p) {
        return new Vec3(isRight ? -p.z() : p.z(), -p.x(), p.y());
    }

    /// Where joints and tips are.
    ///
    /// @param pose [48] rotation vectors, rad: of the whole hand about its wrist, then of the 15 joints of the fingers, each in the axes
    /// of the part before it
    /// @param wrist where the wrist is, m
    /// @return [21 · 3] 16 joints in MANO's order, tips of thumb, index, middle, ring and little finger, m: what
    /// [HandMotion#fromMano] takes
    public double[] joints(double[] pose, Vec3 wrist) {
        double[] out = new double[3 * POINTS];
        Quat[] turned = new Quat[JOINTS];
        for (int j = 0; j < JOINTS; j++) {
            Vec3 vector = Vec3.of(pose, 3 * j);
            double angle = vector.length();
            Quat own = angle == 0 ? Quat.IDENTITY : Quat.fromAxisAngle(vector, angle);
            int parent = PARENTS[j];
            turned[j] = parent < 0 ? own : turned[parent].times(own);
            Vec3 at = parent < 0 ? wrist
                    : Vec3.of(out, 3 * parent).plus(turned[parent].rotate(rest[j].minus(rest[parent])));
            at.into(out, 3 * j);
        }
        for (int t = 0; t < TIPS.length; t++) {
            int joint = TIPS[t];
            Vec3.of(out, 3 * joint).plus(turned[joint].rotate(rest[JOINTS + t].minus(rest[joint])))
                    .into(out, 3 * (JOINTS + t));
        }
        return out;
    }
}
