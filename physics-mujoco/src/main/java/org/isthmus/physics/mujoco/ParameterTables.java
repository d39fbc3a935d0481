package org.isthmus.physics.mujoco;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.GeomType;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.WorldRows;

/// The tables of MuJoCo's model that differ from world to world, and what follows from them: masses of subtrees, bounds of geoms. What the
/// compiler derived from masses (inverse inertias) stays the model's, as in the other engines.
@SuppressWarnings("restricted") // a pointer of MuJoCo's is memory only where its length is told
final class ParameterTables {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;
    private static final int BOX = 6;
    private static final List<GeomType> TYPES = List.of(GeomType.values());

    private final Model model;
    private final WorldRows rows;
    private final List<Table> tables = new ArrayList<>();
    private final MemorySegment bodyMass;
    private final MemorySegment geomSize;
    private final MemorySegment subtreeMass;
    private final MemorySegment radius;
    private final MemorySegment boxes;
    private final MemorySegment active;
    /// [nbody] room for masses of subtrees, kg
    private final double[] masses;

    /// A parameter and where MuJoCo has it.
    private record Table(Parameter parameter, MemorySegment numbers) {}

    ParameterTables(Model model, WorldRows rows, Layout layout, MemorySegment nativeModel, MemorySegment nativeData) {
        this.model = model;
        this.rows = rows;
        masses = new double[model.sizes().nbody()];
        for (Parameter p : rows.varied()) {
            if (p == Parameter.GRAVITY) {
                tables.add(new Table(p, nativeModel.reinterpret(layout.gravity() + 3 * NUMBER.byteSize())
                        .asSlice(layout.gravity())));
            } else if (layout.at(p) != Layout.MISSING) {
                tables.add(new Table(p, Workspace.numbers(nativeModel, layout.at(p), p.size(model.sizes()))));
            }
        }
        bodyMass = Workspace.numbers(nativeModel, layout.at(Parameter.BODY_MASS), masses.length);
        geomSize = Workspace.numbers(nativeModel, layout.at(Parameter.GEOM_SIZE), 3 * model.sizes().ngeom());
        subtreeMass = Workspace.numbers(nativeModel, layout.subtreeMass(), masses.length);
        radius = Workspace.numbers(nativeModel, layout.geomRadius(), model.sizes().ngeom());
        boxes = layout.geomBox() == Layout.MISSING ? MemorySegment.NULL
                : Workspace.numbers(nativeModel, layout.geomBox(), BOX * model.sizes().ngeom());
        active = (layout.activeInData() == Layout.MISSING ? Workspace.pointer(nativeModel, layout.activeInModel())
                : Workspace.pointer(nativeData, layout.activeInData())).reinterpret(model.sizes().neq());
        if (SceneBodies.areComsApart(rows.varied())) {
            putExact(layout, nativeModel, Parameter.BODY_COM);
        }
        if (SceneBodies.areGeomsApart(rows.varied())) {
            putExact(layout, nativeModel, Parameter.GEOM_POS);
            putExact(layout, nativeModel, Parameter.GEOM_QUAT);
        }
    }

    /// Puts the model's own numbers where the compiler was given others.
    private void putExact(Layout layout, MemorySegment nativeModel, Parameter p) {
        MemorySegment table = Workspace.numbers(nativeModel, layout.at(p), p.size(model.sizes()));
        for (int i = 0; i < p.size(model.sizes()); i++) {
            table.setAtIndex(NUMBER, i, p.of(model, i));
        }
    }

    /// Puts a world's parameters into MuJoCo's model.
    void put(double[] state, int base) {
        for (int i = 0; i < tables.size(); i++) {
            MemorySegment table = tables.get(i).numbers();
            MemorySegment.copy(state, base + rows.at(tables.get(i).parameter()), table, NUMBER, 0,
                    (int) (table.byteSize() / NUMBER.byteSize()));
        }
        if (rows.isVaried(Parameter.BODY_MASS)) {
            putSubtreeMasses();
        }
        if (rows.isVaried(Parameter.GEOM_SIZE)) {
            for (int g = 0; g < model.sizes().ngeom(); g++) {
                putBounds(g);
            }
        }
        if (rows.isVaried(Parameter.EQUALITY_ACTIVE)) {
            for (int i = 0; i < model.sizes().neq(); i++) {
                active.set(ValueLayout.JAVA_BYTE, i,
                        (byte) (state[base + rows.at(Parameter.EQUALITY_ACTIVE) + i] != 0 ? 1 : 0));
            }
        }
    }

    private void putSubtreeMasses() {
        MemorySegment.copy(bodyMass, NUMBER, 0, masses, 0, masses.length);
        for (int b = masses.length - 1; b > 0; b--) {
            masses[model.bodies().parentId().get(b)] += masses[b];
        }
        MemorySegment.copy(masses, 0, subtreeMass, NUMBER, 0, masses.length);
    }

    /// The sphere and the box around a primitive shape; others keep theirs.
    private void putBounds(int g) {
        double a = geomSize.getAtIndex(NUMBER, 3L * g);
        double b = geomSize.getAtIndex(NUMBER, 3L * g + 1);
        double c = geomSize.getAtIndex(NUMBER, 3L * g + 2);
        switch (TYPES.get(model.geoms().type().get(g))) {
            case SPHERE -> putBounds(g, a, a, a, a);
            case CAPSULE -> putBounds(g, a + b, a, a, a + b);
            case CYLINDER -> putBounds(g, Math.sqrt(a * a + b * b), a, a, b);
            case ELLIPSOID -> putBounds(g, Math.max(a, Math.max(b, c)), a, b, c);
            case BOX -> putBounds(g, Math.sqrt(a * a + b * b + c * c), a, b, c);
            default -> {}
        }
    }

    private void putBounds(int g, double r, double x, double y, double z) {
        radius.setAtIndex(NUMBER, g, r);
        if (boxes.byteSize() > 0) {
            boxes.setAtIndex(NUMBER, (long) BOX * g + 3, x);
            boxes.setAtIndex(NUMBER, (long) BOX * g + 4, y);
            boxes.setAtIndex(NUMBER, (long) BOX * g + 5, z);
        }
    }
}
