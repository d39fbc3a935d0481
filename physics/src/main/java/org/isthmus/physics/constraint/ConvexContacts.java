package org.isthmus.physics.constraint;

import org.isthmus.physics.collision.ConvexTouch;
import org.isthmus.physics.collision.Touch;
import org.isthmus.physics.constraint.Contacts.Candidate;
import org.isthmus.physics.trace.LaneMemory;

/// Contact points of pairs that no kernel traces, lane by lane. One per thread; allocates nothing.
final class ConvexContacts {
    private static final int POSE = 12;
    private static final double MIN_VALUE = 1e-15;

    private final ConvexTouch touch;
    private final LaneMemory scratch;
    private final int lanes;
    /// [12] rotation row by row and place of each geom of a lane, world frame, m
    private final double[] firstPose = new double[POSE];
    private final double[] secondPose = new double[POSE];
    /// [3] of each geom, m
    private final double[] firstSize = new double[3];
    private final double[] secondSize = new double[3];
    /// [MAX_POINTS][POINT] see [ConvexTouch#POINT], world frame, m
    private final double[] points = new double[ConvexTouch.MAX_POINTS * ConvexTouch.POINT];
    /// Rows: normal, two tangents.
    private final double[] frame = new double[9];

    ConvexContacts(ConvexTouch touch, LaneMemory scratch, int lanes) {
        this.touch = touch;
        this.scratch = scratch;
        this.lanes = lanes;
    }

    /// Fills the contact records of a pair.
    void find(Candidate c) {
        for (int lane = 0; lane < lanes; lane++) {
            int found = 0;
            double margin = get(c.pairRecord() + PairRecord.MARGIN, lane);
            if (get(c.near(), lane) > 0) {
                read(c.firstGeom(), lane, firstPose, firstSize);
                read(c.secondGeom(), lane, secondPose, secondSize);
                found = Math.min(c.capacity(), touch.touch(c.pair().first(), c.pair().second(), firstPose, secondPose,
                        firstSize, secondSize, margin, points));
            }
            for (int i = 0; i < c.capacity(); i++) {
                write(c.firstContact() + i * ContactRecord.SIZE, lane, i < found ? i : -1, margin);
            }
        }
    }

    private double get(int slot, int lane) {
        return scratch.get(slot * lanes + lane);
    }

    private void set(int slot, int lane, double value) {
        scratch.set(slot * lanes + lane, value);
    }

    private void read(int record, int lane, double[] pose, double[] size) {
        for (int k = 0; k < POSE; k++) {
            pose[k] = get(record + k, lane);
        }
        for (int k = 0; k < 3; k++) {
            size[k] = get(record + GeomRecord.GEOM_SIZE + k, lane);
        }
    }

    /// @param point −1: there is none
    private void write(int record, int lane, int point, double margin) {
        double distance = point < 0 ? Touch.FAR : points[point * ConvexTouch.POINT];
        set(record + ContactRecord.DISTANCE, lane, distance);
        set(record + ContactRecord.DEPTH, lane, margin - distance);
        // The weight of what is absent is 0, but 0 times what another world left here may not be.
        boolean isThere = point >= 0;
        if (isThere) {
            makeFrame(point * ConvexTouch.POINT + 4);
        }
        for (int k = 0; k < 3; k++) {
            set(record + ContactRecord.POINT + k, lane, isThere ? points[point * ConvexTouch.POINT + 1 + k] : 0);
        }
        for (int k = 0; k < 9; k++) {
            set(record + ContactRecord.NORMAL + k, lane, isThere ? frame[k] : 0);
        }
    }

    /// The normal and two tangents, chosen as MuJoCo does (`mju_makeFrame`).
    private void makeFrame(int at) {
        double x = points[at];
        double y = points[at + 1];
        double z = points[at + 2];
        boolean alongY = Math.abs(y) < 0.5;
        double dot = alongY ? y : z;
        double tx = -x * dot;
        double ty = (alongY ? 1 : 0) - y * dot;
        double tz = (alongY ? 0 : 1) - z * dot;
        double inverse = 1 / Math.max(MIN_VALUE, Math.sqrt(tx * tx + ty * ty + tz * tz));
        tx *= inverse;
        ty *= inverse;
        tz *= inverse;
        frame[0] = x;
        frame[1] = y;
        frame[2] = z;
        frame[3] = tx;
        frame[4] = ty;
        frame[5] = tz;
        frame[6] = y * tz - z * ty;
        frame[7] = z * tx - x * tz;
        frame[8] = x * ty - y * tx;
    }
}
