/// The description of robots and scenes: the editable scene, the compiled model, and the files they come from.
module org.isthmus.model {
    requires transitive org.isthmus.core;
    requires com.ctc.wstx;
    requires com.fasterxml.jackson.databind;
    requires java.xml;
    requires java.desktop; // javax.imageio
    requires static transitive org.jspecify;

    exports org.isthmus.model.compile;
    exports org.isthmus.model.compiled;
    exports org.isthmus.model.dump;
    exports org.isthmus.model.files;
    exports org.isthmus.model.image;
    exports org.isthmus.model.io;
    exports org.isthmus.model.kinematics;
    exports org.isthmus.model.mesh;
    exports org.isthmus.model.mesh.format;
    exports org.isthmus.model.mjcf;
    exports org.isthmus.model.scene;
    exports org.isthmus.model.sdf;
    exports org.isthmus.model.urdf;
    exports org.isthmus.model.report;
    exports org.isthmus.model.robots;
    exports org.isthmus.model.scene.edit;
}
