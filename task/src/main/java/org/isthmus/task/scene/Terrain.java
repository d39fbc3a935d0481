package org.isthmus.task.scene;

import java.util.Arrays;

import org.isthmus.core.math.Vec3;
import org.isthmus.core.random.RandomStream;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.Scene;

/// Ground to walk on. All but the flat one are height fields, level where episodes begin: about the origin, at height 0.
public enum Terrain {
    /// A plane.
    FLAT,
    /// Bumps of up to 6 cm, every 12.5 cm.
    ROUGH,
    /// A pyramid of slopes that fall by 20 % on all sides.
    SLOPES,
    /// A pyramid of steps, 10 cm down every 37.5 cm.
    STAIRS,
    /// Stones of 37.5 cm with gaps of 12.5 cm and 30 cm of depth between them.
    STONES;

    /// Half the side of a terrain, m.
    public static final double HALF = 4;
    private static final int CELLS = 64;
    private static final double CELL = 2 * HALF / CELLS;
    /// Half the side of the level place in the middle, m.
    private static final double LEVEL = 0.75;
    private static final double BUMP = 0.06;
    private static final double SLOPE = 0.2;
    private static final double STEP = 0.1;
    private static final double TREAD = 0.375;
    private static final double DEPTH = 0.3;
    private static final int STONE = 4;

    /// Puts it under a scene's robot, as geom `ground`.
    public void addTo(Scene scene) {
        if (this == FLAT) {
            scene.world.addGeom(GeomType.PLANE, new double[]{10, 10, 0.1}, geom -> {
                geom.name = "ground";
                geom.material = Paint.checks(scene, "ground", 0.5);
            });
            return;
        }
        HeightField field = new HeightField();
        field.name = "ground";
        field.rows = CELLS + 1;
        field.columns = CELLS + 1;
        field.size[0] = HALF;
        field.size[1] = HALF;
        field.elevation = new double[field.rows * field.columns];
        for (int i = 0; i < field.elevation.length; i++) {
            field.elevation[i] = height(i / field.columns, i % field.columns);
        }
        // the compiler makes shares of elevations: 0 is the lowest, 1 the highest
        double lowest = Arrays.stream(field.elevation).min().orElse(0);
        field.size[2] = Arrays.stream(field.elevation).max().orElse(0) - lowest;
        field.size[3] = 0.1;
        scene.heightFields.add(field);
        scene.world.addGeom(GeomType.HFIELD, new double[0], geom -> {
            geom.name = "ground";
            geom.hfield = "ground";
            geom.pos = new Vec3(0, 0, lowest);
        });
    }

    /// Height of a corner of the grid, m.
    private double height(int row, int column) {
        double x = Math.abs(column * CELL - HALF);
        double y = Math.abs(row * CELL - HALF);
        double away = Math.max(0, Math.max(x, y) - LEVEL);
        if (away == 0) {
            return 0;
        }
        return switch (this) {
            case FLAT -> 0;
            case ROUGH -> BUMP * RandomStream.of(1).child("bump", row * (CELLS + 1L) + column).nextOpen();
            case SLOPES -> -SLOPE * away;
            case STAIRS -> -STEP * Math.ceil(away / TREAD);
            case STONES -> row % STONE == 0 || column % STONE == 0 ? -DEPTH : 0;
        };
    }
}
