package org.isthmus.physics.physx;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.isthmus.core.parallel.Parallel;
import org.isthmus.physics.Contact;
import org.isthmus.physics.Quantity;
import org.isthmus.physics.RowBatch;
import org.isthmus.physics.WorldBatch;
import org.jspecify.annotations.Nullable;

/// Worlds as rows of numbers, each with a scene of PhysX's.
final class PhysxBatch extends RowBatch {
    private final PhysxModel shared;
    private final Parallel pool;
    private final List<PhysxWorld> scenes = new ArrayList<>();
    /// [worlds][rows.length] as PhysX has it: what differs from the state was set since
    private final double[] seen;
    /// [worlds] everything is put in, whatever was seen
    private final boolean[] begins;
    /// [worlds] whether the contacts are of the present state
    private final boolean[] hasContacts;
    private final Parallel.Body stepping = this::stepRange;
    private @Nullable SensorView sensors;
    private int substeps;

    /// Frees what is PhysX's when a batch is forgotten.
    private record Release(List<PhysxWorld> scenes) implements Runnable {
        @Override
        public void run() {
            scenes.forEach(PhysxWorld::release);
        }
    }

    PhysxBatch(PhysxModel shared, int worlds, Parallel pool) {
        super(shared.model(), worlds, shared.rows());
        this.shared = shared;
        this.pool = pool;
        for (int w = 0; w < worlds; w++) {
            scenes.add(new PhysxWorld(shared));
        }
        seen = new double[state.length];
        begins = new boolean[worlds];
        Arrays.fill(begins, true);
        hasContacts = new boolean[worlds];
        PhysxLibrary.CLEANER.register(this, new Release(scenes));
    }

    @Override
    public WorldBatch withWorlds(int count, Parallel other) {
        return new PhysxBatch(shared, count, other);
    }

    @Override
    public void reset(int world) {
        super.reset(world);
        begins[world] = true;
    }

    @Override
    public void restore(int world, double[] in, int at) {
        super.restore(world, in, at);
        begins[world] = true;
    }

    @Override
    public void step(int count) {
        substeps = count;
        if (pool.threads() == 1) {
            stepRange(0, worlds());
        } else {
            pool.run(worlds(), 1, stepping);
        }
        Reference.reachabilityFence(this);
    }

    private void stepRange(int from, int to) {
        for (int w = from; w < to; w++) {
            for (int s = 0; s < substeps && !frozen[w]; s++) {
                step(w, s == substeps - 1);
            }
        }
    }

    private void step(int w, boolean records) {
        int base = base(w);
        if (isGivenBeyond(w)) {
            frozen[w] = true;
            return;
        }
        putIn(w);
        System.arraycopy(state, base, seen, base, rows.length());
        scenes.get(w).step(state, base, records);
        hasContacts[w] = records;
        if (isMotionBeyond(base)) {
            // the accelerations stay, to be told
            System.arraycopy(state, base + rows.at(Quantity.QACC), seen, base + rows.at(Quantity.QACC),
                    model.sizes().nv());
            System.arraycopy(seen, base, state, base, rows.length());
            frozen[w] = true;
            begins[w] = true;
            return;
        }
        System.arraycopy(state, base, seen, base, rows.length());
        steps[w]++;
    }

    private boolean isMotionBeyond(int base) {
        return isBeyond(state, base + rows.at(Quantity.QPOS), model.sizes().nq())
                || isBeyond(state, base + rows.at(Quantity.QVEL), model.sizes().nv());
    }

    /// Puts in what was set since the last step.
    private void putIn(int w) {
        int base = base(w);
        scenes.get(w).update(state, base);
        if (begins[w] || isSet(base, Quantity.QPOS) || isSet(base, Quantity.QVEL)) {
            scenes.get(w).put(state, base);
            begins[w] = false;
            hasContacts[w] = false;
        } else if (isSet(base, Quantity.MOCAP)) {
            scenes.get(w).putMocaps(state, base);
            hasContacts[w] = false;
        }
    }

    private boolean isSet(int base, Quantity quantity) {
        int at = base + rows.at(quantity);
        return !Arrays.equals(state, at, at + quantity.size(model.sizes()), seen, at,
                at + quantity.size(model.sizes()));
    }

    /// Those of the last step; where a world was set or reset since, of a step that is tried and taken back.
    @Override
    public List<Contact> contacts(int world) {
        check(world);
        if (frozen[world] || isGivenBeyond(world)) {
            return List.of();
        }
        PhysxWorld scene = scenes.get(world);
        putIn(world);
        if (!hasContacts[world]) {
            double[] row = Arrays.copyOfRange(state, base(world), base(world) + rows.length());
            scene.step(row, 0, true);
            begins[world] = true;
        }
        List<Contact> contacts = scene.contacts();
        Reference.reachabilityFence(this);
        return contacts;
    }

    @Override
    public void sense() {
        if (model.sizes().nsensor() == 0) {
            return;
        }
        SensorView view = sensors;
        if (view == null) {
            view = new SensorView(model, rows, worlds(), pool);
            sensors = view;
        }
        for (int w = 0; w < worlds(); w++) {
            view.show(w, state, base(w));
        }
        view.sense();
        for (int w = 0; w < worlds(); w++) {
            if (!frozen[w] && !isGivenBeyond(w)) {
                view.take(w, this, view.needsContacts() ? contacts(w) : List.of(), state, base(w));
            }
        }
    }
}
