/// Gaussian splats: captured scenes as clouds of soft, coloured spots.
///
/// In: `.ply` files with the attributes of 3D Gaussian splatting (Kerbl and others, SIGGRAPH 2023) and of its flat kind (Huang and others,
/// "2D Gaussian splatting", SIGGRAPH 2024), as [Splats][org.isthmus.render.splat.Splats]; a
/// [SplatLayer][org.isthmus.render.splat.SplatLayer] puts them into a world. Out: for a view their colour, what they let through of what is
/// behind them, and their depth ([SplatImage][org.isthmus.render.splat.SplatImage]), in the order of depth among themselves and with
/// meshes.
///
/// [SplatList][org.isthmus.render.splat.SplatList] projects and sorts, [SplatTile][org.isthmus.render.splat.SplatTile] blends.
///
/// Read `Splats` first.
@NullMarked
package org.isthmus.render.splat;

import org.jspecify.annotations.NullMarked;
