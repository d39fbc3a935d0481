package org.isthmus.dataset.quality;

import java.util.List;
import java.util.Locale;

/// Drawings inside a page.
final class Svg {
    private static final List<String> COLOURS = List.of("#2a9d8f", "#d1495b", "#9aa5b1");

    private Svg() {}

    /// Bars of a histogram, its kinds on top of each other, with the range below.
    static String bars(Histogram histogram, int width, int height) {
        int bins = histogram.bins();
        long most = 1;
        for (int bin = 0; bin < bins; bin++) {
            most = Math.max(most, histogram.count(bin));
        }
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT,
                "<svg class=\"bars\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">", width, height + 16, width,
                height + 16));
        double wide = (double) width / bins;
        for (int bin = 0; bin < bins; bin++) {
            double base = height;
            for (int kind = 0; kind < histogram.counts().size(); kind++) {
                long count = histogram.counts().get(kind).get(bin);
                double tall = count == 0 ? 0 : Math.max(1, (double) height * count / most);
                if (count > 0) {
                    base -= tall;
                    out.append(String.format(Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%d</title></rect>",
                            bin * wide + 0.5, Math.max(0, base), Math.max(1, wide - 1), tall,
                            COLOURS.get(kind % COLOURS.size()), count));
                }
            }
        }
        out.append(String.format(Locale.ROOT, "<path d=\"M0 %d.5H%d\" stroke=\"#c8cfd6\"/>", height, width));
        if (histogram.min() <= histogram.max()) {
            out.append(String.format(Locale.ROOT, "<text x=\"0\" y=\"%d\">%s</text>", height + 13,
                    number(histogram.min())));
            out.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", width,
                    height + 13, histogram.min() < histogram.max() ? number(histogram.max()) : ""));
        }
        return out.append("</svg>").toString();
    }

    /// A share and its interval on a scale from 0 to 1.
    static String interval(Proportion share, int width) {
        return String.format(Locale.ROOT,
                "<svg width=\"%d\" height=\"18\" viewBox=\"-5 0 %d 18\"><rect y=\"7\" width=\"%d\" height=\"4\" rx=\"2\" fill=\"#e6eaee\"/>"
                        + "<rect x=\"%.1f\" y=\"5\" width=\"%.1f\" height=\"8\" rx=\"4\" fill=\"#2a9d8f\" opacity=\"0.45\"/>"
                        + "<circle cx=\"%.1f\" cy=\"9\" r=\"4.5\" fill=\"#2a9d8f\"/></svg>",
                width + 10, width + 10, width, width * share.lower(),
                Math.max(1, width * (share.upper() - share.lower())),
                width * share.share());
    }

    /// Four digits, without zeros at the end.
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }
}
