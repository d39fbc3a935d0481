package org.isthmus.render.cpu;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.render.RenderSession;
import org.isthmus.render.Renderer;
import org.isthmus.render.scene.RenderScene;

/// Renderer `cpu`: needs no graphics card, driver or display.
public final class CpuRenderer implements Renderer {
    public CpuRenderer() {}

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public RenderSession open(RenderScene scene, Parallel pool) {
        return new CpuSession(scene, pool);
    }
}
