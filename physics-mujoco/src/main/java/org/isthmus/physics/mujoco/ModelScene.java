package org.isthmus.physics.mujoco;

import java.util.Locale;
import java.util.Set;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.model.compiled.CompiledHeightField;
import org.isthmus.model.compiled.CompiledMesh;
import org.isthmus.model.compiled.Model;
import org.isthmus.core.math.Pose;
import org.isthmus.model.mesh.Mesh;
import org.isthmus.model.mesh.MeshTransforms;
import org.isthmus.model.scene.ContactExclusion;
import org.isthmus.model.scene.ContactPair;
import org.isthmus.model.scene.HeightField;
import org.isthmus.model.scene.InertiaFromGeom;
import org.isthmus.model.scene.MeshAsset;
import org.isthmus.model.scene.ObjectType;
import org.isthmus.model.scene.PhysicsOptions;
import org.isthmus.model.scene.Scene;
import org.isthmus.physics.Parameter;

/// A compiled model as a scene again, with all its numbers given instead of derived: compiled by MuJoCo it has the same elements, in the same
/// order.
///
/// Elements without a name get one. What is only seen (materials, textures, lights) is left out, keyframes too.
final class ModelScene {
    private static final int SIGNATURE_SHIFT = 16;

    final Model model;
    final Scene scene = new Scene();
    private final Set<Parameter> varied;

    private ModelScene(Model model, Set<Parameter> varied) {
        this.model = model;
        this.varied = varied;
    }

    /// The scene of a model some of whose parameters will be changed: frames that these belong to do not coincide with others, because
    /// MuJoCo's compiler would take that for granted.
    static Scene of(Model model, Set<Parameter> varied) {
        ModelScene it = new ModelScene(model, varied);
        it.addSettings();
        it.addMeshes();
        it.addHeightFields();
        new SceneBodies(it, varied).add();
        it.addContacts();
        new SceneConstraints(it).add();
        new SceneActuators(it).add();
        new SceneSensors(it).add();
        return it.scene;
    }

    private void addSettings() {
        scene.name = model.name();
        scene.compiler.inertiaFromGeom = InertiaFromGeom.FALSE;
        scene.physics = model.options();
        // A negative tolerance is this project's own word for a fixed number of iterations.
        scene.physics.tolerance = Math.max(0, scene.physics.tolerance);
        if (varied.contains(Parameter.GEOM_SIZE) || varied.contains(Parameter.GEOM_POS)
                || varied.contains(Parameter.GEOM_QUAT)) {
            scene.physics.switched.add(PhysicsOptions.Flag.MIDPHASE); // its trees of boxes are compiled
        }
    }

    /// The name of an element, made up where it has none.
    String name(ObjectType type, int id) {
        ObjectType kind = type == ObjectType.XBODY ? ObjectType.BODY : type;
        if (kind == ObjectType.BODY && id == 0) {
            return scene.world.name == null ? "world" : scene.world.name;
        }
        String name = id < model.names().all(kind).size() ? model.names().name(kind, id) : "";
        return name.isEmpty() ? "#" + kind.name().toLowerCase(Locale.ROOT) + id : name;
    }

    private void addMeshes() {
        for (int i = 0; i < model.meshes().size(); i++) {
            CompiledMesh compiled = model.meshes().get(i);
            MeshAsset mesh = new MeshAsset();
            mesh.name = name(ObjectType.MESH, i);
            Mesh bare = Mesh.of(compiled.geometry().vertices(), compiled.geometry().faces());
            mesh.geometry = MeshTransforms.toSinglePrecision(MeshTransforms.transform(bare, frame(compiled)));
            mesh.inertia = compiled.inertia();
            mesh.maxHullVertices = compiled.maxHullVertices();
            scene.meshes.add(mesh);
        }
    }

    /// A mesh's inertial frame in the asset's own, where MuJoCo finds it again.
    static Pose frame(CompiledMesh mesh) {
        return new Pose(mesh.pos(), mesh.quat());
    }

    private void addHeightFields() {
        for (int i = 0; i < model.heightFields().size(); i++) {
            CompiledHeightField compiled = model.heightFields().get(i);
            HeightField field = new HeightField();
            field.name = name(ObjectType.HFIELD, i);
            field.rows = compiled.rows();
            field.columns = compiled.columns();
            field.size[0] = compiled.sizeX();
            field.size[1] = compiled.sizeY();
            field.size[2] = compiled.top();
            field.size[3] = compiled.base();
            field.elevation = new double[compiled.rows() * compiled.columns()];
            for (int k = 0; k < field.elevation.length; k++) {
                field.elevation[k] = compiled.elevation().get(k);
            }
            scene.heightFields.add(field);
        }
    }

    private void addContacts() {
        for (int i = 0; i < model.sizes().npair(); i++) {
            ContactPair pair = new ContactPair();
            pair.geom1 = name(ObjectType.GEOM, model.pairs().geom1().get(i));
            pair.geom2 = name(ObjectType.GEOM, model.pairs().geom2().get(i));
            pair.condim = model.pairs().dim().get(i);
            copy(model.pairs().friction(), i, pair.friction);
            copy(model.pairs().solref(), i, pair.solref);
            copy(model.pairs().solrefFriction(), i, pair.solrefFriction);
            copy(model.pairs().solimp(), i, pair.solimp);
            pair.margin = model.pairs().margin().get(i);
            pair.gap = model.pairs().gap().get(i);
            pair.adhesion = model.pairs().adhesion().get(i);
            scene.contactPairs.add(pair);
        }
        for (int i = 0; i < model.excludeSignature().length(); i++) {
            int signature = model.excludeSignature().get(i);
            ContactExclusion exclusion = new ContactExclusion();
            exclusion.body1 = name(ObjectType.BODY, signature >> SIGNATURE_SHIFT);
            exclusion.body2 = name(ObjectType.BODY, signature & (1 << SIGNATURE_SHIFT) - 1);
            scene.contactExclusions.add(exclusion);
        }
    }

    /// A row of a table.
    static void copy(DoubleArray table, int row, double[] out) {
        table.copyTo(row * out.length, out, 0, out.length);
    }

    /// A linear coefficient and its polynomial's two others.
    static void copy(DoubleArray linear, DoubleArray poly, int row, double[] out) {
        out[0] = linear.get(row);
        out[1] = poly.get(2 * row);
        out[2] = poly.get(2 * row + 1);
    }

    /// What of a table belongs to a row: user numbers.
    static double[] user(DoubleArray table, int row, int count) {
        return table.slice(row * count, (row + 1) * count);
    }
}
