package org.isthmus.model.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides which folders a file that the user named may reach: enough for the usual layouts of robot packages, and no more.
final class Roots {
    /// Folders in which descriptions lie beside, not above, their meshes.
    private static final Set<String> SUBFOLDERS = Set.of("urdf", "xml", "mjcf", "sdf", "robots", "models", "xacro");
    /// How far above a file its package may begin.
    private static final int PACKAGE_DEPTH = 4;

    private Roots() {}

    /// The file's folder; its parent where the folder's name says that meshes lie beside it; and where the file is in a ROS
    /// package, the folder that holds the package, with the packages next to it.
    static List<Path> of(Path file) {
        List<Path> roots = new ArrayList<>();
        Path folder = Files.isDirectory(file) ? file.toAbsolutePath() : file.toAbsolutePath().getParent();
        if (folder == null) {
            return roots;
        }
        Path last = folder.getFileName();
        Path parent = folder.getParent();
        boolean beside = last != null && parent != null && SUBFOLDERS.contains(last.toString());
        roots.add(beside ? parent : folder);
        Path workspace = workspace(folder);
        if (workspace != null) {
            roots.add(workspace);
        }
        return roots;
    }

    private static @Nullable Path workspace(Path folder) {
        Path at = folder;
        for (int i = 0; i < PACKAGE_DEPTH && at != null; i++) {
            if (Files.isRegularFile(at.resolve("package.xml"))) {
                return at.getParent();
            }
            at = at.getParent();
        }
        return null;
    }
}
