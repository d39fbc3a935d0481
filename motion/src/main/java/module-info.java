/// Robot motion from poses and hands: kinematics, inverse kinematics, trajectories, planning, retargeting.
module org.isthmus.motion {
    requires transitive org.isthmus.model;
    requires transitive org.isthmus.physics;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports org.isthmus.motion.body;
    exports org.isthmus.motion.contact;
    exports org.isthmus.motion.grasp;
    exports org.isthmus.motion.hand;
    exports org.isthmus.motion.ik;
    exports org.isthmus.motion.kinematics;
    exports org.isthmus.motion.numeric;
    exports org.isthmus.motion.plan;
    exports org.isthmus.motion.retarget;
    exports org.isthmus.motion.skill;
    exports org.isthmus.motion.trajectory;
}
