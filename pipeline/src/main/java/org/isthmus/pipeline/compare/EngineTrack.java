package org.isthmus.pipeline.compare;

import java.util.ArrayList;
import java.util.List;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.kinematics.Kinematics;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Energy;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// What one world did in one engine, sample by sample.
public final class EngineTrack {
    private final String engine;
    private final WorldBatch batch;
    private final Kinematics kinematics;
    private final Energy energyMeter;
    private final List<double[]> qpos = new ArrayList<>();
    private final List<double[]> bodies = new ArrayList<>();
    private final List<Double> contactForce = new ArrayList<>();
    private final List<Integer> contacts = new ArrayList<>();
    private final List<Double> energy = new ArrayList<>();
    private double seconds;

    /// @param batch whose world 0 is followed
    EngineTrack(String engine, WorldBatch batch) {
        this.engine = engine;
        this.batch = batch;
        kinematics = new Kinematics(batch.model());
        energyMeter = new Energy(batch.model());
    }

    /// Looks at the world as it is now.
    void sample() {
        Model model = batch.model();
        double[] q = new double[model.sizes().nq()];
        for (int i = 0; i < q.length; i++) {
            q[i] = batch.get(Quantity.QPOS, 0, i);
        }
        for (int i = 0; i < model.sizes().nmocap(); i++) {
            for (int k = 0; k < 7; k++) {
                double value = batch.get(Quantity.MOCAP, 0, 7 * i + k);
                if (k < 3) {
                    kinematics.mocapPos[3 * i + k] = value;
                } else {
                    kinematics.mocapQuat[4 * i + k - 3] = value;
                }
            }
        }
        kinematics.compute(q);
        qpos.add(q);
        bodies.add(kinematics.xpos.clone());
        double sum = 0;
        List<Contact> now = batch.contacts(0);
        for (Contact contact : now) {
            sum += contact.force().length();
        }
        contactForce.add(sum);
        contacts.add(now.size());
        energy.add(energyMeter.of(batch, 0));
    }

    /// Adds the time that an engine took.
    void took(double more) {
        seconds += more;
    }

    public String engine() {
        return engine;
    }

    public int samples() {
        return qpos.size();
    }

    /// [nq] at a sample
    public double[] qpos(int sample) {
        return qpos.get(sample);
    }

    /// [nbody][3] where the bodies were, world frame, m
    public double[] bodies(int sample) {
        return bodies.get(sample);
    }

    /// The sizes of all contacts' forces together, N.
    public double contactForce(int sample) {
        return contactForce.get(sample);
    }

    public int contacts(int sample) {
        return contacts.get(sample);
    }

    /// Kinetic energy and that of gravity, J.
    public double energy(int sample) {
        return energy.get(sample);
    }

    /// What the steps took, s.
    public double seconds() {
        return seconds;
    }

    /// Whether the engine gave the world up.
    public boolean isDiverged() {
        return batch.isDiverged(0);
    }
}
