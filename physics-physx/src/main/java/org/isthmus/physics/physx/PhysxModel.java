package org.isthmus.physics.physx;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.EqualityType;
import org.isthmus.model.scene.JointType;
import org.isthmus.model.scene.Transmission;
import org.isthmus.physics.GeomDistances;
import org.isthmus.physics.Parameter;
import org.isthmus.physics.WorldRows;
import org.isthmus.physics.dynamics.LinkTree;

/// What all worlds of a model share.
///
/// @param numbers the model's parameters
/// @param collides [ngeom] whether a geom can touch another
/// @param touching [ngeom · ngeom] pairs of geoms that may touch
/// @param parts links by part, parents first: a free link without others alone, else those of an articulation
/// @param addedArmature [nv] inertia that actuators add to their joints
/// @param geomTypes [ngeom]
record PhysxModel(
        PhysxLibrary library, Model model, LinkTree tree, WorldRows rows, WorldNumbers numbers, boolean[] collides,
        Colliders colliders, BitSet touching, List<List<Integer>> parts, double[] addedArmature, int[] geomTypes) {
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when the model needs what the engine cannot do
    static PhysxModel of(PhysxLibrary library, Model model, Set<Parameter> varied, Diagnostics diagnostics) {
        Unsupported.report(model, varied, diagnostics);
        diagnostics.throwIfErrors();
        List<GeomDistances.Pair> pairs = GeomDistances.pairs(model);
        boolean[] collides = new boolean[model.sizes().ngeom()];
        for (GeomDistances.Pair pair : pairs) {
            collides[pair.first()] = true;
            collides[pair.second()] = true;
        }
        WorldRows rows = new WorldRows(model, varied, 0);
        LinkTree tree = LinkTree.of(model);
        Colliders colliders = new Colliders(library, model, collides, diagnostics);
        diagnostics.throwIfErrors();
        PhysxModel shared = new PhysxModel(library, model, tree, rows, new WorldNumbers(model, rows), collides,
                colliders, PairFilter.touching(pairs, collides.length), parts(model, tree), addedArmature(model),
                model.geoms().type().toArray());
        PhysxLibrary.CLEANER.register(shared, colliders::release);
        return shared;
    }

    /// Trees whose joints an equality couples are parts of one articulation.
    private static List<List<Integer>> parts(Model model, LinkTree tree) {
        int[] part = new int[tree.links().size()];
        for (int i = 0; i < part.length; i++) {
            int parent = tree.links().get(i).parent();
            part[i] = parent < 0 ? i : part[parent];
        }
        for (int e = 0; e < model.sizes().neq(); e++) {
            int second = model.equalities().obj2Id().get(e);
            if (model.equalities().type().get(e) == EqualityType.JOINT.ordinal() && second >= 0) {
                int kept = part[model.equalities().obj1Id().get(e)];
                int moved = part[second];
                for (int i = 0; i < part.length; i++) {
                    part[i] = part[i] == moved ? kept : part[i];
                }
            }
        }
        List<List<Integer>> parts = new ArrayList<>();
        for (int p = 0; p < part.length; p++) {
            List<Integer> links = new ArrayList<>();
            for (int i = 0; i < part.length; i++) {
                if (part[i] == p) {
                    links.add(i);
                }
            }
            if (!links.isEmpty()) {
                parts.add(links);
            }
        }
        return parts;
    }

    private static double[] addedArmature(Model model) {
        double[] added = new double[model.sizes().nv()];
        for (int i = 0; i < model.sizes().nu(); i++) {
            int target = model.actuators().trnId().get(2 * i);
            if (model.actuators().trnType().get(i) <= Transmission.JOINT_IN_PARENT.ordinal()) {
                double gear = model.actuators().gear().get(6 * i);
                added[model.joints().dofAdr().get(target)] += gear * gear * model.actuators().armature().get(i);
            }
        }
        return added;
    }

    /// Whether a part is a free body without others.
    boolean isFreeBody(List<Integer> part) {
        return part.size() == 1 && tree.links().get(part.getFirst()).type() == JointType.FREE;
    }
}
