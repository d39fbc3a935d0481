package org.isthmus.model.compile;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.compiled.ModelStatistic;
import org.isthmus.model.scene.Scene;

/// Compiles a scene to an immutable model, with the meaning of MuJoCo 3.14's compiler.
public final class SceneCompiler {
    private static final ModelStatistic NOT_YET = new ModelStatistic(1, 1, 1, 1, Vec3.ZERO);

    private SceneCompiler() {}

    /// Compiles a scene, which stays as it is. The same scene always yields the same model, bit by bit.
    ///
    /// @param diagnostics takes warnings, and all errors
    /// @throws DiagnosticException with everything in `diagnostics` when the scene has errors
    public static Model compile(Scene scene, Diagnostics diagnostics) {
        Compilation c = new Compilation(scene, diagnostics);
        copy(c);
        diagnostics.throwIfErrors();
        compileAssets(c);
        compileTree(c);
        diagnostics.throwIfErrors();
        compileReferences(c);
        diagnostics.throwIfErrors();
        return assemble(c);
    }

    /// Compiles a scene without interest in warnings.
    ///
    /// @throws DiagnosticException when the scene has errors
    public static Model compile(Scene scene) {
        return compile(scene, new Diagnostics());
    }

    private static void copy(Compilation c) {
        BodyTree.copy(c);
        Assets.copy(c);
        Contacts.copy(c);
        Equalities.copy(c);
        Tendons.copy(c);
        Actuators.copy(c);
        Sensors.copy(c);
        Keyframes.copy(c);
        Assets.link(c);
    }

    private static void compileAssets(Compilation c) {
        Discarding.dropMissingMeshes(c);
        Meshes.compile(c);
        HeightFields.compile(c);
        Textures.compile(c);
        Discarding.dropMissingTextures(c);
    }

    private static void compileTree(Compilation c) {
        Geoms.compile(c);
        Sites.compile(c);
        Views.compile(c);
        Bodies.compile(c);
        Joints.compile(c);
        Bodies.alignFree(c);
        if (c.options.fuseStatic) {
            StaticFusion.run(c);
        }
        Joints.checkFree(c);
        Bodies.checkMoving(c);
    }

    private static void compileReferences(Compilation c) {
        Contacts.compile(c);
        Equalities.compile(c);
        Tendons.compile(c);
        Actuators.compile(c);
        Sensors.compile(c);
        CustomFields.check(c);
        if (c.options.discardVisual) {
            Discarding.dropVisual(c);
        }
    }

    private static Model assemble(Compilation c) {
        Bodies.scaleToTotal(c);
        Bodies.sumSubtrees(c);
        Numbering numbering = Numbering.of(c);
        Keyframes.compile(c, numbering.qpos0.toArray(), numbering.nv, Assembly.activations(c), numbering.nmocap);
        c.diagnostics.throwIfErrors();
        Assembly assembly = new Assembly(c, numbering);
        Model draft = assembly.model(NOT_YET);
        ModelStatistic statistic = ReferenceQuantities.compute(c, draft);
        LengthRanges.compute(c, draft);
        Model model = assembly.model(statistic);
        FiniteCheck.run(c, model);
        c.diagnostics.throwIfErrors();
        return model;
    }
}
