package org.isthmus.model.urdf;

import org.isthmus.model.linkage.Grammar;

/// The elements and attributes of URDF that are understood; all others are reported.
final class UrdfGrammar {
    private static final Grammar ORIGIN = Grammar.of("xyz", "rpy");
    private static final Grammar NAMED = Grammar.of("name");
    private static final Grammar VALUE = Grammar.of("value");

    private UrdfGrammar() {}

    static Grammar robot() {
        return Grammar.of("name", "version")
                .with("link", link())
                .with("joint", joint())
                .with("drake:joint", joint())
                .with("material", material())
                .with("transmission", transmission())
                .with("ros2_control", ros2Control())
                .with("frame", Grammar.of("name", "link", "xyz", "rpy"))
                .with("mujoco", MujocoBlock.grammar());
    }

    private static Grammar link() {
        return Grammar.of("name")
                .with("inertial", Grammar.of()
                        .with("origin", ORIGIN)
                        .with("mass", VALUE)
                        .with("inertia", Grammar.of("ixx", "ixy", "ixz", "iyy", "iyz", "izz")))
                .with("visual", shape().with("material", material()))
                .with("collision", shape())
                .with("contact", Grammar.of().with("lateral_friction", VALUE));
    }

    private static Grammar shape() {
        Grammar capsule = Grammar.of("radius", "length");
        Grammar ellipsoid = Grammar.of("a", "b", "c");
        return Grammar.of("name")
                .with("origin", ORIGIN)
                .with("geometry", Grammar.of()
                        .with("box", Grammar.of("size"))
                        .with("sphere", Grammar.of("radius"))
                        .with("cylinder", Grammar.of("radius", "length"))
                        .with("capsule", capsule)
                        .with("drake:capsule", capsule)
                        .with("ellipsoid", ellipsoid)
                        .with("drake:ellipsoid", ellipsoid)
                        .with("plane", Grammar.of("normal"))
                        .with("mesh", Grammar.of("filename", "scale")));
    }

    private static Grammar material() {
        return Grammar.of("name")
                .with("color", Grammar.of("rgba"))
                .with("texture", Grammar.of("filename"));
    }

    private static Grammar joint() {
        return Grammar.of("name", "type")
                .with("origin", ORIGIN)
                .with("parent", Grammar.of("link"))
                .with("child", Grammar.of("link"))
                .with("axis", Grammar.of("xyz"))
                .with("limit", Grammar.of("lower", "upper", "effort", "velocity"))
                .with("dynamics", Grammar.of("damping", "friction"))
                .with("mimic", Grammar.of("joint", "multiplier", "offset"));
    }

    private static Grammar transmission() {
        return Grammar.of("name", "type")
                .withTexts("type", "mechanicalReduction")
                .with("joint", Grammar.of("name").withTexts("hardwareInterface", "mechanicalReduction", "role"))
                .with("actuator", Grammar.of("name").withTexts("hardwareInterface", "mechanicalReduction", "role"));
    }

    private static Grammar ros2Control() {
        return Grammar.of("name", "type")
                .with("joint", Grammar.of("name")
                        .with("command_interface", NAMED)
                        .with("state_interface", NAMED));
    }
}
