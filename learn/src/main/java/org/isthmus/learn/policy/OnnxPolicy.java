package org.isthmus.learn.policy;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.random.RandomStream;

/// A policy from a folder, run by ONNX Runtime on one thread; several may run side by side. Only worlds that need a prediction are calculated.
public final class OnnxPolicy implements Policy {
    private final PolicySpec spec;
    private final OnnxSession session;
    private final List<Moments> observed = new ArrayList<>();
    private final ActionChunks chunks;
    /// [states][worlds][shape]
    private final List<float[]> states = new ArrayList<>();
    /// [worlds] whether an episode begins
    private final boolean[] isFirst;
    /// [worlds] of what is drawn in this episode
    private final long[] seeds;
    /// [worlds] predictions in this episode
    private final long[] draws;
    /// [worlds] those that need a prediction
    private final int[] due;

    OnnxPolicy(PolicySpec spec, OnnxSession session, int worlds) {
        this.spec = spec;
        this.session = session;
        for (PolicySpec.Input input : spec.inputs()) {
            if (input.kind() != PolicySpec.Kind.NOISE) {
                observed.add(new Moments(input, worlds));
            }
        }
        chunks = new ActionChunks(spec.action(), worlds);
        spec.states().forEach(state -> states.add(new float[worlds * PolicySpec.size(state.shape())]));
        isFirst = new boolean[worlds];
        Arrays.fill(isFirst, true);
        seeds = new long[worlds];
        draws = new long[worlds];
        due = new int[worlds];
    }

    /// Opens a policy.
    ///
    /// @param worlds it acts in
    /// @throws DiagnosticException when a file is missing, damaged, or not the other's
    public static OnnxPolicy open(Path folder, int worlds, Diagnostics diagnostics) {
        PolicyFolder files = PolicyFolder.read(folder, diagnostics);
        return new OnnxPolicy(files.spec(), files.session(worlds), worlds);
    }

    @Override
    public PolicySpec spec() {
        return spec;
    }

    @Override
    public void reset(long[] episodeSeeds, boolean[] mask) {
        for (int w = 0; w < mask.length; w++) {
            if (mask[w]) {
                isFirst[w] = true;
                seeds[w] = episodeSeeds[w];
                draws[w] = 0;
                chunks.reset(w);
                for (float[] state : states) {
                    int size = state.length / mask.length;
                    Arrays.fill(state, w * size, (w + 1) * size, 0);
                }
            }
        }
    }

    @Override
    public void act(Observations observations, float[] actions) {
        observed.forEach(input -> input.add(observations, isFirst));
        Arrays.fill(isFirst, false);
        int rows = 0;
        for (int w = 0; w < due.length; w++) {
            if (chunks.isDue(w)) {
                due[rows++] = w;
            }
        }
        if (rows > 0) {
            predict(rows);
        }
        for (int w = 0; w < due.length; w++) {
            chunks.next(w, actions);
        }
    }

    private void predict(int rows) {
        for (int r = 0; r < rows; r++) {
            for (Moments input : observed) {
                input.copy(due[r], session, r);
            }
            draw(due[r], r);
        }
        for (int s = 0; s < states.size(); s++) {
            FloatBuffer to = session.values(spec.states().get(s).name());
            int size = states.get(s).length / due.length;
            for (int r = 0; r < rows; r++) {
                to.put(r * size, states.get(s), due[r] * size, size);
            }
        }
        session.run(rows);
        FloatBuffer predicted = session.values(PolicySpec.ACTION);
        for (int r = 0; r < rows; r++) {
            chunks.add(due[r], predicted, r);
        }
        for (int s = 0; s < states.size(); s++) {
            FloatBuffer from = session.values(PolicySpec.NEXT + spec.states().get(s).name());
            int size = states.get(s).length / due.length;
            for (int r = 0; r < rows; r++) {
                from.get(r * size, states.get(s), due[r] * size, size);
            }
        }
    }

    /// Fills a row of inputs of noise.
    private void draw(int world, int row) {
        for (PolicySpec.Input input : spec.inputs()) {
            if (input.kind() == PolicySpec.Kind.NOISE) {
                RandomStream stream = RandomStream.of(seeds[world]).child(input.name()).child(draws[world]);
                FloatBuffer to = session.values(input.name());
                for (int i = 0; i < input.size(); i++) {
                    to.put(row * input.size() + i, (float) stream.nextGaussian());
                }
            }
        }
        draws[world]++;
    }

    @Override
    public void close() {
        session.close();
    }
}
