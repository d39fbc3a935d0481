package org.isthmus.learn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.network.Activation;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Mlp;
import org.isthmus.learn.network.Ops;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxPolicyTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void load() {
        Torch.load();
    }

    private OnnxPolicy open(PolicySpec spec, PolicyGraph graph, int worlds) {
        try (Weights none = Weights.initial(new Layout(), RandomStream.of(0))) {
            PolicyWriter.write(folder, spec, none, graph, new Diagnostics());
        }
        return OnnxPolicy.open(folder, worlds, new Diagnostics());
    }

    private static float[] act(OnnxPolicy policy, float... values) {
        float[] actions = new float[values.length * policy.spec().action().size()];
        policy.act(Observations.ofValues(values), actions);
        return actions;
    }

    @Test
    void whatWasWrittenIsRead() {
        PolicySpec spec = new PolicySpec(
                List.of(new PolicySpec.Input("policy", PolicySpec.Kind.VALUES, List.of(2), 3, "rad", List.of("a", "b")),
                        PolicySpec.Input.image("wrist", 4, 2), PolicySpec.Input.noise("noise", 5, 2)),
                List.of(new PolicySpec.State("hidden", List.of(7))),
                PolicySpec.Action.chunks(2, 12.5, 5, 3).withLabels(List.of("x", "y")), new TreeMap<>())
                .withProvenance("task", "PickCube-v1").withProvenance("seed", 3);
        PolicyJson.Content content = new PolicyJson.Content(spec, "00ff", 1e-7);
        assertThat(PolicyJson.read(PolicyJson.write(content), SourceLocation.UNKNOWN,
                new Diagnostics())).isEqualTo(content);
    }

    @Test
    void aNetworkActsAsItWasTrained() {
        Layout layout = new Layout();
        Mlp mlp = Mlp.of(layout, 3, List.of(16, 16), 2, Activation.ELU);
        PolicySpec spec = PolicySpec.of(PolicySpec.Input.values("policy", 3), PolicySpec.Action.single(2, 20));
        try (Weights weights = Weights.initial(layout, RandomStream.of(5))) {
            double difference = PolicyWriter.write(folder, spec, weights, PolicyGraph.of("policy", mlp::apply),
                    new Diagnostics());
            assertThat(difference).isLessThan(1e-5);
        }
        try (OnnxPolicy one = OnnxPolicy.open(folder, 1, new Diagnostics());
                OnnxPolicy three = OnnxPolicy.open(folder, 3, new Diagnostics())) {
            float[] all = new float[6];
            three.act(Observations.ofValues(1, 2, 3, 4, 5, 6, -1, 0, 1), all);
            float[] alone = new float[2];
            one.act(Observations.ofValues(4, 5, 6), alone);
            assertThat(alone).containsExactly(new float[]{all[2], all[3]}, within(1e-6f));
        }
    }

    /// The sum of three moments.
    private static <T> T sum(Ops<T> ops, T history) {
        return ops.affine(ops.mean(ops.reshape(history, -1, 3), 1), 3, 0);
    }

    @Test
    void historiesBeginWithTheFirstMomentOfAnEpisode() {
        PolicySpec spec = PolicySpec.of(PolicySpec.Input.values("policy", 1).withHistory(3),
                PolicySpec.Action.single(1, 20));
        try (OnnxPolicy policy = open(spec, PolicyGraph.of("policy", OnnxPolicyTest::sum), 2)) {
            assertThat(act(policy, 1, 10)).containsExactly(new float[]{3, 30}, within(1e-4f));
            assertThat(act(policy, 2, 20)).containsExactly(new float[]{4, 40}, within(1e-4f));
            policy.reset(new long[2], new boolean[]{false, true});
            assertThat(act(policy, 3, 50)).containsExactly(new float[]{6, 150}, within(1e-4f));
            assertThat(act(policy, 4, 60)).containsExactly(new float[]{9, 160}, within(1e-4f));
        }
    }

    /// Predicts x, x + 1 and x + 2.
    private static <T> T count(Ops<T> ops, T x) {
        return ops.reshape(ops.add(x, ops.constant(new float[]{0, 1, 2}, 1, 3)), -1, 3, 1);
    }

    @Test
    void aChunkIsUsedUpBeforeTheNextInEachWorldOnItsOwn() {
        PolicySpec spec = PolicySpec.of(PolicySpec.Input.values("policy", 1), PolicySpec.Action.chunks(1, 20, 3, 2));
        try (OnnxPolicy policy = open(spec, PolicyGraph.of("policy", OnnxPolicyTest::count), 2)) {
            assertThat(act(policy, 10, 20)).containsExactly(10, 20);
            policy.reset(new long[2], new boolean[]{false, true});
            assertThat(act(policy, 30, 40)).containsExactly(11, 40);
            assertThat(act(policy, 50, 60)).containsExactly(50, 41);
            assertThat(act(policy, 70, 80)).containsExactly(51, 80);
        }
    }

    @Test
    void ensemblingWeighsTheOldestPredictionMost() {
        PolicySpec spec = PolicySpec.of(PolicySpec.Input.values("policy", 1),
                PolicySpec.Action.chunks(1, 20, 3, 1).withEnsembling(0.5));
        double w = StrictMath.exp(-0.5);
        try (OnnxPolicy policy = open(spec, PolicyGraph.of("policy", OnnxPolicyTest::count), 1)) {
            assertThat(act(policy, 10)).containsExactly(10);
            assertThat(act(policy, 20)[0]).isCloseTo((float) ((11 + 20 * w) / (1 + w)), within(1e-5f));
            assertThat(act(policy, 30)[0]).isCloseTo((float) ((12 + 21 * w + 30 * w * w) / (1 + w + w * w)),
                    within(1e-5f));
            // the prediction of the first step said nothing of the fourth
            assertThat(act(policy, 40)[0]).isCloseTo((float) ((22 + 31 * w + 40 * w * w) / (1 + w + w * w)),
                    within(1e-5f));
        }
    }

    private static final PolicyGraph REMEMBERING = new PolicyGraph() {
        @Override
        public <T> Map<String, T> apply(Ops<T> ops, Inputs<T> inputs) {
            T sum = ops.add(inputs.of("sum"), inputs.of("policy"));
            Map<String, T> outputs = new LinkedHashMap<>();
            outputs.put(PolicySpec.ACTION, ops.add(sum, inputs.of("noise")));
            outputs.put("sum", sum);
            return outputs;
        }
    };

    @Test
    void memoryAndChanceAreOfOneEpisode() {
        PolicySpec spec = new PolicySpec(
                List.of(PolicySpec.Input.values("policy", 1), PolicySpec.Input.noise("noise", 1)),
                List.of(new PolicySpec.State("sum", List.of(1))), PolicySpec.Action.single(1, 20), new TreeMap<>());
        try (OnnxPolicy policy = open(spec, REMEMBERING, 2)) {
            policy.reset(new long[]{7, 8}, new boolean[]{true, true});
            float[] first = act(policy, 100, 100);
            float[] second = act(policy, 100, 100);
            assertThat(first[0]).isNotEqualTo(first[1]);
            assertThat(second[0] - first[0]).isBetween(90f, 110f).isNotEqualTo(100f);
            policy.reset(new long[]{0, 7}, new boolean[]{false, true});
            assertThat(act(policy, 100, 100)[1]).isEqualTo(first[0]);
            assertThat(act(policy, 100, 100)[1]).isEqualTo(second[0]);
        }
    }

    @Test
    void foldersThatAreNoPoliciesAreToldSo() throws IOException {
        assertThatThrownBy(() -> OnnxPolicy.open(folder, 1, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("policy.json").hasMessageContaining(
                        "name the folder that training has written");
        PolicySpec spec = PolicySpec.of(PolicySpec.Input.values("policy", 1), PolicySpec.Action.chunks(1, 20, 3, 2));
        open(spec, PolicyGraph.of("policy", OnnxPolicyTest::count), 1).close();
        byte[] graph = Files.readAllBytes(folder.resolve("policy.onnx"));
        byte[] json = Files.readAllBytes(folder.resolve("policy.json"));
        Files.write(folder.resolve("policy.onnx"), new byte[]{1, 2, 3});
        assertThatThrownBy(() -> OnnxPolicy.open(folder, 1, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("SHA-256");
        Files.writeString(folder.resolve("policy.json"), "{\"format\": \"other\"}");
        assertThatThrownBy(() -> OnnxPolicy.open(folder, 1, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("format 'other'");
        PolicySpec other = PolicySpec.of(PolicySpec.Input.values("policy", 2), PolicySpec.Action.chunks(1, 20, 3, 2));
        Files.write(folder.resolve("policy.json"),
                PolicyJson.write(new PolicyJson.Content(other, Sha256.of(graph), 0)));
        Files.write(folder.resolve("policy.onnx"), graph);
        assertThatThrownBy(() -> OnnxPolicy.open(folder, 1, new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("inputs {policy=FLOAT [-1, 1]}")
                .hasMessageContaining("{policy=FLOAT [-1, 2]}");
        damage(graph, json);
    }

    /// Damaged bytes end in a diagnostic or in a policy, never otherwise.
    private void damage(byte[] graph, byte[] json) throws IOException {
        RandomStream stream = RandomStream.of(4);
        for (int i = 0; i < 300; i++) {
            byte[] file = (i % 2 == 0 ? json : graph).clone();
            for (int k = 0; k < 1 + i % 3; k++) {
                file[stream.nextInt(file.length)] = (byte) stream.nextInt(256);
            }
            Files.write(folder.resolve("policy.json"), i % 2 == 0
                    ? file
                    : new String(json, StandardCharsets.UTF_8)
                            .replace(Sha256.of(graph), Sha256.of(file))
                            .getBytes(StandardCharsets.UTF_8));
            Files.write(folder.resolve("policy.onnx"), i % 2 == 0 ? graph : file);
            try (OnnxPolicy policy = OnnxPolicy.open(folder, 1, new Diagnostics())) {
                policy.act(Observations.ofValues(1, 1, 1), new float[3]);
            } catch (DiagnosticException e) {
                assertThat(e).hasMessageContaining("policy.");
            }
        }
    }
}
