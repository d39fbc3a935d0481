package org.isthmus.dataset.page;

import java.util.List;
import java.util.Locale;

/// Curves over time, or over another growing number, as SVG within a page.
public final class LineChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 240;
    private static final int LEFT = 78;
    private static final int BOTTOM = 26;
    private static final int TOP = 8;
    private static final int RIGHT = 12;
    private static final int TICKS = 5;
    /// Colours of lines, in their order; they differ for those who see few colours, too.
    private static final List<String> COLOURS = List.of("#1d4e89", "#e07a1f", "#2a9d8f", "#9b2d7f", "#7a7a7a");
    /// Decades below the largest number that a logarithmic axis shows at most.
    private static final int MOST_DECADES = 15;

    /// [samples] where, in the unit of the axis to the right, growing
    private final double[] at;
    /// [lines][samples] what is drawn
    private final double[][] series;
    private final String unit;
    private final boolean isLog;
    private final int from;
    private double low;
    private double high;

    /// @param at [samples] where, growing
    /// @param series [lines][samples]; what is not finite, or not positive where the axis is logarithmic, is a gap
    /// @param unit of `at`
    /// @param isLog whether the axis upwards is logarithmic
    /// @param from colour of the first line
    public LineChart(double[] at, double[][] series, String unit, boolean isLog, int from) {
        this.at = at;
        this.series = series;
        this.unit = unit;
        this.isLog = isLog;
        this.from = from;
        findRange();
    }

    private void findRange() {
        low = Double.POSITIVE_INFINITY;
        high = Double.NEGATIVE_INFINITY;
        for (double[] line : series) {
            for (double value : line) {
                if (Double.isFinite(value) && (!isLog || value > 0)) {
                    double shown = isLog ? StrictMath.log10(value) : value;
                    low = Math.min(low, shown);
                    high = Math.max(high, shown);
                }
            }
        }
        if (!(low <= high)) {
            low = isLog ? -1 : 0;
            high = isLog ? 0 : 1;
        }
        if (isLog) {
            high = Math.ceil(high);
            low = Math.max(high - MOST_DECADES, Math.floor(low));
        }
        if (!(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)))) {
            double width = isLog ? 1 : Math.max(1e-9, Math.abs(high) / 2);
            low -= width;
            high += width;
        }
    }

    /// The colour of a line of a chart, such as `#1d4e89`.
    public static String colour(int line) {
        return COLOURS.get(line % COLOURS.size());
    }

    /// The drawing, as wide as what it stands in.
    public String svg() {
        StringBuilder out = new StringBuilder(
                format("<svg viewBox=\"0 0 %d %d\" width=\"100%%\">", WIDTH, HEIGHT));
        axes(out);
        for (int i = 0; i < series.length; i++) {
            line(series[i], colour(from + i), out);
        }
        return out.append("</svg>").toString();
    }

    private void axes(StringBuilder out) {
        for (int i = 0; i <= TICKS; i++) {
            double value = low + (high - low) * i / TICKS;
            double y = y(value);
            out.append(format("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e1e6eb\"/>", LEFT, y,
                    WIDTH - RIGHT, y));
            out.append(format("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4,
                    isLog ? format("%.2g", StrictMath.pow(10, value)) : format("%.4g", value)));
            double t = at[0] + length() * i / TICKS;
            out.append(format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s %s</text>", x(t), HEIGHT - 6,
                    i == TICKS ? "end" : "middle", t < 100 ? format("%.3g", t) : format("%,.0f", t), unit));
        }
    }

    private void line(double[] values, String colour, StringBuilder out) {
        out.append("<path fill=\"none\" stroke-width=\"1.6\" stroke=\"").append(colour).append("\" d=\"");
        boolean isDown = false;
        for (int s = 0; s < values.length; s++) {
            boolean isShown = Double.isFinite(values[s]) && (!isLog || values[s] > 0);
            if (isShown) {
                double value = isLog ? Math.max(low, StrictMath.log10(values[s])) : values[s];
                out.append(format("%s%.1f %.1f", isDown ? "L" : "M", x(at[s]), y(value)));
            }
            isDown = isShown;
        }
        out.append("\"/>");
    }

    /// Of the axis to the right; 1 where there is one sample.
    private double length() {
        double length = at[at.length - 1] - at[0];
        return length > 0 ? length : 1;
    }

    private double x(double where) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (where - at[0]) / length();
    }

    private double y(double shown) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - shown) / (high - low);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
