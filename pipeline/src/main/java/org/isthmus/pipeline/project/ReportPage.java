package org.isthmus.pipeline.project;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

import org.isthmus.dataset.quality.Proportion;
import org.isthmus.dataset.quality.QualityPage;

/// A project's report in the making: one HTML file that needs no server, no network and no script.
final class ReportPage {
    private static final String STYLE = QualityPage.STYLE + """
            .sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px}
            .sheet img,.films img,.films video{width:100%;display:block;border-radius:6px;background:#e6eaee}
            .films{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:14px}
            pre{background:#f4f6f8;border-radius:8px;padding:12px 14px;overflow-x:auto;font-size:13px;margin:0}
            :target{outline:3px solid #e9b44c;outline-offset:4px;border-radius:6px}a{color:#1d4e89}
            section>svg{max-width:100%;height:auto}
            """;
    private static final int CHART_WIDTH = 900;
    private static final int CHART_HEIGHT = 160;

    private final StringBuilder out = new StringBuilder();

    /// @param subtitle plain text
    ReportPage(String title, String subtitle) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width\"><title>").append(text(title)).append("</title><style>").append(STYLE)
                .append("</style></head><body><main>\n<h1>").append(text(title)).append("</h1><p class=\"sub\">")
                .append(text(subtitle)).append("</p>\n");
    }

    String html() {
        return out + "</main></body></html>\n";
    }

    /// A text that is nothing but text in HTML.
    static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String duration(double seconds) {
        return seconds < 120 ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.1f min", seconds / 60);
    }

    /// Large numbers in a row.
    ///
    /// @param values by what they are
    void tiles(Map<String, String> values) {
        out.append("<div class=\"tiles\">");
        values.forEach((what, value) -> out.append("<div class=\"tile\"><b>").append(text(value))
                .append("</b><span>").append(text(what)).append("</span></div>"));
        out.append("</div>\n");
    }

    void begin(String heading) {
        out.append("<section><h2>").append(text(heading)).append("</h2>");
    }

    void end() {
        out.append("</section>\n");
    }

    void paragraph(String plain) {
        out.append("<p>").append(text(plain)).append("</p>");
    }

    void note(String plain) {
        out.append("<p class=\"note\">").append(text(plain)).append("</p>");
    }

    void code(String plain) {
        out.append("<pre>").append(text(plain)).append("</pre>");
    }

    /// What is HTML already.
    void html(String html) {
        out.append(html);
    }

    /// Small pictures side by side.
    ///
    /// @param sources of images
    void sheet(List<String> sources) {
        out.append("<div class=\"sheet\">");
        sources.forEach(source -> out.append("<img alt=\"\" src=\"").append(source).append("\">"));
        out.append("</div>");
    }

    /// A film, or a picture, that links may lead to.
    record Film(String id, String caption, String source) {}

    void films(List<Film> films) {
        out.append("<div class=\"films\">");
        for (Film film : films) {
            out.append("<figure id=\"").append(text(film.id)).append("\"><figcaption>").append(text(film.caption))
                    .append("</figcaption>");
            out.append(film.source.startsWith("data:video")
                    ? "<video autoplay loop muted playsinline controls src=\"" + film.source + "\"></video>"
                    : "<img alt=\"\" src=\"" + film.source + "\">");
            out.append("</figure>");
        }
        out.append("</div>");
    }

    /// A table.
    ///
    /// @param heads beginning with `#` where a column holds numbers
    /// @param rows cells in HTML
    void table(List<String> heads, List<List<String>> rows) {
        out.append("<table><tr>");
        heads.forEach(head -> out.append(head.startsWith("#") ? "<th class=\"n\">" : "<th>")
                .append(text(head.replaceFirst("^#", ""))).append("</th>"));
        out.append("</tr>");
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(heads.get(i).startsWith("#") ? "<td class=\"n\">" : "<td>").append(row.get(i))
                        .append("</td>");
            }
            out.append("</tr>");
        }
        out.append("</table>");
    }

    /// Cells of a share: how many, per cent, the interval, its drawing.
    static List<String> share(Proportion p) {
        return List.of(p.successes() + " of " + p.trials(), percent(p.share()),
                percent(p.lower()) + " to " + percent(p.upper()), QualityPage.interval(p, 180));
    }

    /// A curve with a logarithmic axis upwards.
    ///
    /// @param points by step
    void curve(SortedMap<Long, Double> points) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : points.values()) {
            double shown = StrictMath.log10(Math.max(value, 1e-12));
            low = Math.min(low, shown);
            high = Math.max(high, shown);
        }
        if (points.size() < 2 || !(low < high)) {
            return;
        }
        double last = points.lastKey();
        StringBuilder line = new StringBuilder();
        for (Map.Entry<Long, Double> point : points.entrySet()) {
            double shown = StrictMath.log10(Math.max(point.getValue(), 1e-12));
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", 60 + (CHART_WIDTH - 70) * point.getKey() / last,
                    10 + (CHART_HEIGHT - 40) * (high - shown) / (high - low)));
        }
        out.append(String.format(Locale.ROOT,
                "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\"><path d=\"M60 10V%d H%d\" fill=\"none\" "
                        + "stroke=\"#c8cfd6\"/><polyline points=\"%s\" fill=\"none\" stroke=\"#1d4e89\" stroke-width=\"2\"/>"
                        + "<text x=\"54\" y=\"16\" text-anchor=\"end\">%.2g</text><text x=\"54\" y=\"%d\" text-anchor=\"end\">%.2g</text>"
                        + "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">step %.0f</text></svg>",
                CHART_WIDTH, CHART_HEIGHT, CHART_HEIGHT - 30, CHART_WIDTH - 10, line, StrictMath.pow(10, high),
                CHART_HEIGHT - 30, StrictMath.pow(10, low), CHART_WIDTH - 10, CHART_HEIGHT - 10, last));
    }
}
