package org.isthmus.model.urdf;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.io.FileAccess;
import org.isthmus.model.scene.Scene;
import org.isthmus.model.xml.XmlDocument;

/// Reads SRDF, MoveIt's companion of URDF, into the scene of the robot that it describes.
///
/// - `disable_collisions` become contact exclusions; `disable_default_collisions` excludes a link from contact with all
///   others, `enable_collisions` allows a pair again.
/// - A `group` becomes a custom tuple `group:NAME` that refers to its joints in the order given, those of chains from
///   base to tip, and to the links that it names; an `end_effector` a tuple `end_effector:NAME` of its parent link and
///   its group.
/// - A `group_state` becomes a keyframe of that name: the reference configuration with the joints of the state moved,
///   and with them the joints that mimic them.
/// - A `virtual_joint` says how the robot stands in the world; the scene already does, and a difference is warned of.
///
/// Names that the scene does not have are warned of, since SRDF files often serve several variants of a robot. Fixed
/// joints are no joints of a scene, so groups name them in vain. Other elements are warned of once for each kind.
///
/// Immutable; a reader serves many files.
public final class SrdfReader {
    /// The most contact exclusions that a scene can have after reading.
    public static final int MAX_EXCLUSIONS = 1_000_000;
    /// The most members of all groups together.
    public static final int MAX_MEMBERS = 1_000_000;
    /// The most numbers in all group states together.
    public static final int MAX_STATE_NUMBERS = 10_000_000;

    private final FileAccess files;

    public SrdfReader(FileAccess files) {
        this.files = files;
    }

    /// Reads a file into `scene`.
    ///
    /// @param file its name as [FileAccess] knows it
    /// @param diagnostics receives warnings
    /// @throws DiagnosticException when the file has errors; it holds all of them, and the scene may be changed in part
    public void read(String file, Scene scene, Diagnostics diagnostics) {
        String text = files.text(file, new SourceLocation(file, 0, 0), diagnostics)
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        parse(file, text, scene, diagnostics);
    }

    /// Reads a text into `scene`.
    ///
    /// @param file the name that diagnostics carry
    /// @throws DiagnosticException as [#read] does
    public static void parse(String file, String text, Scene scene, Diagnostics diagnostics) {
        XmlDocument document = XmlDocument.parse(file, text, diagnostics)
                .orElseThrow(() -> new DiagnosticException(diagnostics.list()));
        new SemanticReader(document.root(), scene, diagnostics).read();
        diagnostics.throwIfErrors();
    }
}
