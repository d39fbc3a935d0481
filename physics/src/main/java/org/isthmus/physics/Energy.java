package org.isthmus.physics;

import org.isthmus.core.math.Vec3;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.DofMotions;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.model.kinematics.MassMatrix;
import org.isthmus.model.kinematics.TendonLengths;

/// Mechanical energy of single worlds: a scalar check beside the engine, from the model's own numbers. Not safe for several threads.
public final class Energy {
    private final Model model;
    private final Kinematics kinematics;
    private final DofMotions motions;
    private final TendonLengths tendons;
    private final MassMatrix mass;
    private final double[] qpos;
    private final double[] qvel;

    public Energy(Model model) {
        this.model = model;
        kinematics = new Kinematics(model);
        motions = new DofMotions(model);
        tendons = new TendonLengths(model);
        mass = new MassMatrix(model);
        qpos = new double[model.sizes().nq()];
        qvel = new double[model.sizes().nv()];
    }

    /// Kinetic energy and potential energy of gravity, J. Energy in springs does not count.
    public double of(WorldBatch batch, int world) {
        for (int i = 0; i < qpos.length; i++) {
            qpos[i] = batch.get(Quantity.QPOS, world, i);
        }
        for (int d = 0; d < qvel.length; d++) {
            qvel[d] = batch.get(Quantity.QVEL, world, d);
        }
        kinematics.compute(qpos);
        motions.compute(kinematics);
        mass.compute(kinematics, motions, tendons);
        return kinetic() + potential();
    }

    private double kinetic() {
        double[] m = mass.dense();
        double sum = 0;
        for (int i = 0; i < qvel.length; i++) {
            for (int j = 0; j < qvel.length; j++) {
                sum += qvel[i] * m[i * qvel.length + j] * qvel[j];
            }
        }
        return sum / 2;
    }

    private double potential() {
        Vec3 gravity = model.options().gravity;
        double sum = 0;
        for (int b = 1; b < model.sizes().nbody(); b++) {
            Vec3 com = new Vec3(kinematics.xipos[3 * b], kinematics.xipos[3 * b + 1], kinematics.xipos[3 * b + 2]);
            sum -= model.bodies().mass().get(b) * gravity.dot(com);
        }
        return sum;
    }
}
