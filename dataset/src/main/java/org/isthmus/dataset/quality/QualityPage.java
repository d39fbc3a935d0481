package org.isthmus.dataset.quality;

import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.isthmus.dataset.Success;
import org.isthmus.dataset.page.Html;
import org.isthmus.dataset.quality.QualityPictures.Shot;
import org.isthmus.dataset.quality.QualityPictures.Strip;
import org.isthmus.dataset.quality.QualityReport.Duplicate;

/// A report as one HTML file that needs no server, no network and no script.
public final class QualityPage {
    private static final int LISTED = 40;

    private QualityPage() {}

    public static String write(QualityReport report) {
        StringBuilder out = new StringBuilder(Html.begin(report.name(), "Quality of recorded episodes", ""));
        tiles(report, out);
        tasks(report, out);
        pictures(report.pictures(), out);
        odd(report, out);
        duplicates(report.duplicates(), out);
        durations(report, out);
        actions(report.actions(), out);
        return out.append(coverage(report)).append(Html.END).toString();
    }

    private static void tiles(QualityReport report, StringBuilder out) {
        long steps = report.episodes().stream().mapToLong(e -> e.entry().steps()).sum();
        double seconds = report.episodes().stream().mapToDouble(e -> e.entry().seconds()).sum();
        long bytes = report.episodes().stream().mapToLong(e -> e.entry().bytes()).sum();
        long odd = report.episodes().stream().filter(e -> !e.findings().isEmpty()).count();
        out.append("<div class=\"tiles\">");
        tile(out, "" + report.episodes().size(), "episodes");
        tile(out, String.format(Locale.ROOT, "%,d", steps), "steps");
        tile(out, duration(seconds), "recorded");
        tile(out, String.format(Locale.ROOT, "%.1f MB", 1e-6 * bytes), "on the disk");
        tile(out, report.success().trials() == 0 ? "–" : percent(report.success().share()), "success");
        tile(out, "" + odd, "with something odd");
        out.append("</div>\n");
    }

