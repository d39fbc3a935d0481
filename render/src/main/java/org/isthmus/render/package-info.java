/// The renderer interface: images and labels of many worlds.
///
///     Model ─► scene (RenderScene, WorldState) ─┐
///                                               ├─► Renderer ─► RenderSession ─► Frames: RGB, depth, ids, normals, flow …
///                     camera (Camera, View) ────┘
///
/// [Renderer#named] finds a renderer; [Renderer#open] makes a [RenderSession] of a scene, which draws
/// [View][org.isthmus.render.camera.View]s of worlds into the caller's [Frames]. All outputs of a view come from one visibility pass.
/// Images have the same bits on any number of threads and in any order of views.
///
/// Read `RenderSession` first.
@NullMarked
package org.isthmus.render;

import org.jspecify.annotations.NullMarked;
