package org.isthmus.physics.mujoco;

import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.WorldBatch;
import org.opentest4j.TestAbortedException;

/// Models and worlds for the tests, which skip where there is no MuJoCo.
final class Models {
    /// Shapes that fall on a floor, a driven pendulum with a limit, a mocap body that pushes, and sensors.
    static final String YARD = """
            <mujoco>
              <option timestep="0.002" cone="elliptic" tolerance="0" ls_tolerance="1e-6"/>
              <worldbody>
                <geom name="floor" type="plane" size="3 3 0.1" friction="0.7 0.01 0.001"/>
                <body name="ball" pos="0 0 0.15">
                  <freejoint/>
                  <geom name="ball" type="sphere" size="0.1" condim="4"/>
                  <site name="middle"/>
                </body>
                <body name="brick" pos="0.6 0 0.12">
                  <freejoint/>
                  <geom name="brick" type="box" size="0.08 0.1 0.06"/>
                </body>
                <body name="arm" pos="-1 0 1">
                  <joint name="swing" type="hinge" axis="0 1 0" damping="0.2" range="-0.6 0.6" armature="0.01"/>
                  <geom name="arm" type="capsule" fromto="0 0 0 0.4 0 0" size="0.03"/>
                </body>
                <body name="finger" mocap="true" pos="0 1 0.1">
                  <geom name="finger" type="sphere" size="0.05"/>
                </body>
              </worldbody>
              <actuator>
                <position name="servo" joint="swing" kp="20" forcerange="-5 5"/>
                <general name="slow" joint="swing" dyntype="filter" dynprm="0.1"/>
              </actuator>
              <sensor>
                <accelerometer site="middle"/>
                <touch site="middle"/>
                <framepos objtype="geom" objname="arm"/>
                <actuatorfrc actuator="servo"/>
              </sensor>
            </mujoco>
            """;

    private static final boolean IS_INSTALLED = printIfMissing();

    private Models() {}

    static Model ofText(String mjcf) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(MjcfReader.parse(mjcf, diagnostics), diagnostics);
    }

    static Model ofTemplate(String name) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(SceneFiles.load(name, SceneFiles.Options.DEFAULT, diagnostics), diagnostics);
    }

    /// Worlds of the engine `mujoco`, or the test ends here.
    static WorldBatch worlds(Model model, int count, int threads, Parameter... varied) {
        require();
        return of("mujoco", model, count, threads, varied);
    }

    static WorldBatch of(String engine, Model model, int count, int threads, Parameter... varied) {
        try (Parallel pool = Parallel.of(threads)) {
            return PhysicsEngine.named(engine).create(model, count, Set.of(varied), pool, new Diagnostics());
        }
    }

    static void require() {
        if (!IS_INSTALLED) {
            throw new TestAbortedException(MujocoSimulation.howToGet());
        }
    }

    private static boolean printIfMissing() {
        boolean isInstalled = MujocoSimulation.isInstalled();
        if (!isInstalled) {
            System.out.println("skipped: tests of the engine mujoco; " + MujocoSimulation.howToGet());
        }
        return isInstalled;
    }
}
