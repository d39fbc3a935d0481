/// The engine `mujoco`: worlds stepped by MuJoCo's own library.
module org.isthmus.physics.mujoco {
    requires transitive org.isthmus.physics;
    requires static transitive org.jspecify;

    exports org.isthmus.physics.mujoco;

    provides org.isthmus.physics.PhysicsEngine with
            org.isthmus.physics.mujoco.MujocoEngine;
}
