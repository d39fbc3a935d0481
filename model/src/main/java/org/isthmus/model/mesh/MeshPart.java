package org.isthmus.model.mesh;

/// A run of faces of a [Mesh] that belong together.
///
/// @param name of the object, group or node in the file; empty when it has none
/// @param firstFace the first face of the part
/// @param faceCount at least 1
public record MeshPart(String name, int firstFace, int faceCount, MeshMaterial material) {}
