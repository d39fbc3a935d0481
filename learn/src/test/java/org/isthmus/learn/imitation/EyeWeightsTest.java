package org.isthmus.learn.imitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.file.Sha256;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.core.random.RandomStream;
import org.isthmus.dataset.Channel;
import org.isthmus.learn.PyTorchValues;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.network.ChannelNorm;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.ResNet18;
import org.isthmus.learn.network.Vision;
import org.isthmus.testkit.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EyeWeightsTest {
    private static final int SIDE = 16;

    @TempDir
    private Path folder;

    /// As torchvision's dictionary, with its last layer and counts of batches, but for some arrays.
    private static SafeTensors dictionary(Set<String> without) {
        Layout layout = new Layout();
        ResNet18.of(layout, ChannelNorm.Kind.FROZEN);
        SafeTensors out = new SafeTensors();
        for (Parameter parameter : layout.parameters()) {
            if (!without.contains(parameter.name())) {
                out.put(parameter.name(), PyTorchValues.fill(parameter.name(), parameter.shape()), parameter.shape());
            }
        }
        return out.put("bn1.num_batches_tracked", 5).put("fc.bias", new float[1000]);
    }

    private Path written(SafeTensors dictionary) {
        Path file = folder.resolve("resnet18.safetensors");
        dictionary.write(file, new Diagnostics());
        return file;
    }

    /// Two cameras that saw noise.
    private static Demonstrations demonstrations() {
        byte[] images = new byte[3 * SIDE * SIDE * 3];
        RandomStream stream = RandomStream.of(7);
        for (int i = 0; i < images.length; i++) {
            images[i] = (byte) stream.nextInt(256);
        }
        Channel observed = Channel.values(Channel.OBSERVATIONS + "policy", Channel.Element.FLOAT32,
                Channel.Timing.STATES, 2);
        return new Demonstrations(
                List.of(Demonstrations.Signal.of(observed, List.of(new float[]{0, 1, 2, 3, 4, 5}))),
                List.of(new Demonstrations.Images("top", SIDE, SIDE, List.of(images)),
                        new Demonstrations.Images("side.left", SIDE, SIDE, List.of(images))),
                Demonstrations.Signal.of(Channel.actions(2), List.of(new float[]{0, 1, 1, 0})), new int[]{2}, 20, "",
                "");
    }

    @Test
    void allCamerasBeginWithThem() throws IOException {
        Path file = written(dictionary(Set.of()));
        EyeWeights eyes = EyeWeights.read(file, new Diagnostics());
        float[] kernel = PyTorchValues.fill("conv1.weight", 64, 3, 7, 7);
        float[] variance = PyTorchValues.fill("layer4.1.bn2.running_var", 512);
        ActConfig act = new ActConfig(2, -1, 1, 16, 2, 32, 1, 1, 4, 1, 0.1, Vision.RESNET18, 1).withEyeWeights();
        TrainingConfig config = TrainingConfig.DEFAULT.withBatch(2).withAverage();
        try (Parallel pool = Parallel.of(1);
                ImitationTrainer trainer = new ImitationTrainer(demonstrations(), act, config, 0, pool, eyes)) {
            SafeTensors begun = trainer.checkpoint().save();
            for (String camera : List.of("eyes.top.", "eyes.side.left.", "average.eyes.top.")) {
                assertThat(begun.floats(camera + "conv1.weight")).isEqualTo(kernel);
                assertThat(begun.floats(camera + "layer4.1.bn2.running_var")).isEqualTo(variance);
            }
            trainer.step();
            SafeTensors learned = trainer.checkpoint().save();
            assertThat(learned.floats("eyes.top.conv1.weight")).isNotEqualTo(kernel);
            assertThat(learned.floats("eyes.top.layer4.1.bn2.running_var")).isEqualTo(variance);
            assertThat(trainer.identity()).containsEntry("eyes", "sha256 " + Sha256.of(file));
        }
        try (Parallel pool = Parallel.of(1);
                ImitationTrainer trainer = new ImitationTrainer(demonstrations(),
                        new HitConfig(2, 1, 16, 2, 1, 0.1, 0.1).withEyeWeights(), config, 0, pool, eyes)) {
            assertThat(trainer.checkpoint().save().floats("eyes.conv1.weight")).isEqualTo(kernel);
        }
    }

    @Test
    void otherEyesDoNotTakeThem() {
        assertThatThrownBy(() -> BehaviourCloningConfig.DEFAULT.withEyeWeights())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cameras are seen by the network SMALL, expected a ResNet-18");
        EyeWeights eyes = EyeWeights.read(written(dictionary(Set.of())), new Diagnostics());
        try (Parallel pool = Parallel.of(1)) {
            assertThatThrownBy(() -> new ImitationTrainer(demonstrations(), ActConfig.DEFAULT, TrainingConfig.DEFAULT,
                    0, pool, eyes)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no ResNet-18 normalised by fixed moments");
        }
    }

    private void assertRefused(SafeTensors dictionary, String... messages) {
        assertThatThrownBy(() -> EyeWeights.read(written(dictionary), new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContainingAll(messages)
                .hasMessageContaining("write the state_dict of torchvision.models.resnet18");
    }

    @Test
    void whatIsNoResNet18IsExplained() {
        assertRefused(new SafeTensors().put("w", new float[]{1}),
                "100 of 100 arrays are not there, such as 'layer1.0.conv1.weight'; there are [w]; expected all of a ResNet-18");
        assertRefused(dictionary(Set.of("layer2.0.downsample.0.weight")),
                "1 of 100 arrays are not there, such as 'layer2.0.downsample.0.weight'", "and more");
        assertRefused(dictionary(Set.of("conv1.weight", "bn1.bias")).put("conv1.weight", new float[64 * 3], 64, 3, 1, 1)
                .put("bn1.bias", new double[64]),
                "array 'conv1.weight' has the shape [64, 3, 1, 1]; expected [64, 3, 7, 7]",
                "array 'bn1.bias' is of another kind; expected F32");
        float[] variance = new float[64];
        variance[3] = -1;
        assertRefused(dictionary(Set.of("bn1.running_var")).put("bn1.running_var", variance),
                "array 'bn1.running_var' holds -1.0; expected finite numbers from 0");
        float[] bias = new float[64];
        bias[63] = Float.NaN;
        assertRefused(dictionary(Set.of("bn1.bias")).put("bn1.bias", bias),
                "array 'bn1.bias' holds NaN; expected finite numbers");
    }

    @Test
    void whatCannotBeReadIsExplained() throws IOException {
        assertThatThrownBy(() -> EyeWeights.read(folder.resolve("none"), new Diagnostics()))
                .isInstanceOf(DiagnosticException.class).hasMessageContaining("the file cannot be read");
        Path mutant = folder.resolve("y.safetensors");
        byte[] seed = Files.readAllBytes(written(new SafeTensors().put("conv1.weight", new float[64], 64, 1, 1, 1)
                .put("bn1.bias", new float[64]).put("bn1.running_var", new float[64])));
        Fuzz.named("eye-weights").seed(9).corpus(List.of(seed)).dictionary("shape", "data_offsets", "dtype", "F64")
                .extension(".safetensors").allow(DiagnosticException.class).maxBytes(16 << 20)
                .run(Fuzz.count() / 4, bytes -> {
                    Files.write(mutant, bytes);
                    EyeWeights.read(mutant, new Diagnostics());
                });
    }
}
