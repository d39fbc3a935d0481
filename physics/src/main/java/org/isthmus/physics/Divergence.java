package org.isthmus.physics;

import java.util.Locale;
import java.util.Optional;

import org.isthmus.model.compiled.Model;
import org.isthmus.model.scene.ObjectType;

/// Worlds that left the range of numbers, and what the first of them died of.
///
/// @param count worlds that are frozen
/// @param world the one of them that was frozen first
/// @param time when, s since its reset
/// @param quantity where the trouble shows: what is no finite number and came from outside, else the largest acceleration or velocity of the
/// step that failed
/// @param index in the quantity
/// @param value what it is
public record Divergence(int count, int world, double time, Quantity quantity, int index, double value) {
    /// What a user or a program sets.
    private static final Quantity[] GIVEN = {Quantity.QPOS, Quantity.QVEL, Quantity.ACT, Quantity.CTRL,
        Quantity.QFRC_APPLIED, Quantity.MOCAP};

    static Optional<Divergence> of(WorldBatch batch) {
        int count = 0;
        int first = -1;
        for (int w = 0; w < batch.worlds(); w++) {
            if (batch.isDiverged(w)) {
                count++;
                first = first < 0 || batch.time(w) < batch.time(first) ? w : first;
            }
        }
        return first < 0 ? Optional.empty() : Optional.of(of(batch, count, first));
    }

    private static Divergence of(WorldBatch batch, int count, int world) {
        for (Quantity quantity : GIVEN) {
            for (int i = 0; i < quantity.size(batch.model().sizes()); i++) {
                if (!Double.isFinite(batch.get(quantity, world, i))) {
                    return at(batch, count, world, quantity, i);
                }
            }
        }
        int fastest = largest(batch, world, Quantity.QVEL);
        int hardest = largest(batch, world, Quantity.QACC);
        double speed = Math.abs(batch.get(Quantity.QVEL, world, fastest));
        double acceleration = Math.abs(batch.get(Quantity.QACC, world, hardest));
        return speed > acceleration ? at(batch, count, world, Quantity.QVEL, fastest)
                : at(batch, count, world, Quantity.QACC, hardest);
    }

    private static Divergence at(WorldBatch batch, int count, int world, Quantity quantity, int index) {
        return new Divergence(count, world, batch.time(world), quantity, index, batch.get(quantity, world, index));
    }

    /// The first that is no number, else the largest.
    private static int largest(WorldBatch batch, int world, Quantity quantity) {
        int worst = 0;
        for (int d = 1; d < quantity.size(batch.model().sizes()); d++) {
            double old = Math.abs(batch.get(quantity, world, worst));
            worst = Double.isNaN(old) || Math.abs(batch.get(quantity, world, d)) <= old ? worst : d;
        }
        return worst;
    }

    /// Says it in words, such as `2 worlds, the first (7) after 0.130 s: acceleration 3.1e+11 at joint 'elbow'`.
    public String describe(Model model) {
        return String.format(Locale.ROOT, "%d world%s, the first (%d) after %.3f s: %s %.3g at %s", count,
                count == 1 ? "" : "s", world, time, word(), value, place(model));
    }

    private String word() {
        return switch (quantity) {
            case QACC -> "acceleration";
            case QVEL -> "velocity";
            case QPOS -> "position";
            case ACT -> "activation";
            case CTRL -> "control";
            case QFRC_APPLIED -> "applied force";
            default -> quantity.name().toLowerCase(Locale.ROOT);
        };
    }

    private String place(Model model) {
        return switch (quantity) {
            case QACC, QVEL, QFRC_APPLIED -> named(model, ObjectType.JOINT, model.dofs().jntId().get(index));
            case QPOS -> named(model, ObjectType.JOINT, jointOfPosition(model));
            case CTRL -> named(model, ObjectType.ACTUATOR, index);
            default -> "number " + index;
        };
    }

    private int jointOfPosition(Model model) {
        int j = model.sizes().njnt() - 1;
        while (model.joints().qposAdr().get(j) > index) {
            j--;
        }
        return j;
    }

    private static String named(Model model, ObjectType type, int id) {
        String name = model.names().name(type, id);
        return type.name().toLowerCase(Locale.ROOT) + " " + (name.isEmpty() ? id : "'" + name + "'");
    }
}
