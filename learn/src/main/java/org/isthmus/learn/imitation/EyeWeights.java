package org.isthmus.learn.imitation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.core.file.NewFile;
import org.isthmus.core.file.Sha256;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.network.ChannelNorm;
import org.isthmus.learn.network.Eyes;
import org.isthmus.learn.network.Layout;
import org.isthmus.learn.network.Parameter;
import org.isthmus.learn.network.ResNet18;
import org.isthmus.learn.network.Weights;
import org.isthmus.learn.tensor.Torch;

/// Weights of a ResNet-18 of another training, for eyes to begin with: the `state_dict` of torchvision's `resnet18` in a file of safetensors. What the
/// dictionary has beside the network without its last layer is not looked at.
public final class EyeWeights {
    private static final long MAX_BYTES = 1L << 30;
    private static final String VARIANCE = "running_var";
    private static final String REMEDY = "write the state_dict of torchvision.models.resnet18, as docs/learn.md shows";

    private final SafeTensors arrays;
    private final String sha256;

    private EyeWeights(SafeTensors arrays, String sha256) {
        this.arrays = arrays;
        this.sha256 = sha256;
    }

    /// Reads a file.
    ///
    /// @throws DiagnosticException when it cannot be read, is damaged, or is not of that network: an array is missing, has another shape or kind, or
    ///     numbers that are not finite
    public static EyeWeights read(Path file, Diagnostics diagnostics) {
        SourceLocation place = SourceLocation.of(file);
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw diagnostics.fatal(place, "a file of " + size + " bytes", "at most " + MAX_BYTES, REMEDY);
            }
            EyeWeights read = new EyeWeights(SafeTensors.read(file, diagnostics), Sha256.of(file));
            read.check(place, diagnostics);
            return read;
        } catch (IOException e) {
            throw diagnostics.fatal(place, "the file cannot be read (" + NewFile.reason(e) + ")", "", "check the name");
        }
    }

    private void check(SourceLocation place, Diagnostics diagnostics) {
        Layout layout = new Layout();
        ResNet18.of(layout, ChannelNorm.Kind.FROZEN);
        List<String> missing = new ArrayList<>();
        for (Parameter parameter : layout.parameters()) {
            if (!arrays.names().contains(parameter.name())) {
                missing.add(parameter.name());
            } else if (!Arrays.equals(arrays.shape(parameter.name()), parameter.shape())) {
                diagnostics.error(place, "array '" + parameter.name() + "' has the shape "
                        + Arrays.toString(arrays.shape(parameter.name())), Arrays.toString(parameter.shape()), REMEDY);
            } else {
                checkNumbers(parameter.name(), place, diagnostics);
            }
        }
        if (!missing.isEmpty()) {
            diagnostics.error(place, missing.size() + " of " + layout.parameters().size()
                    + " arrays are not there, such as '" + missing.getFirst() + "'; there are "
                    + arrays.names().stream().limit(5).toList() + (arrays.names().size() > 5 ? " and more" : ""),
                    "all of a ResNet-18", REMEDY);
        }
        diagnostics.throwIfErrors();
    }

    private void checkNumbers(String name, SourceLocation place, Diagnostics diagnostics) {
        float[] values;
        try {
            values = arrays.floats(name);
        } catch (IllegalArgumentException e) {
            diagnostics.error(place, "array '" + name + "' is of another kind", "F32", REMEDY);
            return;
        }
        float least = name.endsWith(VARIANCE) ? 0 : -Float.MAX_VALUE;
        for (float value : values) {
            if (!(value >= least && value <= Float.MAX_VALUE)) {
                diagnostics.error(place, "array '" + name + "' holds " + value,
                        least == 0 ? "finite numbers from 0" : "finite numbers", REMEDY);
                return;
            }
        }
    }

    /// SHA-256 of the file.
    public String sha256() {
        return sha256;
    }

    /// Overwrites the weights of eyes.
    ///
    /// @throws IllegalArgumentException when one is no ResNet-18 normalised by fixed moments, or there is none
    void begin(Weights weights, List<Eyes> eyes) {
        if (eyes.isEmpty()) {
            throw new IllegalArgumentException("no camera is looked at, so there are no eyes to begin with weights");
        }
        for (Eyes each : eyes) {
            if (!(each instanceof Eyes.Deep(ResNet18 network)) || !(network.bn1() instanceof ChannelNorm.Frozen)) {
                throw new IllegalArgumentException("eyes that are no ResNet-18 normalised by fixed moments");
            }
            String first = network.conv1().weight().name();
            String prefix = first.substring(0, first.length() - "conv1.weight".length());
            for (Parameter parameter : weights.layout().parameters()) {
                if (parameter.name().startsWith(prefix)) {
                    Torch.set(weights.of(parameter), arrays.floats(parameter.name().substring(prefix.length())));
                }
            }
        }
    }
}
