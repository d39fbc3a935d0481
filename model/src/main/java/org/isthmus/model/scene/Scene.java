package org.isthmus.model.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An editable description of a robot, an object or a whole world.
///
/// Start from a file (`SceneFiles`), a robot template, or `new Scene()`; change anything; compile it to an immutable model.
/// Names are unique among elements of one kind. Not safe for several threads.
public final class Scene {
    /// Name of the whole model.
    public String name = "scene";
    public CompilerOptions compiler = new CompilerOptions();
    public PhysicsOptions physics = new PhysicsOptions();
    public SizeOptions sizes = new SizeOptions();
    public Statistic statistic = new Statistic();
    /// Preferences for drawing, by section and attribute as in MJCF's `visual`; kept as they are.
    public final Map<String, Map<String, String>> visual = new LinkedHashMap<>();
    /// Root of the default classes.
    public DefaultClass defaults = new DefaultClass("main");

    /// The fixed root of the tree of bodies; it has no joints and no mass.
    public final Body world = new Body("world");

    public final List<MeshAsset> meshes = new ArrayList<>();
    public final List<HeightField> heightFields = new ArrayList<>();
    public final List<Texture> textures = new ArrayList<>();
    public final List<Material> materials = new ArrayList<>();

    public final List<ContactPair> contactPairs = new ArrayList<>();
    public final List<ContactExclusion> contactExclusions = new ArrayList<>();
    public final List<Equality> equalities = new ArrayList<>();
    public final List<Tendon> tendons = new ArrayList<>();
    public final List<Actuator> actuators = new ArrayList<>();
    public final List<Sensor> sensors = new ArrayList<>();
    public final List<Keyframe> keyframes = new ArrayList<>();
    public final List<CustomField> customFields = new ArrayList<>();

    public Scene() {}

    /// A deep copy: changing one does not change the other. Read files (meshes, images) are immutable and shared.
    public Scene copy() {
        Scene copy = new Scene();
        copy.name = name;
        copy.compiler = CompilerOptions.SCHEMA.copy(compiler);
        copy.physics = PhysicsOptions.SCHEMA.copy(physics);
        copy.sizes = SizeOptions.SCHEMA.copy(sizes);
        copy.statistic = Statistic.SCHEMA.copy(statistic);
        visual.forEach((section, values) -> copy.visual.put(section, new LinkedHashMap<>(values)));
        copy.defaults = defaults.copy();
        for (Attribute<Body> attribute : Body.SCHEMA.attributes()) {
            attribute.copy(world, copy.world);
        }
        world.copyInto(copy.world);
        copyAll(meshes, copy.meshes, MeshAsset.SCHEMA::copy);
        copyAll(heightFields, copy.heightFields, HeightField.SCHEMA::copy);
        copyAll(textures, copy.textures, Texture.SCHEMA::copy);
        copyAll(materials, copy.materials, Material.SCHEMA::copy);
        copyAll(contactPairs, copy.contactPairs, ContactPair.SCHEMA::copy);
        copyAll(contactExclusions, copy.contactExclusions, ContactExclusion.SCHEMA::copy);
        copyAll(equalities, copy.equalities, Equality::copy);
        copyAll(tendons, copy.tendons, Tendon.SCHEMA::copy);
        copyAll(actuators, copy.actuators, Actuator.SCHEMA::copy);
        copyAll(sensors, copy.sensors, Sensor.SCHEMA::copy);
        copyAll(keyframes, copy.keyframes, Keyframe.SCHEMA::copy);
        copyAll(customFields, copy.customFields, CustomField::copy);
        return copy;
    }

    private static <E> void copyAll(List<E> from, List<E> to, UnaryOperator<E> copy) {
        for (E element : from) {
            to.add(copy.apply(element));
        }
    }

    /// The default class of that name; the root for null; null when there is none.
    public @Nullable DefaultClass defaultClass(@Nullable String className) {
        return className == null ? defaults : defaults.find(className);
    }

    /// All bodies, the world first, in the order of the compiled model.
    public List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        world.forEach(bodies::add);
        return bodies;
    }

    public @Nullable Body body(String bodyName) {
        return first(bodies(), b -> bodyName.equals(b.name));
    }

    public @Nullable Joint joint(String jointName) {
        return inBodies(b -> b.joints, jointName);
    }

    public @Nullable Geom geom(String geomName) {
        return inBodies(b -> b.geoms, geomName);
    }

    public @Nullable Site site(String siteName) {
        return inBodies(b -> b.sites, siteName);
    }

    public @Nullable Camera camera(String cameraName) {
        return inBodies(b -> b.cameras, cameraName);
    }

    public @Nullable MeshAsset mesh(String meshName) {
        return first(meshes, m -> meshName.equals(m.name));
    }

    public @Nullable Material material(String materialName) {
        return first(materials, m -> materialName.equals(m.name));
    }

    public @Nullable Actuator actuator(String actuatorName) {
        return first(actuators, a -> actuatorName.equals(a.name));
    }

    private interface Part<E> {
        List<E> of(Body body);
    }

    private <E extends Element> @Nullable E inBodies(Part<E> part, String wanted) {
        for (Body body : bodies()) {
            E found = first(part.of(body), e -> wanted.equals(e.name));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static <E> @Nullable E first(List<E> list, Predicate<E> wanted) {
        for (E e : list) {
            if (wanted.test(e)) {
                return e;
            }
        }
        return null;
    }
}
