package org.isthmus.physics.constraint;

import org.isthmus.physics.trace.Carrier;

/// Where a symmetric matrix over the degrees of freedom lies in scratch memory: the lower triangle in tiles of 3×3, the last degree
/// of freedom first, so that the mass matrix of a tree factors without fill-in (Featherstone, Rigid Body Dynamics Algorithms, 2008,
/// section 6.5).
///
/// @param first slot
/// @param size degrees of freedom
record TileMatrix(int first, int size) {
    static final int TILE = 3;
    static final int TILE_SLOTS = TILE * TILE;

    static TileMatrix in(Carrier carrier, int size) {
        int tiles = Math.ceilDiv(size, TILE);
        return new TileMatrix(carrier.reserve(TILE_SLOTS * tiles * (tiles + 1) / 2), size);
    }

    /// Rows of tiles.
    int tiles() {
        return Math.ceilDiv(size, TILE);
    }

    int slots() {
        return TILE_SLOTS * tiles() * (tiles() + 1) / 2;
    }

    /// First slot of a tile, row not below column.
    int tile(int row, int column) {
        return first + TILE_SLOTS * (row * (row + 1) / 2 + column);
    }

    /// Place of a degree of freedom in vectors and tiles.
    int place(int dof) {
        return size - 1 - dof;
    }

    /// Row of tiles in which a degree of freedom lies.
    int tileOf(int dof) {
        return place(dof) / TILE;
    }

    /// Slot of an entry, in any order.
    int slot(int dof, int other) {
        int row = Math.max(place(dof), place(other));
        int column = Math.min(place(dof), place(other));
        return tile(row / TILE, column / TILE) + TILE * (row % TILE) + column % TILE;
    }
}
