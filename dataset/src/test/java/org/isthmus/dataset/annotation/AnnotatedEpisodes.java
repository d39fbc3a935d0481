package org.isthmus.dataset.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Segment;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.annotation.Annotations.Keypoint;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.Annotations.View;
import org.isthmus.dataset.video.FrameRate;

/// Made-up episodes with annotations: boxes of pixels, each in front of those before it.
public final class AnnotatedEpisodes {
    public static final View VIEW = new View("front", 24, 16, 0.0005, true, true);
    static final Annotations WHAT = new Annotations(
            List.of(new Thing("mug", 2, List.of(-0.04, -0.04, 0.0, 0.04, 0.04, 0.1)),
                    new Thing("box", 1, List.of(-0.1, -0.1, -0.1, 0.1, 0.1, 0.1)),
                    new Thing("far", 1, List.of(0.0, 0.0, 0.0, 1.0, 1.0, 1.0))),
            List.of("carton", "cup"), List.of(new Keypoint("rim", 1, 0, 0, 0.1), new Keypoint("handle", 1, 0.05, 0, 0)),
            2, List.of(VIEW));

    private AnnotatedEpisodes() {}

    /// Records episodes of four steps.
    public static Path record(Path place, int count) {
        List<Channel> channels = new ArrayList<>(WHAT.channels(Timing.STATES));
        channels.add(Channel.actions(1));
        try (EpisodeStore store = EpisodeStore.openForWriting(place, 1, new Diagnostics())) {
            for (int n = 0; n < count; n++) {
                try (EpisodeWriter writer = store.begin(EpisodeInfo.of("look", FrameRate.of(10)), channels)) {
                    AnnotationWriter annotations = new AnnotationWriter(WHAT, writer);
                    for (int t = 0; t <= 4; t++) {
                        annotations.objects(poses(n, t));
                        annotations.contacts(contacts(t));
                        annotations.view(VIEW, labels(n, t));
                        if (t > 0) {
                            writer.append(Channel.ACTIONS, t);
                        }
                    }
                    writer.finish(Success.YES, List.of(new Segment("reach", 0, 2), new Segment("lift", 2, 4)));
                }
            }
        }
        return place;
    }

    static double[] contacts(int t) {
        double[] out = new double[t % 3 * Annotations.CONTACT];
        for (int i = 0; i < out.length; i++) {
            out[i] = i + t;
        }
        return out;
    }

    static double[] poses(int n, int t) {
        return new double[]{0.1 * t, n, 1, 1, 0, 0, 0, 0, 0.5, 2, Math.sqrt(0.5), Math.sqrt(0.5), 0, 0, 0, 0, -5, 0, 1,
            0, 0};
    }

    /// The second object is in front of the first; the third is not in the image.
    static ViewLabels labels(int n, int t) {
        int w = VIEW.width();
        int h = VIEW.height();
        boolean[][] amodal = new boolean[3][w * h];
        int[] instances = new int[w * h];
        float[] depth = new float[w * h];
        for (int i = 0; i < w * h; i++) {
            int x = i % w;
            int y = i / w;
            amodal[0][i] = (x - 8 - t) * (x - 8 - t) + (y - 8) * (y - 8) < 30; // a disc
            amodal[1][i] = x >= 10 && x < 14 + n && y >= 2 && y < 14 && !(x == 11 && y > 4 && y < 9); // with a hole
            instances[i] = amodal[1][i] ? 2 : amodal[0][i] ? 1 : 0;
            depth[i] = instances[i] == 0 ? 0 : 0.25f * instances[i];
        }
        byte[] rgb = new byte[3 * w * h];
        float[] normals = new float[3 * w * h];
        float[] flow = new float[2 * w * h];
        RandomStream random = RandomStream.of(n).child("labels", t);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) random.nextInt(256);
            normals[i] = random.nextInt(3) - 1;
        }
        flow[t] = 0.5f;
        return new ViewLabels(new double[]{20, 21, 11.5, 7.5}, new double[]{0, 0, -1, 0, 0, 1, 0}, rgb, depth,
                instances, amodal, new float[]{8 + t, 4, 2, 9.5f, 8, 1}, normals, flow);
    }
}
