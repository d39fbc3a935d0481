package org.isthmus.physics.constraint;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.physics.dynamics.Spatial;
import org.isthmus.physics.trace.Expr;
import org.isthmus.physics.trace.Graph;
import org.isthmus.physics.trace.Kernel;
import org.isthmus.physics.trace.Precision;
import org.isthmus.physics.trace.Slot;

/// Traces the small kernels that matrices in tiles are worked on with.
final class TileKernels {
    static final int WEIGH = 0;
    static final int ADD = 1;
    static final int SUBTRACT = 2;
    static final int FACTOR = 3;
    static final int DIVIDE = 4;
    static final int UPDATE = 5;
    static final int UPDATE_DIAGONAL = 6;
    static final int FORWARD = 7;
    static final int FORWARD_PASS = 8;
    static final int BACKWARD = 9;
    static final int BACKWARD_PASS = 10;
    private static final int N = TileMatrix.TILE;

    private final Precision precision;

    private TileKernels(Precision precision) {
        this.precision = precision;
    }

    /// All of them, in the order of the constants.
    static List<Kernel> of(Precision precision) {
        TileKernels k = new TileKernels(precision);
        return new ArrayList<>(List.of(k.weigh(), k.accumulate("add", 1), k.accumulate("subtract", -1), k.factor(),
                k.divide(), k.update(N), k.update(0), k.forward(), k.forwardPass(), k.backward(), k.backwardPass()));
    }

    private Expr entry(Graph g, int port, int row, int column) {
        return g.load(Slot.port(port, N * row + column));
    }

    private static void store(Graph g, int port, int row, int column, Expr value) {
        g.store(Slot.port(port, N * row + column), value);
    }

    /// `y = K s`. Ports: symmetric 6×6 matrix, motion, result.
    private Kernel weigh() {
        Graph g = new Graph(precision);
        for (int i = 0; i < SpatialLayout.SIZE; i++) {
            Expr sum = g.constant(0);
            for (int j = 0; j < SpatialLayout.SIZE; j++) {
                Expr k = g.load(Slot.port(0, LinkPair.entry(i, j)));
                sum = sum.plus(k.times(g.load(Slot.port(1, j))));
            }
            g.store(Slot.port(2, i), sum);
        }
        return g.toKernel("weigh", 3);
    }

    /// Adds `± sᵢ · yⱼ` to nine entries anywhere. Ports: three motions, three weighted motions, nine slots by rows.
    private Kernel accumulate(String name, double sign) {
        Graph g = new Graph(precision);
        for (int i = 0; i < N; i++) {
            Spatial s = SpatialLayout.loadPort(g, i);
            for (int j = 0; j < N; j++) {
                Slot entry = Slot.port(2 * N + N * i + j, 0);
                Expr product = s.dot(SpatialLayout.loadPort(g, N + j));
                g.store(entry, g.load(entry).plus(product.times(sign)));
            }
        }
        return g.toKernel(name, 2 * N + N * N);
    }

    /// Cholesky's factor of a tile on the diagonal, in place, the diagonal inverted. Ports: tile.
    private Kernel factor() {
        Graph g = new Graph(precision);
        Expr[][] l = new Expr[N][N];
        Expr[] inverse = new Expr[N];
        for (int j = 0; j < N; j++) {
            Expr d = entry(g, 0, j, j);
            for (int k = 0; k < j; k++) {
                d = d.minus(l[j][k].square());
            }
            inverse[j] = g.constant(1).dividedBy(d.sqrt());
            store(g, 0, j, j, inverse[j]);
            for (int i = j + 1; i < N; i++) {
                Expr sum = entry(g, 0, i, j);
                for (int k = 0; k < j; k++) {
                    sum = sum.minus(l[i][k].times(l[j][k]));
                }
                l[i][j] = sum.times(inverse[j]);
                store(g, 0, i, j, l[i][j]);
            }
        }
        return g.toKernel("factor", 1);
    }

    /// `A ← A L⁻ᵀ`. Ports: tile, factored tile on the diagonal of its column.
    private Kernel divide() {
        Graph g = new Graph(precision);
        for (int i = 0; i < N; i++) {
            Expr[] row = new Expr[N];
            for (int j = 0; j < N; j++) {
                Expr sum = entry(g, 0, i, j);
                for (int k = 0; k < j; k++) {
                    sum = sum.minus(row[k].times(entry(g, 1, j, k)));
                }
                row[j] = sum.times(entry(g, 1, j, j));
                store(g, 0, i, j, row[j]);
            }
        }
        return g.toKernel("divide", 2);
    }

    /// `A ← A − B Cᵀ`. Ports: A, B, C; on the diagonal (`full` 0) only the lower triangle, ports: A, B.
    private Kernel update(int full) {
        Graph g = new Graph(precision);
        int c = full == 0 ? 1 : 2;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < Math.max(full, i + 1); j++) {
                Expr sum = entry(g, 0, i, j);
                for (int k = 0; k < N; k++) {
                    sum = sum.minus(entry(g, 1, i, k).times(entry(g, c, j, k)));
                }
                store(g, 0, i, j, sum);
            }
        }
        return g.toKernel(full == 0 ? "updateDiagonal" : "update", c + 1);
    }

    /// `z ← L⁻¹ z`. Ports: vector, factored tile.
    private Kernel forward() {
        Graph g = new Graph(precision);
        Expr[] z = new Expr[N];
        for (int i = 0; i < N; i++) {
            Expr sum = g.load(Slot.port(0, i));
            for (int k = 0; k < i; k++) {
                sum = sum.minus(entry(g, 1, i, k).times(z[k]));
            }
            z[i] = sum.times(entry(g, 1, i, i));
            g.store(Slot.port(0, i), z[i]);
        }
        return g.toKernel("forward", 2);
    }

    /// `z ← z − A x`. Ports: z, A, x.
    private Kernel forwardPass() {
        Graph g = new Graph(precision);
        for (int i = 0; i < N; i++) {
            Expr sum = g.load(Slot.port(0, i));
            for (int k = 0; k < N; k++) {
                sum = sum.minus(entry(g, 1, i, k).times(g.load(Slot.port(2, k))));
            }
            g.store(Slot.port(0, i), sum);
        }
        return g.toKernel("forwardPass", 3);
    }

    /// `z ← L⁻ᵀ z`. Ports: vector, factored tile.
    private Kernel backward() {
        Graph g = new Graph(precision);
        Expr[] z = new Expr[N];
        for (int i = N - 1; i >= 0; i--) {
            Expr sum = g.load(Slot.port(0, i));
            for (int k = i + 1; k < N; k++) {
                sum = sum.minus(entry(g, 1, k, i).times(z[k]));
            }
            z[i] = sum.times(entry(g, 1, i, i));
            g.store(Slot.port(0, i), z[i]);
        }
        return g.toKernel("backward", 2);
    }

    /// `z ← z − Aᵀ x`. Ports: z, A, x.
    private Kernel backwardPass() {
        Graph g = new Graph(precision);
        for (int i = 0; i < N; i++) {
            Expr sum = g.load(Slot.port(0, i));
            for (int k = 0; k < N; k++) {
                sum = sum.minus(entry(g, 1, k, i).times(g.load(Slot.port(2, k))));
            }
            g.store(Slot.port(0, i), sum);
        }
        return g.toKernel("backwardPass", 3);
    }
}
