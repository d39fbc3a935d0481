package org.isthmus.render.shutter;

/// When the rows of an image are exposed. Times count from the start of the first row's exposure, s.
///
/// @param exposure how long each row is exposed, s; 0: an instant
/// @param readout from the first row's start to the last row's, s; 0: all at once (global shutter)
/// @param subFrames instants over the exposure whose mean is taken
/// @param bands groups of rows that share their times; at most one for each row counts
public record Shutter(double exposure, double readout, int subFrames, int bands) {
    public static final int MAX_SUB_FRAMES = 1024;
    public static final int MAX_BANDS = 16_384;

    public Shutter {
        if (!(exposure >= 0 && readout >= 0 && exposure + readout < Double.POSITIVE_INFINITY) || subFrames < 1
                || subFrames > MAX_SUB_FRAMES || bands < 1 || bands > MAX_BANDS) {
            throw new IllegalArgumentException("a shutter with exposure " + exposure + ", readout " + readout + ", "
                    + subFrames + " sub-frames, " + bands + " bands, expected times from 0 on, 1 to " + MAX_SUB_FRAMES
                    + ", 1 to " + MAX_BANDS);
        }
    }

    /// All rows at once, as the mean of some instants: motion blur.
    public static Shutter global(double exposure, int subFrames) {
        return new Shutter(exposure, 0, subFrames, 1);
    }

    /// Row after row, as CMOS sensors do, each in an instant.
    public static Shutter rolling(double readout, int bands) {
        return new Shutter(0, readout, 1, bands);
    }

    /// The first row of a band of an image.
    int firstRow(int band, int rows) {
        return (int) ((long) band * rows / bands(rows));
    }

    /// How many bands an image has.
    int bands(int rows) {
        return readout == 0 ? 1 : Math.min(bands, rows);
    }

    /// The time of a band's sub-frame, s: that of the band's middle row, in the middle of its part of the exposure.
    double time(int band, int subFrame, int rows) {
        double middle = 0.5 * (firstRow(band, rows) + firstRow(band + 1, rows) - 1);
        double start = rows > 1 ? readout * middle / (rows - 1) : 0;
        return start + exposure * (subFrame + 0.5) / subFrames;
    }
}
