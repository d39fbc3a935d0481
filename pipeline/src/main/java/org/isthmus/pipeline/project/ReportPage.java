package org.isthmus.pipeline.project;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.isthmus.dataset.page.Html;
import org.isthmus.dataset.page.LineChart;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.dataset.quality.QualityPage;

/// A project's report in the making: one HTML file that needs no server, no network and no script.
final class ReportPage {
    private static final String STYLE = """
            .sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:8px}
            .sheet img,.films img,.films video{width:100%;display:block;border-radius:6px;background:#e6eaee}
            .films{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:14px}
            pre{background:#f4f6f8;border-radius:8px;padding:12px 14px;overflow-x:auto;font-size:13px;margin:0}
            :target{outline:3px solid #e9b44c;outline-offset:4px;border-radius:6px}a{color:#1d4e89}
            section>svg{max-width:100%;height:auto}
            """;

    private final StringBuilder out = new StringBuilder();

    /// @param subtitle plain text
    ReportPage(String title, String subtitle) {
        out.append(Html.begin(title, subtitle, STYLE));
    }

    String html() {
        return out + Html.END;
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
        values.forEach((what, value) -> out.append("<div class=\"tile\"><b>").append(Html.text(value))
                .append("</b><span>").append(Html.text(what)).append("</span></div>"));
        out.append("</div>\n");
    }

    void begin(String heading) {
        out.append("<section><h2>").append(Html.text(heading)).append("</h2>");
    }

    void end() {
        out.append("</section>\n");
    }

    void paragraph(String plain) {
        out.append("<p>").append(Html.text(plain)).append("</p>");
    }

    void note(String plain) {
        out.append("<p class=\"note\">").append(Html.text(plain)).append("</p>");
    }

    void code(String plain) {
        out.append("<pre>").append(Html.text(plain)).append("</pre>");
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
            out.append("<figure id=\"").append(Html.text(film.id)).append("\"><figcaption>")
                    .append(Html.text(film.caption))
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
                .append(Html.text(head.replaceFirst("^#", ""))).append("</th>"));
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
    /// @param at [points] where, in steps
    /// @param values [points]
    void curve(double[] at, double[] values) {
        out.append(new LineChart(at, new double[][]{values}, "steps", true, 0).svg());
    }
}
