package org.isthmus.motion;

import java.util.random.RandomGenerator;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.motion.kinematics.JointGroup;

/// Robots that tests use.
public final class Robots {
    private Robots() {}

    /// A template by name, or a robot file by path.
    public static Model load(String pathOrName) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(SceneFiles.load(pathOrName, SceneFiles.Options.TOLERANT, diagnostics),
                diagnostics);
    }

    public static Model parse(String mjcf) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(MjcfReader.parse(mjcf, diagnostics), diagnostics);
    }

    /// Uniform within the limits.
    public static double[] random(JointGroup group, RandomGenerator random) {
        double[] x = group.middle();
        for (int i = 0; i < x.length; i++) {
            double low = Math.max(group.lower().get(i), -3);
            double high = Math.min(group.upper().get(i), 3);
            x[i] = low + random.nextDouble() * (high - low);
        }
        return x;
    }
}
