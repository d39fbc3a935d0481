/// The CPU renderer.
///
/// In: worlds and views. Out: filled [Frames][org.isthmus.render.Frames]. [CpuSession][org.isthmus.render.cpu.CpuSession] shares views
/// (or, of few views, bands of rows) among threads; a [ViewPainter][org.isthmus.render.cpu.ViewPainter] does one view: visibility by the
/// rasteriser, or by rays where the lens bends lines, then [PixelPainter][org.isthmus.render.cpu.PixelPainter] turns triangle numbers
/// into light and labels. [WorldScenery][org.isthmus.render.cpu.WorldScenery] is what the views of a world share: rays, shadow maps,
/// surroundings.
///
/// Pixels are sorted by instance ([SampleOrder][org.isthmus.render.cpu.SampleOrder]) and worked on in tiles of 512
/// ([Tile][org.isthmus.render.cpu.Tile]), one array for each quantity, in short plain loops that C2 turns into vectors: one form, the same
/// bits whether compiled or not, nothing to warm up by hand. The steps are `TileGeometry` (`FineGeometry` for small triangles), `TileMaterials`, `TileLighting`,
/// `TileSurroundings`, `TileDisplay` and `TileLabels`.
///
/// Read `CpuSession` first.
@NullMarked
package org.isthmus.render.cpu;

import org.jspecify.annotations.NullMarked;
