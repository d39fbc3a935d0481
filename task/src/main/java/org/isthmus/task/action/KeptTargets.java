package org.isthmus.task.action;

import org.isthmus.physics.Quantity;
import org.isthmus.physics.WorldBatch;

/// Servos whose targets move from where they are kept; an episode begins with the controls that its world has.
final class KeptTargets implements ActionTerm.Actuation {
    private final WorldBatch batch;
    private final Servos servos;
    private final double reach;
    private final boolean isLasting;
    /// [worlds][n] rad or m
    private final double[] kept;

    /// @param reach how far an action of 1 moves a target, rad or m
    /// @param isLasting whether it is kept where it was moved to; else where the episode began
    KeptTargets(WorldBatch batch, Servos servos, double reach, boolean isLasting) {
        this.batch = batch;
        this.servos = servos;
        this.reach = reach;
        this.isLasting = isLasting;
        kept = new double[batch.worlds() * servos.size()];
    }

    @Override
    public void act(int world, float[] actions, int at) {
        for (int i = 0; i < servos.size(); i++) {
            int place = world * servos.size() + i;
            double target = servos.clamp(i, kept[place] + reach * Math.clamp(actions[at + i], -1f, 1f));
            if (isLasting) {
                kept[place] = target;
            }
            batch.set(Quantity.CTRL, world, servos.ids()[i], target);
        }
    }

    @Override
    public void restart(int world) {
        for (int i = 0; i < servos.size(); i++) {
            kept[world * servos.size() + i] = servos.clamp(i, batch.get(Quantity.CTRL, world, servos.ids()[i]));
        }
    }

    @Override
    public double[] memory() {
        return kept;
    }
}
