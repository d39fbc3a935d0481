package org.isthmus.render;

import java.util.List;

import org.isthmus.render.camera.View;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.WorldState;

/// A scene made ready for drawing; it keeps its memory from image to image. Not safe for several threads; it uses the pool it was made
/// with.
public interface RenderSession {
    RenderScene scene();

    /// Draws views of worlds.
    ///
    /// @param worlds states of this session's scene; a view names one by its index
    /// @param views all of the size of `out`; view i is written to image i
    /// @throws IllegalArgumentException when a view names no world or has another size
    void render(List<WorldState> worlds, List<View> views, RenderSettings settings, Frames out);

    /// Draws one view of one world.
    default void render(WorldState world, View view, RenderSettings settings, Frames out) {
        render(List.of(world), List.of(view), settings, out);
    }
}
