/// Declared tasks, vectorised learning environments, randomization, the suites.
module org.isthmus.task {
    requires transitive org.isthmus.model;
    requires transitive org.isthmus.motion;
    requires transitive org.isthmus.physics;
    requires transitive org.isthmus.render;
    requires org.snakeyaml.engine;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports org.isthmus.task;
    exports org.isthmus.task.action;
    exports org.isthmus.task.check;
    exports org.isthmus.task.declare;
    exports org.isthmus.task.image;
    exports org.isthmus.task.objective;
    exports org.isthmus.task.observation;
    exports org.isthmus.task.randomize;
    exports org.isthmus.task.scene;
    exports org.isthmus.task.serve;
    exports org.isthmus.task.signal;
    exports org.isthmus.task.solve;
    exports org.isthmus.task.space;
    exports org.isthmus.task.suite;

    uses org.isthmus.physics.PhysicsEngine;
}
