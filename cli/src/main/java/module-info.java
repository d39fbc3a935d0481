/// The command line: one thin class per verb.
module org.isthmus.cli {
    requires org.isthmus.bench;
    requires org.isthmus.dataset;
    requires org.isthmus.learn;
    requires org.isthmus.model;
    requires org.isthmus.motion;
    requires org.isthmus.physics;
    requires org.isthmus.physics.mujoco;
    requires org.isthmus.physics.physx;
    requires org.isthmus.pipeline;
    requires org.isthmus.render;
    requires org.isthmus.task;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires static transitive org.jspecify;

    exports org.isthmus.cli;

    opens org.isthmus.cli to info.picocli;
}
