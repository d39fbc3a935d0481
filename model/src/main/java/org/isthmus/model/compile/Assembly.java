package org.isthmus.model.compile;

import static org.isthmus.model.compile.Columns.ints;
import static org.isthmus.model.compile.Columns.numbers;
import static org.isthmus.model.compile.Columns.widest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.isthmus.model.compiled.KeyframeTable;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.ModelStatistic;
import org.isthmus.model.compiled.Names;
import org.isthmus.model.compiled.Sizes;
import org.isthmus.model.compiled.TreeTable;
import org.isthmus.model.scene.ObjectType;

/// Last stage: the immutable model from the drafts. It may run twice: quantities at `qpos0` are computed with a first
/// model and are in the second.
final class Assembly {
    private static final List<ObjectType> NAMED = List.of(ObjectType.BODY, ObjectType.JOINT, ObjectType.GEOM,
            ObjectType.SITE, ObjectType.CAMERA, ObjectType.LIGHT, ObjectType.MESH, ObjectType.HFIELD,
            ObjectType.TEXTURE,
            ObjectType.MATERIAL, ObjectType.PAIR, ObjectType.EXCLUDE, ObjectType.EQUALITY, ObjectType.TENDON,
            ObjectType.ACTUATOR, ObjectType.SENSOR, ObjectType.KEY);

    /// The most user numbers of one kind of elements, and the most numbers in all keyframes.
    static final int MAX_NUMBERS = 100_000_000;

    private final Compilation c;
    private final Numbering numbering;
    private final Sizes sizes;

    Assembly(Compilation c, Numbering numbering) {
        this.c = c;
        this.numbering = numbering;
        sizes = sizes();
    }

    Model model(ModelStatistic statistic) {
        BodyTables tree = new BodyTables(c, sizes);
        ElementTables elements = new ElementTables(c, sizes);
        return new Model(c.scene.name, sizes, c.scene.physics, statistic, names(), tree.bodies(), tree.joints(),
                tree.dofs(),
                trees(), tree.geoms(), tree.sites(), tree.cameras(), tree.lights(),
                c.meshes.list.stream().map(mesh -> Objects.requireNonNull(mesh.compiled)).toList(),
                c.heightFields.list.stream().map(field -> Objects.requireNonNull(field.compiled)).toList(),
                c.textures.list.stream().map(texture -> Objects.requireNonNull(texture.compiled)).toList(),
                elements.materials(), elements.pairs(), ints(c.exclusions.list, ExclusionDraft::signature),
                elements.equalities(), elements.tendons(), elements.wraps(), elements.actuators(), elements.sensors(),
                keyframes(), c.scene.customFields, numbering.qpos0, numbering.qposSpring);
    }

    private Sizes sizes() {
        return new Sizes(numbering.nq, numbering.nv, c.actuators.list.size(), activations(c), c.bodies.list.size(),
                c.joints.list.size(), numbering.trees.size(), massMatrixEntries(), c.geoms.list.size(),
                c.sites.list.size(),
                c.cameras.list.size(), c.lights.list.size(), c.meshes.list.size(), c.heightFields.list.size(),
                c.textures.list.size(), c.materials.list.size(), c.pairs.list.size(), c.exclusions.list.size(),
                c.equalities.list.size(), c.tendons.list.size(),
                c.tendons.list.stream().mapToInt(t -> t.path.size()).sum(), c.sensors.list.size(),
                c.sensors.list.stream().mapToInt(s -> s.dim).sum(), c.keyframes.list.size(), numbering.nmocap,
                users(c.bodies, c.scene.sizes.userOfBody, "user_body", b -> b.element.user),
                users(c.joints, c.scene.sizes.userOfJoint, "user_jnt", j -> j.element.user),
                users(c.geoms, c.scene.sizes.userOfGeom, "user_geom", g -> g.element.user),
                users(c.sites, c.scene.sizes.userOfSite, "user_site", s -> s.element.user),
                users(c.cameras, c.scene.sizes.userOfCamera, "user_cam", v -> v.element.user),
                users(c.tendons, c.scene.sizes.userOfTendon, "user_tendon", t -> t.element.user),
                users(c.actuators, c.scene.sizes.userOfActuator, "user_actuator", a -> a.element.user),
                users(c.sensors, c.scene.sizes.userOfSensor, "user_sensor", s -> s.element.user));
    }

    /// Numbers of user data per element: as the scene says, else as many as any has.
    private <D extends Draft<?>> int users(Register<D> register, int given, String attribute,
            Function<D, double[]> user) {
        if (given < 0) {
            return widest(register.list, user);
        }
        if ((long) given * register.list.size() > MAX_NUMBERS) {
            throw c.diagnostics.fatal(c.scene.world.source, "n" + attribute + " is " + given, "at most " + MAX_NUMBERS
                    + " user numbers in all", "leave it out");
        }
        for (D draft : register.list) {
            if (user.apply(draft).length > given) {
                c.error(draft, "has " + user.apply(draft).length + " user numbers",
                        "at most n" + attribute + " = " + given,
                        "raise n" + attribute + " or leave it out");
            }
        }
        return given;
    }

    static int activations(Compilation c) {
        return c.actuators.list.stream().mapToInt(a -> a.actNum).sum();
    }

    /// Each degree of freedom with itself and all above it.
    private int massMatrixEntries() {
        int entries = 0;
        int[] above = new int[c.bodies.list.size()];
        for (BodyDraft body : c.bodies.list) {
            int depth = body.parent == null ? 0 : above[body.parent.id];
            int dofs = body.dofCount();
            for (int i = 0; i < dofs; i++) {
                entries += ++depth;
            }
            above[body.id] = depth;
        }
        return entries;
    }

    private Names names() {
        Map<ObjectType, List<String>> names = new EnumMap<>(ObjectType.class);
        for (ObjectType type : NAMED) {
            names.put(type, Objects.requireNonNull(c.of(type)).names());
        }
        List<String> bodies = new ArrayList<>(c.bodies.names());
        bodies.set(0, "world");
        names.put(ObjectType.BODY, bodies);
        return new Names(names);
    }

    private TreeTable trees() {
        List<Numbering.Tree> trees = numbering.trees;
        return new TreeTable(ints(trees, t -> t.bodies().get(0).id), ints(trees, t -> t.bodies().size()),
                ints(trees, Numbering.Tree::dofAdr), ints(trees, Numbering.Tree::dofCount));
    }

    private KeyframeTable keyframes() {
        List<KeyframeDraft> list = c.keyframes.list;
        return new KeyframeTable(
                numbers(list, k -> k.element.time),
                numbers(list, sizes.nq(), k -> k.element.qpos),
                numbers(list, sizes.nv(), k -> k.element.qvel),
                numbers(list, sizes.na(), k -> k.element.act),
                numbers(list, 3 * sizes.nmocap(), k -> k.element.mocapPos),
                numbers(list, 4 * sizes.nmocap(), k -> k.element.mocapQuat),
                numbers(list, sizes.nu(), k -> k.element.ctrl));
    }
}