    private static void tile(StringBuilder out, String value, String what) {
        out.append("<div class=\"tile\"><b>").append(value).append("</b><span>").append(what).append("</span></div>");
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600 ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static void tasks(QualityReport report, StringBuilder out) {
        out.append(
                "<section><h2>Success</h2><table><tr><th>task</th><th class=\"n\">succeeded</th><th class=\"n\">share</th>"
                        + "<th>95 % interval (Wilson)</th><th></th></tr>");
        report.tasks().forEach((task, share) -> {
            out.append("<tr><td>").append(task.isEmpty() ? "(none)" : Html.text(task)).append("</td><td class=\"n\">")
                    .append(share.successes()).append(" of ").append(share.trials()).append("</td>");
            if (share.trials() == 0) {
                out.append("<td class=\"n\">–</td><td class=\"note\">not recorded</td><td></td></tr>");
            } else {
                out.append("<td class=\"n\">").append(percent(share.share())).append("</td><td>")
                        .append(percent(share.lower())).append(" to ").append(percent(share.upper()))
                        .append("</td><td>").append(Svg.interval(share, 220)).append("</td></tr>");
            }
        });
        out.append("</table></section>\n");
    }

    private static void odd(QualityReport report, StringBuilder out) {
        List<EpisodeQuality> odd = report.episodes().stream().filter(e -> !e.findings().isEmpty()).toList();
        out.append("<section><h2>Odd episodes</h2>");
        if (odd.isEmpty()) {
            out.append("<p class=\"good\">None.</p></section>\n");
            return;
        }
        out.append("<p>");
        report.findings().forEach((what, count) -> out.append("<span class=\"tag\">").append(count).append(" × ")
                .append(Html.text(what)).append("</span>"));
        out.append(
                "</p><table><tr><th class=\"n\">episode</th><th>task</th><th class=\"n\">steps</th><th>success</th><th>what</th></tr>");
        for (EpisodeQuality episode : odd.subList(0, Math.min(LISTED, odd.size()))) {
            out.append("<tr><td class=\"n\">").append(episode.entry().number()).append("</td><td>")
                    .append(Html.text(episode.entry().info().task())).append("</td><td class=\"n\">")
                    .append(episode.entry().steps()).append("</td><td>")
                    .append(success(episode.entry().success())).append("</td><td>")
                    .append(Html.text(String.join(", ", episode.findings()))).append("</td></tr>");
        }
        out.append("</table>").append(more(odd.size())).append("<p class=\"note\">Jumps: changes of an action beyond ")
                .append((int) QualityReport.JUMP)
                .append(" standard deviations of all changes, where an episode has more than ")
                .append(QualityReport.MORE_JUMPS)
                .append(" times as many as the middle one. At a limit: where an action's least or "
                        + "greatest value is taken again and again.</p></section>\n");
    }

    private static String more(int count) {
        return count > LISTED ? "<p class=\"note\">and " + (count - LISTED) + " more</p>" : "";
    }

    private static void duplicates(List<Duplicate> duplicates, StringBuilder out) {
        out.append("<section><h2>Near duplicates</h2>");
        if (duplicates.isEmpty()) {
            out.append("<p class=\"good\">None.</p></section>\n");
            return;
        }
        out.append(
                "<table><tr><th class=\"n\">episode</th><th class=\"n\">is like</th><th class=\"n\">distance of the actions</th></tr>");
        for (Duplicate pair : duplicates.subList(0, Math.min(LISTED, duplicates.size()))) {
            out.append("<tr><td class=\"n\">").append(pair.second()).append("</td><td class=\"n\">")
                    .append(pair.first())
                    .append("</td><td class=\"n\">").append(Svg.number(pair.distance())).append("</td></tr>");
        }
        out.append("</table>").append(more(duplicates.size())).append("</section>\n");
    }

    private static void durations(QualityReport report, StringBuilder out) {
        Histogram seconds = report.durations();
        out.append("<section><h2>Durations</h2>");
        if (seconds.bins() == 1) {
            out.append("<p>").append(report.episodes().isEmpty() ? "None." : "All " + Svg.number(seconds.min()) + " s.")
                    .append("</p></section>\n");
            return;
        }
        out.append("<figure><figcaption class=\"note\">seconds</figcaption>").append(Svg.bars(seconds, 520, 90))
                .append("</figure></section>\n");
    }

    private static void actions(List<ActionQuality> actions, StringBuilder out) {
        out.append(
                "<section><h2>Actions</h2><table><tr><th>action</th><th class=\"n\">least</th><th class=\"n\">mean</th>"
                        + "<th class=\"n\">greatest</th><th class=\"n\">deviation</th><th>values</th><th></th></tr>");
        for (ActionQuality action : actions) {
            out.append("<tr><td>").append(Html.text(action.label())).append("</td><td class=\"n\">")
                    .append(Svg.number(action.min())).append("</td><td class=\"n\">").append(Svg.number(action.mean()))
                    .append("</td><td class=\"n\">").append(Svg.number(action.max())).append("</td><td class=\"n\">")
                    .append(Svg.number(action.deviation())).append("</td><td>")
                    .append(Svg.bars(action.histogram(), 260, 34)).append("</td><td>")
                    .append(action.clippedLow() ? "<span class=\"tag\">clipped below</span>" : "")
                    .append(action.clippedHigh() ? "<span class=\"tag\">clipped above</span>" : "")
                    .append(action.deviation() == 0 ? "<span class=\"tag\">never changes</span>" : "")
                    .append("</td></tr>");
        }
        out.append("</table></section>\n");
    }

    /// The section that shows where episodes lie in each factor's range; empty where nothing was randomized.
    public static String coverage(QualityReport report) {
        if (report.factors().isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder(
                "<section><h2>Coverage of ξ</h2><p class=\"note key\">episodes by the value of each factor:"
                        + "<i style=\"background:#2a9d8f\"></i>succeeded<i style=\"background:#d1495b\"></i>failed"
                        + "<i style=\"background:#9aa5b1\"></i>unknown</p><div class=\"grid\">");
        report.factors().forEach((name, values) -> out.append("<figure><figcaption><b>").append(Html.text(name))
                .append("</b> <span class=\"note\">").append(values.bins() == 1 ? "always the same"
                        : Math.round(100 * values.filled()) + " % of the range")
                .append("</span></figcaption>").append(Svg.bars(values, 230, 56)).append("</figure>"));
        return out.append("</div></section>\n").toString();
    }

    /// A share and its interval on a scale from 0 to 1, as a drawing.
    public static String interval(Proportion share, int width) {
        return Svg.interval(share, width);
    }

    private static void pictures(List<Strip> strips, StringBuilder out) {
        if (strips.isEmpty()) {
            return;
        }
        out.append("<section><h2>Pictures</h2><div class=\"strips\">");
        for (Strip strip : strips) {
            out.append("<figure><figcaption><b>episode ").append(strip.entry().number()).append("</b>, ")
                    .append(Html.text(strip.entry().info().task())).append(", camera ")
                    .append(Html.text(strip.camera()))
                    .append(", ").append(success(strip.entry().success())).append("</figcaption><div class=\"strip\">");
            for (Shot shot : strip.shots()) {
                out.append("<span><img alt=\"\" src=\"data:image/png;base64,")
                        .append(Base64.getEncoder().encodeToString(shot.png())).append("\">")
                        .append(String.format(Locale.ROOT, "%.1f s", shot.seconds())).append("</span>");
            }
            out.append("</div></figure>");
        }
        out.append("</div></section>\n");
    }

    private static String success(Success success) {
        return switch (success) {
            case YES -> "<span class=\"good\">succeeded</span>";
            case NO -> "<span class=\"bad\">failed</span>";
            case UNKNOWN -> "<span class=\"note\">success unknown</span>";
        };
    }
}
