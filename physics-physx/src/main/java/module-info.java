/// The engine `physx`: worlds stepped by NVIDIA's PhysX.
module org.isthmus.physics.physx {
    requires transitive org.isthmus.physics;
    requires de.fabmax.physxjni;
    requires static transitive org.jspecify;

    exports org.isthmus.physics.physx;

    provides org.isthmus.physics.PhysicsEngine with
            org.isthmus.physics.physx.PhysxEngine;
}
