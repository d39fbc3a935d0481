package org.isthmus.model.urdf;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.Scene;

/// Writes a [Scene] as URDF: what is read again has the same kinematics and inertias.
///
/// Links have the names of bodies. Where the base is not simply fixed at the origin, a link `world` is written. A body
/// of several joints, or of one whose anchor is not its origin, hangs on links without mass, named after body and
/// joint; a joint's reference position goes into its origin. Free joints are `floating`; ball joints are `spherical`,
/// which MuJoCo and Bullet read, but not ROS. Masses and inertias that come from geoms are computed and written out.
///
/// A geom that collides is a `collision`; one that does not, or that viewers show (group below 3), is a `visual`.
/// Capsules, ellipsoids and planes are written as MuJoCo, Bullet or Drake read them. Meshes and textures are references
/// to the files that the scene names, or to `meshes/NAME.obj` and `textures/NAME.png`, where the caller puts them.
/// Equalities of two joints are `mimic`; actuators on joints `transmission`s without their gains; sites Drake's
/// `frame`s; options of compiling and physics MuJoCo's block.
///
/// Everything else is left out, with a warning for each kind of loss. The same scene always gives the same text.
public final class UrdfWriter {
    /// Stands for "no limit" where URDF wants a number; [UrdfReader] takes such limits as none.
    public static final double NO_LIMIT = 1e10;

    private UrdfWriter() {}

    /// The scene as the text of a URDF file.
    ///
    /// @param diagnostics receives a warning for everything that is lost
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the scene does not compile, so that it has no
    /// masses
    public static String write(Scene scene, Diagnostics diagnostics) {
        Model model = SceneCompiler.compile(unreduced(scene));
        Losses losses = new Losses(diagnostics);
        String text = new RobotWriter(scene, model, losses).write();
        losses.report();
        return text;
    }

    /// The scene, to be compiled to a model that has each of its bodies and geoms.
    private static Scene unreduced(Scene scene) {
        Scene copy = scene.copy();
        copy.compiler.fuseStatic = false;
        copy.compiler.discardVisual = false;
        copy.compiler.alignfree = false;
        return copy;
    }
}
