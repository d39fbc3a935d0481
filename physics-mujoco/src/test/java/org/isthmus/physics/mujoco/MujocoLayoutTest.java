package org.isthmus.physics.mujoco;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.testing.Models;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldRows;
import org.junit.jupiter.api.Test;

/// What is read through measured offsets is what MuJoCo's own calls return.
class MujocoLayoutTest {

    @Test
    void offsetsAgreeWithTheStateThatMujocoReturns() {
        Worlds.require();
        MujocoLibrary library = MujocoLibrary.get();
        Model model = Models.compile(Models.YARD);
        MujocoThread thread = new MujocoThread("mujoco-test");
        thread.call(() -> compare(library, model));
        thread.end();
    }

    private static void compare(MujocoLibrary library, Model model) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment compiled = NativeModel.compile(library, model, Set.of(), new Diagnostics());
            WorldRows rows = Workspace.rows(library, model, Set.of(), compiled);
            Workspace workspace = new Workspace(library, model, rows, compiled, library.makeData(compiled));
            double[] row = new double[rows.length()];
            Arrays.setAll(row, i -> 1e-3 * i);
            workspace.put(row, 0, 3);
            workspace.step(4);
            workspace.takeAll(row, 0);
            int later = library.hasDelays() ? 1 : 0;
            Object[][] parts = {{Quantity.QPOS, 1}, {Quantity.QVEL, 2}, {Quantity.ACT, 3}, {Quantity.QACC, 4 + later},
                {Quantity.CTRL, 5 + later}, {Quantity.QFRC_APPLIED, 6 + later}};
            for (Object[] part : parts) {
                Quantity quantity = (Quantity) part[0];
                int size = quantity.size(model.sizes());
                int at = rows.at(quantity);
                assertThat(Arrays.copyOfRange(row, at, at + size)).as(quantity.name())
                        .isEqualTo(state(library, workspace, arena, (int) part[1], size));
            }
            assertThat(state(library, workspace, arena, 0, 1)[0]).isEqualTo(7 * 0.002);
            workspace.delete();
        }
    }

    private static double[] state(MujocoLibrary library, Workspace workspace, Arena arena, int bit, int size) {
        MemorySegment out = arena.allocate(ValueLayout.JAVA_DOUBLE, size);
        try {
            library.function("mj_getState", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(workspace.nativeModel, workspace.nativeData, out, 1 << bit);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return out.toArray(ValueLayout.JAVA_DOUBLE);
    }
}
