package org.isthmus.model.sdf;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.Severity;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlDocument;

/// Reads SDFormat 1.4 to 1.11, the models and worlds of Gazebo and Drake, into a [Scene].
///
/// **Models**: the file's world with all its models or, without a world, its model. Nested models and those that
/// `include` names by `model://`, `package://`, `file://` or path are read with it. Links, joints and frames have their
/// names as seen from the outermost element: `arm::hand::palm` in a world, `palm` in the file of a model.
///
/// **Frames**: `relative_to`, `attached_to`, `expressed_in`, `placement_frame` and canonical links have the meaning of
/// SDF 1.7 and later; SDF 1.4's axes in the model's frame and `use_parent_model_frame` are honoured. A `frame` becomes
/// a site.
///
/// **Links** become bodies. One that hangs on no joint is free, or fixed to the world where its model is static or the
/// base is fixed on demand. `gravity` off is full gravity compensation. A link without `inertial` has SDF's default, 1
/// kg and 1 kg·m², with a warning; `auto` inertials come from the collisions.
///
/// **Joints**: `revolute`, `continuous`, `prismatic`, `fixed`, `ball`, `universal` and `revolute2` (two hinges, `_R1`
/// and `_R2` after the name). Limits of effort and velocity go where [org.isthmus.model.urdf.UrdfReader] puts them;
/// mimic is an equality. `screw` and `gearbox` are errors. Joints inside static models hold still.
///
/// **Collisions and visuals** are as [org.isthmus.model.urdf.UrdfReader] makes them, COLLADA's `up_axis` included.
/// `ode`'s `mu` is the sliding friction. Materials give their diffuse colour, and what `pbr` says.
///
/// **Worlds** give gravity, magnetic field, wind, the time step and lights. All else, Drake's extensions and
/// `self_collide` included (links of a model collide unless they are neighbours), is warned of once for each kind.
///
/// Immutable; a reader serves many files.
public final class SdfReader {
    /// The most models, nested and included ones counted.
    public static final int MAX_MODELS = 10_000;
    /// The most links.
    public static final int MAX_LINKS = 100_000;
    /// How deep models may include each other.
    public static final int MAX_INCLUDE_DEPTH = 20;

    private final FileAccess files;
    private final boolean fixedBase;
    private final Severity missingFiles;

    /// @param files where SDF files, meshes and textures are read from
    public SdfReader(FileAccess files) {
        this(files, false, Severity.ERROR);
    }

    private SdfReader(FileAccess files, boolean fixedBase, Severity missingFiles) {
        this.files = files;
        this.fixedBase = fixedBase;
        this.missingFiles = missingFiles;
    }

    /// A reader that fixes links that hang on nothing to the world instead of letting them free.
    public SdfReader withFixedBase() {
        return new SdfReader(files, true, missingFiles);
    }

    /// A reader that leaves out collision meshes and included models that do not exist, with a warning.
    public SdfReader toleratingMissingMeshes() {
        return new SdfReader(files, fixedBase, Severity.WARNING);
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
        Scene scene = new DocumentReader(document, files, fixedBase, missingFiles, diagnostics).read();
        diagnostics.throwIfErrors();
        return scene;
    }
}
