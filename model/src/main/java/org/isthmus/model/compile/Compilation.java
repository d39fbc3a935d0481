package org.isthmus.model.compile;

import java.util.EnumMap;
import java.util.Map;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.scene.CompilerOptions;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.Scene;
import org.jspecify.annotations.Nullable;

/// What the stages of one compilation share: the scene, the working copies of its elements, and the problems found.
final class Compilation {
    /// The caller's; never changed.
    final Scene scene;
    final CompilerOptions options;
    final Diagnostics diagnostics;

    private final Map<ObjectType, Register<?>> registers = new EnumMap<>(ObjectType.class);

    final Register<BodyDraft> bodies = register(ObjectType.BODY);
    final Register<JointDraft> joints = register(ObjectType.JOINT);
    final Register<GeomDraft> geoms = register(ObjectType.GEOM);
    final Register<SiteDraft> sites = register(ObjectType.SITE);
    final Register<CameraDraft> cameras = register(ObjectType.CAMERA);
    final Register<LightDraft> lights = register(ObjectType.LIGHT);
    final Register<MeshDraft> meshes = register(ObjectType.MESH);
    final Register<HeightFieldDraft> heightFields = register(ObjectType.HFIELD);
    final Register<TextureDraft> textures = register(ObjectType.TEXTURE);
    final Register<MaterialDraft> materials = register(ObjectType.MATERIAL);
    final Register<PairDraft> pairs = register(ObjectType.PAIR);
    final Register<ExclusionDraft> exclusions = register(ObjectType.EXCLUDE);
    final Register<EqualityDraft> equalities = register(ObjectType.EQUALITY);
    final Register<TendonDraft> tendons = register(ObjectType.TENDON);
    final Register<ActuatorDraft> actuators = register(ObjectType.ACTUATOR);
    final Register<SensorDraft> sensors = register(ObjectType.SENSOR);
    final Register<KeyframeDraft> keyframes = register(ObjectType.KEY);

    Compilation(Scene scene, Diagnostics diagnostics) {
        this.scene = scene;
        this.options = scene.compiler;
        this.diagnostics = diagnostics;
        registers.put(ObjectType.XBODY, bodies);
    }

    private <D extends Draft<?>> Register<D> register(ObjectType type) {
        Register<D> register = new Register<>(type);
        registers.put(type, register);
        return register;
    }

    /// The drafts of a kind; null for kinds that no element refers to (custom fields).
    @Nullable
    Register<?> of(ObjectType type) {
        return registers.get(type);
    }

    BodyDraft world() {
        return bodies.list.get(0);
    }

    void error(Draft<?> draft, String problem, String expected, String remedy) {
        diagnostics.error(draft.element.source, draft.subject() + " " + problem, expected, remedy);
    }

    void warning(Draft<?> draft, String problem, String expected, String remedy) {
        diagnostics.warning(draft.element.source, draft.subject() + " " + problem, expected, remedy);
    }

    /// The draft of that name in a register; null when the name is null, or unknown, which is an error.
    <D extends Draft<?>> @Nullable D resolve(Register<D> register, Draft<?> user, String role, @Nullable String name) {
        return name == null ? null : register.resolve(user, role, name, diagnostics);
    }

    /// As [#resolve], and an error when there is no name.
    <D extends Draft<?>> @Nullable D require(Register<D> register, Draft<?> user, String attribute,
            @Nullable String name) {
        if (name == null || name.isEmpty()) {
            error(user, "has no " + attribute, "the name of a " + register.type.word(), "add " + attribute + "=\"…\"");
            return null;
        }
        return resolve(register, user, attribute, name);
    }
}
