package org.isthmus.pipeline.gaps;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Supplier;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.SmallFile;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.dataset.page.Html;
import org.isthmus.dataset.quality.Proportion;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;
import org.isthmus.task.Autoreset;
import org.isthmus.task.Task;
import org.isthmus.task.VectorEnv;

/// The result as one HTML file without a server: the table, and what the camera sees under each gap beside an image as demonstrations have it.
final class GapPage {
    static final String FILE = "gaps.html";
    private static final String TEXT = "gaps.txt";
    private static final int SAMPLES = 32;
    /// Randomized scenes that are shown.
    private static final int DRAWS = 4;
    private static final int MAX_BYTES = 1 << 24;
    private static final String STYLE = """
            .sheet{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:12px}
            .sheet img{width:100%;display:block;border-radius:6px}td small{color:#616e7c}
            """;

    private final GapTable table;
    private final Path folder;
    private final long seed;
    private final Parallel pool;

    /// @param seed of the world that is shown
    GapPage(GapTable table, Path folder, long seed, Parallel pool) {
        this.table = table;
        this.folder = folder;
        this.seed = seed;
        this.pool = pool;
    }

    void write(Diagnostics diagnostics) {
        NewFile.write(folder.resolve(TEXT), table.text().getBytes(StandardCharsets.UTF_8), diagnostics);
        NewFile.write(folder.resolve(FILE), html(diagnostics).getBytes(StandardCharsets.UTF_8), diagnostics);
    }

    private String html(Diagnostics diagnostics) {
        StringBuilder out = new StringBuilder(Html.begin("Gaps", String.format(Locale.ROOT,
                "Shares of %d trials in %s, photographed by the path tracer, with Wilson's 95 %% interval; seed %d.",
                table.preset().trials(), table.engine(), table.seed()), STYLE));
        rows(out);
        pictures(out, diagnostics);
        times(out);
        return out.append(Html.END).toString();
    }

    private void rows(StringBuilder out) {
        out.append("<section><table><tr><th>gap</th><th>how large</th>");
        for (GapDataset dataset : GapDataset.values()) {
            out.append("<th>").append(dataset.title()).append("</th>");
        }
        out.append("<th>DexSim</th></tr>\n");
        for (Gap gap : table.gaps()) {
            out.append("<tr><td>").append(gap.title()).append("</td><td><small>").append(gap.magnitude())
                    .append("</small></td>");
            for (GapDataset dataset : GapDataset.values()) {
                out.append(cell(table.of(dataset, gap)));
            }
            out.append("<td><small>").append(gap.paper()).append("</small></td></tr>\n");
        }
        out.append("<tr><th>").append(GapTable.MEAN).append("</th><th></th>");
        for (GapDataset dataset : GapDataset.values()) {
            out.append(String.format(Locale.ROOT, "<th>%.0f %%</th>", 100 * table.mean(dataset)));
        }
        out.append("<th></th></tr></table></section>\n");
    }

    /// As green as the share is large.
    private static String cell(Proportion p) {
        return String.format(Locale.ROOT, "<td class=\"n\" style=\"background:hsl(%.0f 60%% 88%%)\">%.0f %% <small>"
                + "%.0f to %.0f</small></td>", 120 * p.share(), 100 * p.share(), 100 * p.lower(), 100 * p.upper());
    }

    private void pictures(StringBuilder out, Diagnostics diagnostics) {
        int side = table.preset().shown();
        out.append("<section><h2>What the camera sees</h2><div class=\"sheet\">");
        figure(out, png("demonstrated", () -> fast(GapTask.demonstrated(false, side), seed), diagnostics),
                "demonstrations, skills only", "the fast renderer");
        for (Gap gap : table.gaps()) {
            figure(out, png(gap.word(), () -> photo(gap), diagnostics), gap.title(), gap.magnitude());
        }
        out.append("</div></section>\n<section><h2>Randomized demonstrations</h2><div class=\"sheet\">");
        for (int i = 1; i <= DRAWS; i++) {
            long own = seed + i;
            figure(out, png("randomized-" + i, () -> fast(GapTask.demonstrated(true, side), own), diagnostics),
                    "draw " + i, "the fast renderer");
        }
        out.append("</div></section>\n");
    }

    /// [side][side][3] the start of an episode by the fast renderer
    private byte[] fast(Task task, long episode) {
        VectorEnv env = new VectorEnv(task, new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, true), pool);
        env.reset(episode);
        return env.images(GapTask.CAMERA).rgb();
    }

    /// [side][side][3] the start of a trial
    private byte[] photo(Gap gap) {
        VectorEnv env = new VectorEnv(GapTask.real(gap, table.preset().shown()),
                new VectorEnv.Options(1, "scalar", Autoreset.DISABLED, false), pool);
        Reality reality = new Reality(env, false, SAMPLES, pool);
        env.reset(seed);
        reality.begin();
        reality.look(new boolean[]{true});
        return reality.image(GapTask.CAMERA);
    }

    /// A picture, drawn unless it is there.
    ///
    /// @param rgb [side][side][3]
    private byte[] png(String name, Supplier<byte[]> rgb, Diagnostics diagnostics) {
        Path file = folder.resolve(GapFiles.PICTURES).resolve(name + ".png");
        if (!Files.exists(file)) {
            int side = table.preset().shown();
            NewFile.write(file, Images.toPng(new Image(side, side, 3, ByteArray.wrap(rgb.get()))), diagnostics);
        }
        return SmallFile.bytes(file, MAX_BYTES, "a picture", "delete it", diagnostics);
    }

    private static void figure(StringBuilder out, byte[] png, String title, String words) {
        out.append("<figure><img alt=\"").append(title).append("\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png)).append("\"><figcaption><b>").append(title)
                .append("</b><br>").append(words).append("</figcaption></figure>\n");
    }

    private void times(StringBuilder out) {
        out.append("<section><h2>Time</h2><table>");
        table.seconds().forEach((part, s) -> out.append(
                String.format(Locale.ROOT, "<tr><td>%s</td><td>%.0f s</td></tr>", part, s)));
        out.append("</table><p><small>").append(table.preset()).append("</small></p></section>\n");
    }
}
