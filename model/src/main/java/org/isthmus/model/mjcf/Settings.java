package org.isthmus.model.mjcf;

/// The options of MJCF's `compiler` that matter only while a file is read.
final class Settings {
    /// Angles in the file are degrees.
    boolean degrees = true;
    /// Axes of Euler angles in their order; lower case: they turn along, upper case: they stay.
    String eulerSequence = "xyz";
    /// Folders of files, relative to the main file's; empty: that folder, or that of all assets.
    String meshFolder = "";
    String textureFolder = "";
    String assetFolder = "";
    /// File names count without their folders.
    boolean stripPath;
    /// What is done with options of models that are attached.
    OptionConflicts.Policy conflict = OptionConflicts.Policy.WARNING;

    /// An angle of the file in radians.
    double radians(double angle) {
        return degrees ? angle * (Math.PI / 180) : angle;
    }

    String meshFolder() {
        return meshFolder.isEmpty() ? assetFolder : meshFolder;
    }

    String textureFolder() {
        return textureFolder.isEmpty() ? assetFolder : textureFolder;
    }
}
