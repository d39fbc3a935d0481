package org.isthmus.pipeline.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.progress.Progress;
import org.isthmus.learn.policy.Observations;
import org.isthmus.learn.policy.PolicySpec;
import org.isthmus.model.image.Image;
import org.isthmus.physics.Parameter;
import org.isthmus.render.Frames;
import org.isthmus.render.path.Denoiser;
import org.isthmus.render.path.PathTracer;
import org.isthmus.render.path.PhotoSettings;
import org.isthmus.render.path.Photograph;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.image.Images;
import org.isthmus.task.image.Looks;
import org.isthmus.task.image.ObjectMask;
import org.isthmus.task.observation.ObservationGroup;
import org.isthmus.task.randomize.Factor;
import org.isthmus.task.randomize.Target;

/// What a policy sees of worlds that stand for reality: photographs of the path tracer, and what the arm measures of itself.
///
/// A photograph takes some hundred times as long as a fast image, so they are taken only when [#look] is called. For masks the renderer's own labels
/// stand for a segmentation model that makes no errors.
final class Reality implements Observations {
    /// Of fast images ([Images]), too.
    private static final double EXPOSURE = 0.85;

    private final VectorEnv env;
    private final boolean isMasked;
    private final int samples;
    private final Parallel pool;
    private final Looks looks;
    private final Images images;
    private final PathTracer tracer;
    private final IntPredicate isKept;
    private final List<Target.Effect> effects = new ArrayList<>();
    /// [numbers of an observation] whether a robot measures it
    private final boolean[] isMeasured;
    /// [worlds][numbers of an observation] zero where a robot does not measure it
    private final float[] numbers;
    /// [worlds][height][width][3] as last photographed
    private final byte[] rgb;

    /// @param env worlds of [GapTask], not drawing images themselves
    /// @param isMasked whether all but robot and cube is black
    /// @param samples per pixel
    Reality(VectorEnv env, boolean isMasked, int samples, Parallel pool) {
        this.env = env;
        this.isMasked = isMasked;
        this.samples = samples;
        this.pool = pool;
        looks = new Looks(env.model(), env.task().cameras(), env.worlds());
        boolean sizesDiffer = env.task().factors().stream()
                .anyMatch(f -> f.target().parameters().contains(Parameter.GEOM_SIZE));
        images = new Images(looks, env.batch(), sizesDiffer, pool);
        tracer = new PathTracer(looks.scene(), pool);
        isKept = GapTask.isKept(env.model());
        env.task().factors().forEach(f -> effects.add(f.target().bindLook(looks)));
        List<String> labels = env.observationLabels(ObservationGroup.POLICY);
        List<String> terms = PolicySpec.terms(labels);
        List<String> unmeasured = GapTask.unmeasured(labels);
        isMeasured = new boolean[terms.size()];
        for (int i = 0; i < isMeasured.length; i++) {
            isMeasured[i] = !unmeasured.contains(terms.get(i));
        }
        numbers = new float[env.worlds() * isMeasured.length];
        rgb = new byte[images.of(GapTask.CAMERA).rgb().length];
    }

    /// Makes worlds that begin an episode look as their factors were drawn.
    void begin() {
        int size = env.xi().length / env.worlds();
        for (int w = 0; w < env.worlds(); w++) {
            looks.reset(w);
            for (int f = 0; f < effects.size(); f++) {
                Factor factor = env.task().factors().get(f);
                effects.get(f).apply(w, env.xi(), w * size + env.xiAt(factor.name()));
            }
        }
    }

    /// Photographs some worlds as they are now.
    ///
    /// @param which [worlds]
    void look(boolean[] which) {
        images.draw(which, env.steps());
        Frames fast = images.of(GapTask.CAMERA);
        int bytes = 3 * fast.pixels();
        for (int w = 0; w < which.length; w++) {
            if (which[w]) {
                Image photo = photograph(w);
                photo.pixels().copyTo(0, rgb, w * bytes, bytes);
                if (isMasked) {
                    ObjectMask.mask(rgb, w * bytes, fast.object(), w * fast.pixels(), fast.pixels(), isKept);
                }
            }
        }
    }

    private Image photograph(int world) {
        int noise = (int) (31 * env.seeds()[world] + env.steps()[world]);
        Photograph photo = tracer.photograph(looks.worlds().get(world), images.view(world, 0),
                PhotoSettings.of(samples).withSeed(noise), Progress.silent());
        return Denoiser.denoise(photo, pool).develop(EXPOSURE);
    }

    @Override
    public byte[] image(String camera) {
        return rgb;
    }

    @Override
    public float[] values(String group) {
        float[] all = env.observation(ObservationGroup.POLICY);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = isMeasured[i % isMeasured.length] ? all[i] : 0;
        }
        return numbers;
    }
}
