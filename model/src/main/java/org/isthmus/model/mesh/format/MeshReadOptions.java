package org.isthmus.model.mesh.format;

/// What to do about formats that state their unit and their upward direction (COLLADA, glTF).
///
/// Tools differ: ROS's and Drake's readers convert both; others take coordinates as they are.
///
/// @param zUp turn meshes that are up in y (all glTF; COLLADA when it says so) or x to be up in z
/// @param metres scale COLLADA by the unit it states
public record MeshReadOptions(boolean zUp, boolean metres) {
    /// Up in z, in metres.
    public static final MeshReadOptions CONVERTED = new MeshReadOptions(true, true);
    /// Coordinates as they stand in the file.
    public static final MeshReadOptions AS_IN_FILE = new MeshReadOptions(false, false);
}
