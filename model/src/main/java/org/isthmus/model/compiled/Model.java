package org.isthmus.model.compiled;

import java.util.List;
import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;
import org.isthmus.model.scene.CustomField;
import org.isthmus.model.scene.PhysicsOptions;

/// A compiled robot or scene: immutable, safe for any number of threads, shared by all worlds made from it.
///
/// @param name of the whole model
/// @param options how physics runs
/// @param excludeSignature [nexclude] pairs of bodies that do not collide: body1 · 65536 + body2, ascending
/// @param qpos0 [nq] reference configuration
/// @param qposSpring [nq] configuration at which joint springs rest
public record Model(
        String name,
        Sizes sizes,
        PhysicsOptions options,
        ModelStatistic statistic,
        Names names,
        BodyTable bodies,
        JointTable joints,
        DofTable dofs,
        TreeTable trees,
        GeomTable geoms,
        SiteTable sites,
        CameraTable cameras,
        LightTable lights,
        List<CompiledMesh> meshes,
        List<CompiledHeightField> heightFields,
        List<CompiledTexture> textures,
        MaterialTable materials,
        PairTable pairs,
        IntArray excludeSignature,
        EqualityTable equalities,
        TendonTable tendons,
        WrapTable wraps,
        ActuatorTable actuators,
        SensorTable sensors,
        KeyframeTable keyframes,
        List<CustomField> customFields,
        DoubleArray qpos0,
        DoubleArray qposSpring) {
    public Model {
        options = PhysicsOptions.SCHEMA.copy(options);
        meshes = List.copyOf(meshes);
        heightFields = List.copyOf(heightFields);
        textures = List.copyOf(textures);
        customFields = List.copyOf(customFields);
    }

    /// How physics runs; a copy that the caller may change without touching the model.
    @Override
    public PhysicsOptions options() {
        return PhysicsOptions.SCHEMA.copy(options);
    }
}
