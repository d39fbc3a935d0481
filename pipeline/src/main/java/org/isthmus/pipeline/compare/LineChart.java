package org.isthmus.pipeline.compare;

import java.util.Locale;

/// Curves over time as SVG within a page.
final class LineChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 240;
    private static final int LEFT = 78;
    private static final int BOTTOM = 26;
    private static final int TOP = 8;
    private static final int RIGHT = 12;
    private static final int TICKS = 5;
    /// Colours of the engines, in their order; they differ for those who see few colours, too.
    static final String[] COLOURS = {"#1d4e89", "#e07a1f", "#2a9d8f", "#9b2d7f", "#7a7a7a"};
    /// Decades below the largest number that a logarithmic axis shows at most.
    private static final int MOST_DECADES = 15;

    /// [engines][samples] what is drawn, in the chart's unit
    private final double[][] series;
    private final double period;
    private final boolean isLog;
    private final int from;
    private double low;
    private double high;

    /// @param series [lines][samples]
    /// @param period between samples, s
    /// @param from colour of the first line
    LineChart(double[][] series, double period, boolean isLog, int from) {
        this.series = series;
        this.period = period;
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

    String svg() {
        StringBuilder out = new StringBuilder(
                format("<svg viewBox=\"0 0 %d %d\" width=\"100%%\">", WIDTH, HEIGHT));
        axes(out);
        for (int i = 0; i < series.length; i++) {
            line(series[i], COLOURS[(from + i) % COLOURS.length], out);
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
            double t = duration() * i / TICKS;
            out.append(format("<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%.3g s</text>", x(t), HEIGHT - 6,
                    i == TICKS ? "end" : "middle", t));
        }
    }

    private void line(double[] values, String colour, StringBuilder out) {
        out.append("<path fill=\"none\" stroke-width=\"1.6\" stroke=\"").append(colour).append("\" d=\"");
        boolean isDown = false;
        for (int s = 0; s < values.length; s++) {
            boolean isShown = Double.isFinite(values[s]) && (!isLog || values[s] > 0);
            if (isShown) {
                double value = isLog ? Math.max(low, StrictMath.log10(values[s])) : values[s];
                out.append(format("%s%.1f %.1f", isDown ? "L" : "M", x(s * period), y(value)));
            }
            isDown = isShown;
        }
        out.append("\"/>");
    }

    private double duration() {
        return Math.max(period, (series[0].length - 1) * period);
    }

    private double x(double time) {
        return LEFT + (WIDTH - LEFT - RIGHT) * time / duration();
    }

    private double y(double shown) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - shown) / (high - low);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
