package org.isthmus.model.mjcf;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.isthmus.model.scene.Actuator;
import org.isthmus.model.scene.Camera;
import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.DefaultClass;
import org.isthmus.model.scene.Element;
import org.isthmus.model.scene.Equality;
import org.isthmus.model.scene.Geom;
import org.isthmus.model.scene.Joint;
import org.isthmus.model.scene.Light;
import org.isthmus.model.scene.Material;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.Schema;
import org.isthmus.model.scene.Site;
import org.isthmus.model.scene.Tendon;

/// A kind of element that has prototypes in default classes.
///
/// @param schema of the prototypes
/// @param notInDefaults attributes that MJCF's default classes cannot hold
record Kind<E extends Element>(Schema<E> schema, Function<DefaultClass, E> prototype, Set<String> notInDefaults) {
    static final Kind<MeshAsset> MESH = new Kind<>(MeshAsset.SCHEMA, c -> c.mesh,
            Set.of("file", "refpos", "refquat", "smoothnormal", "material"));
    static final Kind<Material> MATERIAL = new Kind<>(Material.SCHEMA, c -> c.material, Set.of());
    static final Kind<Joint> JOINT = new Kind<>(Joint.SCHEMA, c -> c.joint, Set.of("align"));
    static final Kind<Geom> GEOM = new Kind<>(Geom.SCHEMA, c -> c.geom, Set.of());
    static final Kind<Site> SITE = new Kind<>(Site.SCHEMA, c -> c.site, Set.of());
    static final Kind<Camera> CAMERA = new Kind<>(Camera.SCHEMA, c -> c.camera, Set.of("target"));
    static final Kind<Light> LIGHT = new Kind<>(Light.SCHEMA, c -> c.light, Set.of("target", "texture"));
    static final Kind<ContactPair> PAIR = new Kind<>(ContactPair.SCHEMA, c -> c.pair, Set.of("geom1", "geom2"));
    static final Kind<Equality> EQUALITY = new Kind<>(Equality.DEFAULTS, c -> c.equality, Set.of());
    static final Kind<Tendon> TENDON = new Kind<>(Tendon.SCHEMA, c -> c.tendon,
            Set.of("actuatorfrclimited", "actuatorfrcrange", "armature"));
    static final Kind<Actuator> ACTUATOR = new Kind<>(Actuator.SCHEMA, c -> c.actuator,
            Set.of("lengthrange", "slidersite", "refsite"));

    /// Those whose prototypes are written by attributes alone, in the order of the schema of `default`.
    static final List<Kind<?>> PLAIN = List.of(MESH, JOINT, GEOM, SITE, CAMERA, LIGHT, PAIR, EQUALITY, TENDON);
}
