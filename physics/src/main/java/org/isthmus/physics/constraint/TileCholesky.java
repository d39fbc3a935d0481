package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.CallList;

/// Lists the calls that factor and solve with a matrix in tiles, only for tiles that are not zero.
///
/// Leaving out a tile that holds zeros changes no bit, so worlds do not feel which tiles their neighbours need.
final class TileCholesky {
    private final TileMatrix matrix;
    private final int leastPivots;
    private final int firstKernel;
    private final int vector;
    /// [tiles][tiles] lower triangle: tiles that may hold something.
    private final boolean[][] filled;

    /// @param leastPivots first slot of what pivots are no less than, in the order of the tiles
    /// @param firstKernel number of the first of [TileKernels] among the kernels of calls
    /// @param vector first slot of the right-hand side, which becomes the solution
    TileCholesky(TileMatrix matrix, int leastPivots, int firstKernel, int vector) {
        this.matrix = matrix;
        this.leastPivots = leastPivots;
        this.firstKernel = firstKernel;
        this.vector = vector;
        filled = new boolean[matrix.tiles()][matrix.tiles()];
    }

    /// Lists the calls.
    ///
    /// @param pattern [tiles][tiles] lower triangle: tiles of the matrix that may hold something
    void plan(boolean[][] pattern, CallList calls) {
        int n = filled.length;
        for (int i = 0; i < n; i++) {
            System.arraycopy(pattern[i], 0, filled[i], 0, n);
            filled[i][i] = true;
        }
        for (int k = 0; k < n; k++) {
            factorColumn(k, calls);
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int i = k + 1; i < n; i++) {
                if (filled[i][k]) {
                    call(calls, TileKernels.BACKWARD_PASS).port(place(k)).port(matrix.tile(i, k)).port(place(i));
                }
            }
            call(calls, TileKernels.BACKWARD).port(place(k)).port(matrix.tile(k, k));
        }
    }

    private CallList call(CallList calls, int kernel) {
        return calls.call(firstKernel + kernel);
    }

    private int place(int tile) {
        return vector + TileMatrix.TILE * tile;
    }

    /// The factor of a column of tiles, what it takes from those to come, and from the right-hand side.
    private void factorColumn(int k, CallList calls) {
        int n = filled.length;
        call(calls, TileKernels.FACTOR).port(matrix.tile(k, k)).port(place(k))
                .port(leastPivots + TileMatrix.TILE * k);
        for (int i = k + 1; i < n; i++) {
            if (filled[i][k]) {
                call(calls, TileKernels.ELIMINATE).port(matrix.tile(i, k)).port(matrix.tile(k, k))
                        .port(matrix.tile(i, i)).port(place(i)).port(place(k));
            }
        }
        for (int i = k + 1; i < n; i++) {
            for (int j = k + 1; j < i && filled[i][k]; j++) {
                if (filled[j][k]) {
                    filled[i][j] = true;
                    call(calls, TileKernels.UPDATE).port(matrix.tile(i, j)).port(matrix.tile(i, k))
                            .port(matrix.tile(j, k));
                }
            }
        }
    }
}
