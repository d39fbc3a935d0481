package org.isthmus.bench;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;
import org.isthmus.physics.PhysicsEngine;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// How far steps are from steps of the same states in `double`, solved until rounding ends it: the largest component of `M (a − a*)`.
final class Exactness {
    private static final int WORLDS = 16;

    private final Model model;
    private final WorldBatch exact;
    private final Kinematics kinematics;
    private final DofMotions motions;
    private final TendonLengths tendons;
    private final MassMatrix mass;
    private double worst;

    Exactness(PhysicsCase scene, Parallel pool) {
        model = scene.model();
        exact = PhysicsEngine.named("scalar-double").create(scene.exactModel(), WORLDS, pool, new Diagnostics());
        kinematics = new Kinematics(model);
        motions = new DofMotions(model);
        tendons = new TendonLengths(model);
        mass = new MassMatrix(model);
    }

    /// Does one step of a batch and compares some worlds.
    void step(WorldBatch batch) {
        int worlds = Math.min(WORLDS, batch.worlds());
        double[] snapshot = new double[batch.snapshotLength()];
        for (int w = 0; w < worlds; w++) {
            batch.snapshot(w, snapshot, 0);
            exact.restore(w, snapshot, 0);
        }
        batch.step(1);
        exact.step(1);
        for (int w = 0; w < worlds; w++) {
            worst = Math.max(worst, forceBetween(batch, w));
        }
    }

    /// The largest difference so far, N or N·m.
    double worst() {
        return worst;
    }

    private double forceBetween(WorldBatch batch, int world) {
        int nv = model.sizes().nv();
        double[] qpos = new double[model.sizes().nq()];
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] = exact.get(Quantity.QPOS, world, i);
        }
        kinematics.compute(qpos);
        motions.compute(kinematics);
        mass.compute(kinematics, motions, tendons);
        double[] m = mass.dense();
        double largest = 0;
        for (int i = 0; i < nv; i++) {
            double force = 0;
            for (int j = 0; j < nv; j++) {
                force += m[i * nv + j]
                        * (batch.get(Quantity.QACC, world, j) - exact.get(Quantity.QACC, world, j));
            }
            largest = Math.max(largest, Math.abs(force));
        }
        return largest;
    }
}
