package org.isthmus.motion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Configurations and where each was reached from.
final class Tree {
    /// [size][n] coordinates of the joint group, rad or m
    double[][] nodes = new double[64][];
    /// [size] the node that each was reached from; −1: none
    int[] parents = new int[64];
    int size;

    int add(double[] x, int parent) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
            parents = Arrays.copyOf(parents, 2 * size);
        }
        nodes[size] = x;
        parents[size] = parent;
        return size++;
    }

    int nearest(double[] x) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            double[] node = nodes[i];
            for (int k = 0; k < x.length && sum < least; k++) {
                sum += (node[k] - x[k]) * (node[k] - x[k]);
            }
            if (sum < least) {
                least = sum;
                best = i;
            }
        }
        return best;
    }

    /// From a root to a node.
    List<double[]> branch(int node) {
        List<double[]> path = new ArrayList<>();
        for (int i = node; i >= 0; i = parents[i]) {
            path.addFirst(nodes[i]);
        }
        return path;
    }
}
