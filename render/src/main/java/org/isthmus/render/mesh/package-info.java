/// Meshes as the renderer wants them.
///
/// In: [Mesh][org.isthmus.model.mesh.Mesh]. Out: an immutable [RenderMesh][org.isthmus.render.mesh.RenderMesh] with one normal and one texture
/// coordinate per vertex, in several levels of detail. [MeshConversion][org.isthmus.render.mesh.MeshConversion] drops what cannot be
/// drawn and finds normals; [Simplifier][org.isthmus.render.mesh.Simplifier] makes the coarser levels.
///
/// Read `RenderMesh` first.
@NullMarked
package org.isthmus.render.mesh;

import org.jspecify.annotations.NullMarked;
