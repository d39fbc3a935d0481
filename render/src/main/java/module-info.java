/// The renderer interface and the CPU renderer: rasteriser, path tracer, cameras, labels.
module org.isthmus.render {
    requires transitive org.isthmus.model;
    requires java.desktop; // javax.imageio
    requires static jdk.incubator.vector; // absent where a short run is better without
    requires static transitive org.jspecify;

    exports org.isthmus.render;
    exports org.isthmus.render.camera;
    exports org.isthmus.render.hdr;
    exports org.isthmus.render.label;
    exports org.isthmus.render.mesh;
    exports org.isthmus.render.path;
    exports org.isthmus.render.picture;
    exports org.isthmus.render.ray;
    exports org.isthmus.render.scene;
    exports org.isthmus.render.sensor;
    exports org.isthmus.render.shutter;
    exports org.isthmus.render.splat;
    exports org.isthmus.render.texture;

    uses org.isthmus.render.Renderer;

    provides org.isthmus.render.Renderer with org.isthmus.render.cpu.CpuRenderer;
}
