package org.isthmus.model.sdf;

import org.isthmus.model.linkage.Grammar;

/// The elements and attributes of SDF that are understood; all others are reported.
final class SdfGrammar {
    private static final Grammar POSE = Grammar.of("relative_to", "frame", "degrees", "rotation_format");

    private SdfGrammar() {}

    static Grammar sdf() {
        Grammar model = model();
        return Grammar.of("version").with("model", model).with("world", world(model));
    }

    private static Grammar world(Grammar model) {
        return Grammar.of("name")
                .withTexts("gravity", "magnetic_field")
                .with("wind", Grammar.of().withTexts("linear_velocity"))
                .with("physics", Grammar.of("name", "type", "default").withTexts("max_step_size"))
                .with("light", light())
                .with("include", include())
                .with("model", model)
                .with("frame", frame())
                .with("joint", joint());
    }

    private static Grammar light() {
        return Grammar.of("name", "type")
                .withTexts("cast_shadows", "diffuse", "specular", "direction")
                .with("pose", POSE)
                .with("attenuation", Grammar.of().withTexts("range", "constant", "linear", "quadratic"))
                .with("spot", Grammar.of().withTexts("inner_angle", "outer_angle", "falloff"));
    }

    private static Grammar include() {
        return Grammar.of().withTexts("uri", "name", "static", "placement_frame").with("pose", POSE);
    }

    private static Grammar frame() {
        return Grammar.of("name", "attached_to").with("pose", POSE);
    }

    private static Grammar model() {
        Grammar model = Grammar.of("name", "canonical_link", "placement_frame")
                .withTexts("static")
                .with("pose", POSE)
                .with("link", link())
                .with("joint", joint())
                .with("drake:joint", joint())
                .with("frame", frame())
                .with("include", include());
        return model.with("model", model);
    }

    private static Grammar link() {
        return Grammar.of("name")
                .withTexts("gravity")
                .with("pose", POSE)
                .with("inertial", Grammar.of("auto")
                        .withTexts("mass", "density")
                        .with("pose", POSE)
                        .with("inertia", Grammar.of().withTexts("ixx", "iyy", "izz", "ixy", "ixz", "iyz")))
                .with("visual", shape().withTexts("transparency").with("material", material()))
                .with("collision", shape().withTexts("density").with("surface", Grammar.of()
                        .with("friction", Grammar.of().with("ode", Grammar.of().withTexts("mu")))));
    }

    private static Grammar material() {
        return Grammar.of()
                .withTexts("diffuse", "ambient")
                .with("pbr", Grammar.of().with("metal",
                        Grammar.of().withTexts("albedo_map", "normal_map", "roughness", "metalness")));
    }

    private static Grammar shape() {
        Grammar capsule = Grammar.of().withTexts("radius", "length");
        Grammar ellipsoid = Grammar.of().withTexts("radii", "a", "b", "c");
        return Grammar.of("name")
                .with("pose", POSE)
                .with("geometry", Grammar.of()
                        .withTexts("empty")
                        .with("box", Grammar.of().withTexts("size"))
                        .with("sphere", Grammar.of().withTexts("radius"))
                        .with("cylinder", Grammar.of().withTexts("radius", "length"))
                        .with("capsule", capsule)
                        .with("drake:capsule", capsule)
                        .with("ellipsoid", ellipsoid)
                        .with("drake:ellipsoid", ellipsoid)
                        .with("plane", Grammar.of().withTexts("normal", "size"))
                        .with("mesh", Grammar.of().withTexts("uri", "scale")));
    }

    private static Grammar joint() {
        Grammar axis = Grammar.of()
                .with("xyz", Grammar.of("expressed_in"))
                .withTexts("use_parent_model_frame")
                .with("limit", Grammar.of().withTexts("lower", "upper", "effort", "velocity"))
                .with("dynamics",
                        Grammar.of().withTexts("damping", "friction", "spring_stiffness", "spring_reference"))
                .with("mimic", Grammar.of("joint").withTexts("multiplier", "offset", "reference"));
        return Grammar.of("name", "type")
                .withTexts("parent", "child")
                .with("pose", POSE)
                .with("axis", axis)
                .with("axis2", axis);
    }
}
