package org.isthmus.model.robots;

import java.util.function.Supplier;
import org.isthmus.model.scene.Scene;

/// A robot that can be made by name.
///
/// @param name as users write it
/// @param summary one line for lists
/// @param make builds a new scene each time
public record RobotTemplate(String name, String summary, Supplier<Scene> make) {
    /// A new scene, the caller's own.
    public Scene scene() {
        return make.get();
    }
}
