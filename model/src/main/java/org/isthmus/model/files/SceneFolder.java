package org.isthmus.model.files;

/// A scene as one folder.
public final class SceneFolder {
    /// The file that makes a folder a scene folder.
    public static final String SCENE_FILE = "scene.xml";

    private SceneFolder() {}
}
