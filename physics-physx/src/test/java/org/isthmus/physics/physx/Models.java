package org.isthmus.physics.physx;

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

/// Models and worlds for the tests.
final class Models {
    /// A robot arm of three joints about different axes.
    static final String ARM = """
            <mujoco>
              <option timestep="0.001"/>
              <worldbody>
                <body pos="0 0 1">
                  <joint axis="0 0 1" armature="0.02"/>
                  <geom type="capsule" fromto="0 0 0 0.3 0 0" size="0.04"/>
                  <body pos="0.3 0 0" quat="0.9 0.1 0.3 0">
                    <joint axis="0 1 0.2" pos="0.02 0 0.01"/>
                    <geom type="box" size="0.15 0.03 0.05" pos="0.15 0.02 0"/>
                    <body pos="0.3 0 0">
                      <joint type="slide" axis="1 0 0.5" armature="0.1"/>
                      <joint axis="1 0 0"/>
                      <geom type="box" size="0.05 0.08 0.03" pos="0.05 0.03 0"/>
                    </body>
                  </body>
                </body>
              </worldbody>
            </mujoco>
            """;

    /// Shapes that fall on a floor, a driven pendulum with a limit, a mocap body, and sensors.
    static final String YARD = """
            <mujoco>
              <option timestep="0.002"/>
              <default><geom solref="0.004 1"/></default>
              <worldbody>
                <geom name="floor" type="plane" size="3 3 0.1" friction="0.7 0.01 0.001"/>
                <body name="ball" pos="0 0 0.15">
                  <freejoint/>
                  <geom name="ball" type="sphere" size="0.1"/>
                  <site name="middle" size="0.2"/>
                </body>
                <body name="brick" pos="0.6 0 0.12">
                  <freejoint/>
                  <geom name="brick" type="box" size="0.08 0.1 0.06"/>
                </body>
                <body name="arm" pos="-1 0 1">
                  <joint name="swing" type="hinge" axis="0 1 0" damping="0.2" range="-60 60" armature="0.01"/>
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
                <touch site="middle"/>
                <framepos objtype="geom" objname="arm"/>
                <jointvel joint="swing"/>
              </sensor>
            </mujoco>
            """;

    private Models() {}

    static Model ofText(String mjcf) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(MjcfReader.parse(mjcf, diagnostics), diagnostics);
    }

    static Model ofTemplate(String name) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(SceneFiles.load(name, SceneFiles.Options.DEFAULT, diagnostics), diagnostics);
    }

    static WorldBatch worlds(Model model, int count, int threads, Parameter... varied) {
        return of("physx", model, count, threads, varied);
    }

    static WorldBatch of(String engine, Model model, int count, int threads, Parameter... varied) {
        return PhysicsEngine.named(engine).create(model, count, Set.of(varied), Parallel.of(threads),
                new Diagnostics());
    }
}
