package org.isthmus.render;

import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.isthmus.core.diagnostics.Nearest;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.render.scene.RenderScene;

/// A way to draw images: a service found by name.
public interface Renderer {
    /// The name it is found by: lower case, such as `cpu`.
    String name();

    /// Makes a scene ready for drawing.
    ///
    /// @param pool draws; images do not depend on its threads
    RenderSession open(RenderScene scene, Parallel pool);

    /// The renderer of that name.
    ///
    /// @throws IllegalArgumentException when there is none; the message lists those there are
    static Renderer named(String name) {
        TreeMap<String, Renderer> renderers = ServiceLoader.load(Renderer.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(Renderer::name, r -> r, (a, b) -> a, TreeMap::new));
        Renderer renderer = renderers.get(name);
        if (renderer == null) {
            throw new IllegalArgumentException("no renderer '" + name + "'; there are " + renderers.keySet() + " "
                    + Nearest.remedy(name, renderers.keySet()));
        }
        return renderer;
    }
}
