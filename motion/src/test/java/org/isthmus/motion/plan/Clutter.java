package org.isthmus.motion.plan;

import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.scene.GeomType;
import org.isthmus.model.scene.Scene;

/// Robots among random boxes.
final class Clutter {
    private Clutter() {}

    /// A template with boxes around it, none within 0.25 m of its base's axis, and a floor below.
    static Model around(String robot, int boxes, RandomGenerator random) {
        Scene scene = SceneFiles.load(robot, SceneFiles.Options.DEFAULT, new Diagnostics());
        for (int i = 0; i < boxes; i++) {
            double angle = random.nextDouble(-Math.PI, Math.PI);
            double distance = random.nextDouble(0.35, 0.75);
            Vec3 at = new Vec3(distance * StrictMath.cos(angle), distance * StrictMath.sin(angle),
                    random.nextDouble(0.05, 0.8));
            double[] half = {random.nextDouble(0.03, 0.09), random.nextDouble(0.03, 0.09),
                random.nextDouble(0.03, 0.09)};
            Quat turned = Quat.fromAxisAngle(
                    new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()),
                    random.nextDouble(3));
            scene.world.addGeom(GeomType.BOX, half, geom -> {
                geom.pos = at;
                geom.quat = turned;
            });
        }
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(scene, diagnostics);
    }
}
