package org.isthmus.model.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.isthmus.core.diagnostics.Diagnostic;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.files.SceneFiles;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.mjcf.MjcfReader;
import org.isthmus.model.scene.Scene;

/// Scenes and models from MJCF, for tests.
public final class Models {
    /// The MJCF files that the comparison with MuJoCo uses, too.
    public static final List<String> RESOURCES = List.of("actuators", "alignfree", "alignfree_chosen", "bounds",
            "contacts", "discardvisual", "equalities", "fit_box", "fit_inertia", "frames", "fusestatic", "geoms",
            "hfields", "inertia", "inertia_from_geoms", "joints", "keyframes", "length_limits", "length_ranges",
            "mesh_files", "meshes", "options", "sensors", "statistic", "tendons", "textures", "views");
    /// What they refer to.
    private static final String OBJ = "two_objects.obj";

    private static final String FILE = "/scene.xml";

    /// Shapes that fall on a floor, a driven pendulum with a limit, a mocap body that can push, and sensors: what engines are tried on. MJCF without its
    /// root element.
    public static final String YARD = """
            <option timestep="0.002" cone="elliptic" tolerance="0" ls_tolerance="1e-6"/>
            <default><geom solref="0.004 1"/></default>
            <worldbody>
              <geom name="floor" type="plane" size="3 3 0.1" friction="0.7 0.01 0.001"/>
              <body name="ball" pos="0 0 0.15">
                <freejoint/>
                <geom name="ball" type="sphere" size="0.1" condim="4"/>
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
              <actuatorfrc actuator="servo"/>
              <accelerometer site="middle"/>
            </sensor>
            """;

    private Models() {}

    /// The model of MJCF without its root element; fails on errors.
    public static Model compile(String mjcf) {
        return SceneCompiler.compile(scene(mjcf));
    }

    /// The model of a template; fails on errors.
    public static Model template(String name) {
        Diagnostics diagnostics = new Diagnostics();
        return SceneCompiler.compile(SceneFiles.load(name, SceneFiles.Options.DEFAULT, diagnostics), diagnostics);
    }

    /// The scene of MJCF without its root element; fails on errors.
    public static Scene scene(String mjcf) {
        return read("<mujoco>" + mjcf + "</mujoco>", new Diagnostics());
    }

    /// The scene of one of [#RESOURCES].
    public static Scene resource(String name) {
        return read(resourceText(name), new Diagnostics());
    }

    /// The text of one of [#RESOURCES].
    public static String resourceText(String name) {
        return new String(bytes(name + ".xml"), UTF_8);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(Models.class.getResourceAsStream("/mjcf/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the compiler says of MJCF without its root element; places are left out.
    public static List<String> messages(String mjcf) {
        Scene scene = scene(mjcf);
        return messages(scene);
    }

    /// What the compiler says of a scene; places are left out.
    public static List<String> messages(Scene scene) {
        Diagnostics diagnostics = new Diagnostics();
        try {
            SceneCompiler.compile(scene, diagnostics);
        } catch (DiagnosticException e) {
            // its diagnostics are the same
        }
        return diagnostics.list().stream().map(Diagnostic::toString)
                .map(message -> message.replaceAll(FILE + ":\\d+:\\d+:? ?", "")).toList();
    }

    private static Scene read(String mjcf, Diagnostics diagnostics) {
        FileAccess files = FileAccess.inMemory(Map.of(FILE, mjcf.getBytes(UTF_8), "/" + OBJ, bytes(OBJ)));
        return MjcfReader.read(files, FILE, MjcfReader.Options.DEFAULT, diagnostics);
    }
}
