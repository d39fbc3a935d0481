package org.isthmus.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mjcf.MjcfWriter;
import org.isthmus.model.scene.Scene;
import org.isthmus.testkit.SharedData;

/// Robots of the shared data as texts that need no other files.
final class Robots {
    private Robots() {}

    /// Loads a robot; where MuJoCo or the shared data are missing the test is skipped.
    static Scene load(String file) {
        Twins.requireMujoco();
        return SceneFiles.load(SharedData.require("robots/" + file).toString(),
                new SceneFiles.Options(List.of(), List.of(), true, true), new Diagnostics());
    }

    /// The scene without meshes, which are not there for all robots, and without sensors.
    static String text(Scene scene) throws IOException {
        scene.world.forEach(body -> body.geoms.removeIf(geom -> geom.mesh != null));
        scene.meshes.clear();
        scene.contactPairs.clear();
        scene.sensors.clear();
        return MjcfWriter.write(scene, (file, content) -> {
        }, new Diagnostics());
    }

    /// Numbers that are exact in single precision, so that all engines begin at one state.
    static double[] rounded(double[] values) {
        return Arrays.stream(values).map(v -> (float) v).toArray();
    }
}
