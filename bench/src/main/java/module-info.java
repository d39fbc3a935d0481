/// Benchmarks side by side with peers: ours and theirs in turn, in one process.
module org.isthmus.bench {
    requires transitive org.isthmus.physics;
    requires org.isthmus.physics.mujoco;
    requires org.isthmus.physics.physx;
    requires transitive org.isthmus.motion;
    requires org.isthmus.dataset;
    requires org.isthmus.learn;
    requires org.isthmus.render;
    requires org.isthmus.task;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports org.isthmus.bench;
    requires java.management;
}
