package org.isthmus.model.urdf;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlDocument;

/// Reads URDF, the robot description of ROS, into a [Scene].
///
/// ```java
/// Scene robot = new UrdfReader(files).withFloatingBase().read("/robots/g1/g1.urdf", diagnostics);
/// ```
///
/// **Links** become bodies of the same names. The root link is fixed to the world, unless the base floats. A root link
/// called `world` is the scene's world itself; joints may name the world as parent without such a link, as Drake
/// allows. Fixed joints keep their bodies; `fuseStatic` of the scene's compiler options merges them.
///
/// **Joints**: `revolute`, `continuous`, `prismatic`, `fixed`, `floating`, `planar`, and from Bullet and Drake
/// `spherical`, `ball` and `universal`. A planar joint is two slides and a hinge (`_TX`, `_TY`, `_RZ` after its name,
/// as in MuJoCo); a floating one a free joint under the world, elsewhere three slides and a ball; a universal one two
/// hinges (`_R1`, `_R2`). Limits of effort limit the sum of actuator forces on the joint; limits of velocity go to
/// [VelocityLimits][org.isthmus.model.scene.VelocityLimits]. Limits of 0 and ranges without extent, which exporters
/// write for "not known", limit nothing and are warned of. `mimic` is an equality of two joints.
///
/// **Mass** is the link's `inertial`, else that of its collisions at 1000 kg/m³, as in MuJoCo's URDF import. Inertias
/// that no rigid body has (unless the `mujoco` block says `balanceinertia`), and moving links without mass, are mended
/// with a warning; links of nothing between two joints are folded into the next link.
///
/// **Collisions** are geoms of group 3, **visuals** geoms of group 2 that do not collide and have no mass: the
/// convention of MuJoCo's model collection (MuJoCo's own import uses 0 and 1). Where nothing is visual, collisions are
/// in group 0. Besides URDF's shapes, `capsule`, `ellipsoid` and `plane` are understood, and the friction in Bullet's
/// `contact`.
///
/// **Meshes** and textures are looked for as [FileAccess#find] says, and in the `meshdir` of a `mujoco` block. COLLADA
/// is taken in its unit of length but as it lies, whatever its `up_axis`: so do RViz, MoveIt and Gazebo, and URDF is
/// written for them. Where a mesh file has colours or textures, they count instead of the URDF's material, as in RViz
/// and Drake; a visual of several becomes several geoms. A missing visual or texture is a warning; a missing collision
/// mesh is an error, unless missing meshes are tolerated.
///
/// **Actuators** come from `transmission` and `ros2_control`: one for each joint, commanded by its (first) interface,
/// the mechanical reduction as gear. URDF has no gains; those assumed for position and velocity answer a tenth of a
/// radian, or of the greatest velocity, with the greatest effort.
///
/// **Extensions**: `mujoco` (`compiler` and `option`, as in MJCF), Drake's `frame` (a site). All else, as `gazebo`,
/// `calibration` and `safety_controller`, is warned of once for each kind. xacro files are refused with the remedy.
///
/// Immutable; a reader serves many files.
public final class UrdfReader {
    private final FileAccess files;
    private final boolean floatingBase;
    private final Severity missingCollision;

    /// @param files where URDF files, meshes and textures are read from
    public UrdfReader(FileAccess files) {
        this(files, false, Severity.ERROR);
    }

    private UrdfReader(FileAccess files, boolean floatingBase, Severity missingCollision) {
        this.files = files;
        this.floatingBase = floatingBase;
        this.missingCollision = missingCollision;
    }

    /// A reader that lets root links move freely (a joint named after the link, with `_free`).
    public UrdfReader withFloatingBase() {
        return new UrdfReader(files, true, missingCollision);
    }

    /// A reader that leaves out collision meshes that do not exist, with a warning: enough for kinematics.
    public UrdfReader toleratingMissingMeshes() {
        return new UrdfReader(files, floatingBase, Severity.WARNING);
    }

    /// Reads a file.
    ///
    /// @param file its name as [FileAccess] knows it
    /// @param diagnostics receives warnings
    /// @throws DiagnosticException when the file has errors; it holds all of them
    public Scene read(String file, Diagnostics diagnostics) {
        SourceLocation at = new SourceLocation(file, 0, 0);
        return files.text(file, at, diagnostics).map(text -> parse(file, text, diagnostics))
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
    }

    /// Reads a text.
    ///
    /// @param file the name that diagnostics carry; references are relative to its folder
    /// @throws DiagnosticException when the text has errors; it holds all of them
    public Scene parse(String file, String text, Diagnostics diagnostics) {
        XmlDocument document = XmlDocument.parse(file, text, diagnostics)
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        Scene scene = new RobotReader(document, files, floatingBase, missingCollision, diagnostics).read();
        diagnostics.throwIfErrors();
        return scene;
    }
}
