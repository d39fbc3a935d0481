package org.isthmus.physics.mujoco;

import java.lang.foreign.MemorySegment;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.WorldRows;
import org.isthmus.testkit.Allocation;
import org.junit.jupiter.api.Test;

class MujocoAllocationTest {
    @Test
    void aWorldGoesThroughAStepWithoutAllocating() {
        Worlds.require();
        MujocoLibrary library = MujocoLibrary.get();
        Model model = Models.compile(Models.YARD);
        Set<Parameter> varied = Set.of(Parameter.BODY_MASS, Parameter.GEOM_SIZE, Parameter.EQUALITY_ACTIVE);
        MujocoThread thread = new MujocoThread("mujoco-test");
        thread.call(() -> {
            MemorySegment compiled = NativeModel.compile(library, model, varied, new Diagnostics());
            WorldRows rows = Workspace.rows(library, model, varied, compiled);
            Workspace workspace = new Workspace(library, model, rows, compiled, library.makeData(compiled));
            double[] row = new double[rows.length()];
            workspace.takeAll(row, 0);
            for (Parameter p : varied) {
                for (int i = 0; i < p.size(model.sizes()); i++) {
                    row[rows.at(p) + i] = p.of(model, i);
                }
            }
            Allocation.assertNone(100, () -> {
                workspace.put(row, 0, 0);
                workspace.step(2);
                workspace.take(row, 0);
            });
            workspace.delete();
        });
        thread.end();
    }
}
