package org.isthmus.learn.network;

import java.util.ArrayList;
import java.util.List;

/// A network for sets of points, whatever their order: the same layers for each point, the greatest of each number over all points, one more layer
/// (Qi et al. 2017). With layers of 64, 128 and 256 and normalisation between them it is the encoder of Ze et al. 2024 ("3D Diffusion Policy").
///
/// @param layers of each point
/// @param norms after each of them, before a rectifier
/// @param head after the greatest
/// @param headNorm after the head
public record PointNet(List<Linear> layers, List<LayerNorm> norms, Linear head, LayerNorm headNorm) {
    public PointNet {
        layers = List.copyOf(layers);
        norms = List.copyOf(norms);
    }

    /// Begins as PyTorch's layers.
    ///
    /// @param channels of a point: 3 for places, 6 with colours
    public static PointNet of(Layout layout, int channels, List<Integer> sizes, int outputs) {
        List<Linear> layers = new ArrayList<>();
        List<LayerNorm> norms = new ArrayList<>();
        int inputs = channels;
        for (int size : sizes) {
            layers.add(Linear.of(layout.in("mlp." + layers.size()), inputs, size));
            norms.add(LayerNorm.of(layout.in("norm." + norms.size()), size));
            inputs = size;
        }
        return new PointNet(layers, norms, Linear.of(layout.in("head"), inputs, outputs),
                LayerNorm.of(layout.in("head_norm"), outputs));
    }

    /// @param x [batch, points, channels]
    /// @return [batch, outputs]
    public <T> T apply(Ops<T> ops, T x) {
        T y = x;
        for (int i = 0; i < layers.size(); i++) {
            y = ops.apply(Activation.RELU, norms.get(i).apply(ops, layers.get(i).apply(ops, y)));
        }
        T most = ops.reshape(ops.max(y, 1), -1, head.weight().shape()[1]);
        return headNorm.apply(ops, head.apply(ops, most));
    }
}
