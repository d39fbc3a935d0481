package org.isthmus.pipeline.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

import org.isthmus.dataset.page.Html;
import org.isthmus.dataset.page.LineChart;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.ObjectType;

/// A comparison as one HTML file that needs no server, no network and no script.
public final class ComparisonPage {
    private static final int COORDINATES = 6;
    private static final String STYLE = """
            h2{margin:0 0 4px}.note{margin:0 0 12px}td{white-space:nowrap}svg{display:block}
            i{display:inline-block;width:12px;height:3px;margin:0 6px 4px 0;vertical-align:middle}
            .key i{width:12px;height:3px;border-radius:0;margin:0 6px 4px 0}.key span{margin-right:16px}
            """;

    private final EngineComparison comparison;
    private final StringBuilder out = new StringBuilder();

    private ComparisonPage(EngineComparison comparison) {
        this.comparison = comparison;
    }

    public static String write(EngineComparison comparison) {
        ComparisonPage page = new ComparisonPage(comparison);
        page.write();
        return page.out.toString();
    }

    private void write() {
        out.append(Html.begin(comparison.name(),
                format("The same scene and actions in %d engines, %.2f s, a sample every %.0f ms",
                        comparison.tracks().size(), comparison.time(comparison.samples() - 1),
                        1000 * comparison.period()),
                STYLE));
        table();
        chart("How far they part", "m, the body that is the farthest from where it is in "
                + comparison.tracks().getFirst().engine() + "; logarithmic", true, 1,
                series(1, (track, s) -> comparison.apart(track, s).distance()));
        chart("Contact forces", "N, sizes of all forces together", false, 0,
                series(0, (track, s) -> comparison.tracks().get(track).contactForce(s)));
        chart("Contacts", "points that act", false, 0,
                series(0, (track, s) -> comparison.tracks().get(track).contacts(s)));
        chart("Energy", "J, of motion and of gravity", false, 0,
                series(0, (track, s) -> comparison.tracks().get(track).energy(s)));
        for (int coordinate : mostApart()) {
            chart(coordinateName(coordinate), "m, rad, or a part of a unit quaternion", false, 0,
                    series(0, (track, s) -> comparison.tracks().get(track).qpos(s)[coordinate]));
        }
        out.append(Html.END);
    }

    private void table() {
        out.append("<section><h2>Summary</h2><table><tr><th>engine</th>");
        for (double mark : EngineComparison.MARKS) {
            out.append("<th class=\"n\">").append(distance(mark)).append(" apart after</th>");
        }
        out.append("<th class=\"n\">at the end</th><th>farthest body</th><th class=\"n\">contact force</th>"
                + "<th class=\"n\">energy at the end</th><th class=\"n\">took</th></tr>\n");
        for (int t = 0; t < comparison.tracks().size(); t++) {
            row(t);
        }
        out.append(
                "</table><p class=\"note\">Contact force: the mean over time. Motion that is chaotic doubles any difference again and again: "
                        + "after contacts the time matters more than the distance.</p></section>\n");
    }

    private void row(int t) {
        EngineTrack track = comparison.tracks().get(t);
        int last = comparison.samples() - 1;
        out.append("<tr><td><i style=\"background:").append(LineChart.colour(t))
                .append("\"></i>").append(Html.text(track.engine())).append(track.isDiverged() ? " (diverged)" : "")
                .append("</td>");
        for (double mark : EngineComparison.MARKS) {
            int at = t == 0 ? -1 : comparison.partedAt(t, mark);
            number(t == 0 ? "reference" : at < 0 ? "never" : format("%.2f s", comparison.time(at)));
        }
        EngineComparison.Apart apart = comparison.apart(t, last);
        number(t == 0 ? "" : distance(apart.distance()));
        out.append("<td>").append(t == 0 ? "" : Html.text(comparison.bodyName(apart.body()))).append("</td>");
        number(format("%.4g N", IntStream.rangeClosed(0, last).mapToDouble(track::contactForce).average().orElse(0)));
        number(format("%.4g J", track.energy(last)));
        number(format("%.2f s", track.seconds()));
        out.append("</tr>\n");
    }

    private void number(String value) {
        out.append("<td class=\"n\">").append(value).append("</td>");
    }

    private static String distance(double metres) {
        return metres < 1e-7 ? format("%.1e m", metres) : metres < 1e-5 ? format("%.2g µm", 1e6 * metres)
                : metres < 1 ? format("%.3g mm", 1e3 * metres) : format("%.3g m", metres);
    }

    /// [lines][samples] of all engines from one on
    private double[][] series(int first, ToDoubleBiFunction<Integer, Integer> value) {
        double[][] series = new double[comparison.tracks().size() - first][comparison.samples()];
        for (int t = 0; t < series.length; t++) {
            for (int s = 0; s < series[t].length; s++) {
                series[t][s] = value.applyAsDouble(first + t, s);
            }
        }
        return series;
    }

    private void chart(String title, String unit, boolean isLog, int from, double[][] series) {
        if (series.length == 0) {
            return;
        }
        double[] times = IntStream.range(0, comparison.samples()).mapToDouble(comparison::time).toArray();
        out.append("<section><h2>").append(Html.text(title)).append("</h2><p class=\"note\">").append(Html.text(unit))
                .append("</p>").append(new LineChart(times, series, "s", isLog, from).svg())
                .append("<p class=\"note key\">");
        for (int t = from; t < comparison.tracks().size(); t++) {
            out.append("<span><i style=\"background:").append(LineChart.colour(t))
                    .append("\"></i>").append(Html.text(comparison.tracks().get(t).engine())).append("</span>");
        }
        out.append("</p></section>\n");
    }

    /// The coordinates of `qpos` in which engines differ most.
    private List<Integer> mostApart() {
        int nq = comparison.model().sizes().nq();
        double[] worst = new double[nq];
        for (int i = 0; i < nq; i++) {
            for (EngineTrack track : comparison.tracks()) {
                for (int s = 0; s < comparison.samples(); s++) {
                    worst[i] = Math.max(worst[i],
                            Math.abs(track.qpos(s)[i] - comparison.tracks().getFirst().qpos(s)[i]));
                }
            }
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, nq).boxed().toList());
        order.sort(Comparator.comparingDouble(i -> -worst[i]));
        return order.subList(0, Math.min(COORDINATES, nq));
    }

    private String coordinateName(int coordinate) {
        int j = comparison.model().sizes().njnt() - 1;
        while (comparison.model().joints().qposAdr().get(j) > coordinate) {
            j--;
        }
        int within = coordinate - comparison.model().joints().qposAdr().get(j);
        String given = comparison.model().names().name(ObjectType.JOINT, j);
        String joint = given.isEmpty()
                ? "joint of " + comparison.bodyName(comparison.model().joints().bodyId().get(j))
                : given;
        return switch (JointType.values()[comparison.model().joints().type().get(j)]) {
            case FREE -> joint + ", " + List.of("x", "y", "z", "qw", "qx", "qy", "qz").get(within);
            case BALL -> joint + ", " + List.of("qw", "qx", "qy", "qz").get(within);
            default -> joint;
        };
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
