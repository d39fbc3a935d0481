/// The engine interface, and the lane engine: rigid bodies batched over worlds.
@SuppressWarnings("module") // the engines that share kernels are compiled after this one
module org.isthmus.physics {
    requires transitive org.isthmus.model;
    requires jdk.incubator.vector;
    requires static transitive org.jspecify;

    exports org.isthmus.physics;
    exports org.isthmus.physics.dynamics to org.isthmus.physics.physx;
    exports org.isthmus.physics.sensor to org.isthmus.physics.physx;

    uses org.isthmus.physics.PhysicsEngine;

    provides org.isthmus.physics.PhysicsEngine with
            org.isthmus.physics.lane.LaneEngine.Single,
            org.isthmus.physics.lane.LaneEngine.Double,
            org.isthmus.physics.lane.LaneEngine.ScalarSingle,
            org.isthmus.physics.lane.LaneEngine.ScalarDouble;
}
