package org.isthmus.dataset.recipe;

import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.progress.Progress;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Channel.Element;
import org.isthmus.dataset.Channel.Timing;
import org.isthmus.dataset.EpisodeInfo;
import org.isthmus.dataset.EpisodeStore;
import org.isthmus.dataset.EpisodeWriter;
import org.isthmus.dataset.Success;
import org.isthmus.dataset.video.FrameRate;

/// A pendulum that makes episodes of recipes.
final class Pendulum implements EpisodeGenerator {
    static final String HASH = "0123456789abcdef".repeat(4);
    private static final List<Channel> CHANNELS = List.of(Channel.actions(1),
            Channel.values("states/qpos", Element.FLOAT64, Timing.STATES, 1),
            Channel.values("states/qvel", Element.FLOAT64, Timing.STATES, 1));

    private double angle;
    private double speed;
    /// After so many steps the speed is off by a bit.
    int wrongAfter = Integer.MAX_VALUE;
    double wrongLength;

    @Override
    public boolean makes(Recipe recipe) {
        return recipe.task().equals("swing");
    }

    @Override
    public void generate(Recipe recipe, EpisodeStore into, Progress progress, Diagnostics diagnostics) {
        for (long number = 0; number < recipe.episodes(); number++) {
            generate(recipe, number, into);
            progress.advance(1);
        }
    }

    private void generate(Recipe recipe, long number, EpisodeStore into) {
        RandomStream random = RandomStream.of(recipe.seed()).child("episode", number);
        double length = random.nextDouble(0.5, 1) + wrongLength;
        angle = random.nextDouble(-1, 1);
        speed = 0;
        EpisodeInfo info = EpisodeInfo.of(recipe.task(), FrameRate.of(100)).withSeed(recipe.seed())
                .withFactor("length", length).withEngine("pendulum 1", HASH);
        try (EpisodeWriter writer = into.begin(number, info, CHANNELS)) {
            write(writer);
            for (int t = 1; t <= 30; t++) {
                float action = (float) random.nextGaussian();
                speed += 0.01 * (action - 9.81 / length * StrictMath.sin(angle));
                angle += 0.01 * speed;
                speed = t == wrongAfter ? Math.nextUp(speed) : speed;
                writer.append("actions", action);
                write(writer);
            }
            writer.finish(Success.YES, List.of());
        }
    }

    private void write(EpisodeWriter writer) {
        writer.append("states/qpos", angle);
        writer.append("states/qvel", speed);
    }
}
