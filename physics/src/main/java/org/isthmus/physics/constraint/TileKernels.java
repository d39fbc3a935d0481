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
    static final int COPY = 3;
    static final int JOIN = 4;
    static final int FACTOR = 5;
    static final int ELIMINATE = 6;
    static final int UPDATE = 7;
    static final int BACKWARD = 8;
    static final int BACKWARD_PASS = 9;
    private static final int N = TileMatrix.TILE;

    private final Precision precision;

    private TileKernels(Precision precision) {
        this.precision = precision;
    }

    /// All of them, in the order of the constants.
    static List<Kernel> of(Precision precision) {
        TileKernels k = new TileKernels(precision);
        return new ArrayList<>(List.of(k.weigh(), k.accumulate("add", 1), k.accumulate("subtract", -1),
                k.join(0), k.join(1), k.factor(), k.eliminate(), k.update(), k.backward(), k.backwardPass()));
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

    /// Adds a symmetric 6×6 matrix to another, or (`old` 0) puts it in its place. Ports: matrix, sum.
    private Kernel join(int old) {
        Graph g = new Graph(precision);
        for (int k = 0; k < LinkPair.CURVATURE_SIZE; k++) {
            Slot sum = Slot.port(1, k);
            Expr more = g.load(Slot.port(0, k));
            g.store(sum, old == 0 ? more : g.load(sum).plus(more));
        }
        return g.toKernel(old == 0 ? "copy" : "join", 2);
    }

    /// Cholesky's factor of a tile on the diagonal, in place, the diagonal inverted; `z ← L⁻¹ z`. Ports: tile, vector, least pivots
    /// ([Newton#leastPivots]).
    private Kernel factor() {
        Graph g = new Graph(precision);
        Expr[][] l = new Expr[N][N];
        Expr[] z = new Expr[N];
        for (int j = 0; j < N; j++) {
            Expr d = entry(g, 0, j, j);
            Expr known = g.load(Slot.port(1, j));
            for (int k = 0; k < j; k++) {
                d = d.minus(l[j][k].square());
                known = known.minus(l[j][k].times(z[k]));
            }
            Expr inverse = g.constant(1).dividedBy(d.max(g.load(Slot.port(2, j))).sqrt());
            z[j] = known.times(inverse);
            store(g, 0, j, j, inverse);
            g.store(Slot.port(1, j), z[j]);
            for (int i = j + 1; i < N; i++) {
                Expr sum = entry(g, 0, i, j);
                for (int k = 0; k < j; k++) {
                    sum = sum.minus(l[i][k].times(l[j][k]));
                }
                l[i][j] = sum.times(inverse);
                store(g, 0, i, j, l[i][j]);
            }
        }
        return g.toKernel("factor", 3);
    }

    /// `A ← A L⁻ᵀ`, and what follows for its row: `D ← D − A Aᵀ`, lower triangle, and `z ← z − A x`. Ports: A, factored tile on the diagonal of
    /// its column, D on the diagonal of its row, z of its row, x of its column.
    private Kernel eliminate() {
        Graph g = new Graph(precision);
        Expr[][] a = new Expr[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                Expr sum = entry(g, 0, i, j);
                for (int k = 0; k < j; k++) {
                    sum = sum.minus(a[i][k].times(entry(g, 1, j, k)));
                }
                a[i][j] = sum.times(entry(g, 1, j, j));
                store(g, 0, i, j, a[i][j]);
            }
        }
        for (int i = 0; i < N; i++) {
            Expr z = g.load(Slot.port(3, i));
            for (int k = 0; k < N; k++) {
                z = z.minus(a[i][k].times(g.load(Slot.port(4, k))));
            }
            g.store(Slot.port(3, i), z);
            for (int j = 0; j <= i; j++) {
                Expr sum = entry(g, 2, i, j);
                for (int k = 0; k < N; k++) {
                    sum = sum.minus(a[i][k].times(a[j][k]));
                }
                store(g, 2, i, j, sum);
            }
        }
        return g.toKernel("eliminate", 5);
    }

    /// `A ← A − B Cᵀ`. Ports: A, B, C.
    private Kernel update() {
        Graph g = new Graph(precision);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                Expr sum = entry(g, 0, i, j);
                for (int k = 0; k < N; k++) {
                    sum = sum.minus(entry(g, 1, i, k).times(entry(g, 2, j, k)));
                }
                store(g, 0, i, j, sum);
            }
        }
        return g.toKernel("update", 3);
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
