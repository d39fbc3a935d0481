package org.isthmus.task.randomize;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.isthmus.core.random.RandomStream;
import org.isthmus.physics.WorldBatch;
import org.isthmus.task.image.Looks;
import org.jspecify.annotations.Nullable;

/// The factors of a task in running worlds: draws ξ and applies it.
public final class Randomization {
    private final List<Part> parts = new ArrayList<>();
    private final int size;
    /// [worlds][size] what holds now
    private final double[] xi;
    /// Of a curriculum, 0 to 1.
    private double level = 1;

    /// @param at the factor's first number in ξ
    /// @param steps control steps between draws; 0: one draw per episode
    private record Part(Factor factor, int at, Target.Effect effect,
            Target.@Nullable Effect look, int steps) {
        void apply(int world, double[] xi, int from) {
            effect.apply(world, xi, from);
            look(world, xi, from);
        }

        void look(int world, double[] xi, int from) {
            if (look != null) {
                look.apply(world, xi, from);
            }
        }
    }

    /// @param looks how worlds look; null: they are not drawn
    /// @param period of control, s
    public Randomization(List<Factor> factors, WorldBatch batch, @Nullable Looks looks, double period) {
        int at = 0;
        for (Factor factor : factors) {
            int steps = factor.interval() == 0 ? 0 : Math.max(1, (int) Math.rint(factor.interval() / period));
            parts.add(new Part(factor, at, factor.target().bind(batch),
                    looks == null ? null : factor.target().bindLook(looks), steps));
            at += factor.sampler().size();
        }
        size = at;
        xi = new double[batch.worlds() * size];
    }

    /// Numbers of one ξ.
    public int size() {
        return size;
    }

    /// [worlds][size] ξ of all worlds as it holds now
    public double[] xi() {
        return xi;
    }

    /// The first number of a factor in ξ.
    public Optional<Integer> at(String factor) {
        return parts.stream().filter(p -> p.factor.name().equals(factor)).map(Part::at).findFirst();
    }

    /// How hard the next draws are: 0: the easiest; 1: as declared.
    public void setLevel(double level) {
        this.level = level;
    }

    /// Draws ξ of an episode and applies it to a world that was reset.
    ///
    /// @param episode stream of the world's episode
    public void begin(int world, RandomStream episode) {
        for (int i = 0; i < parts.size(); i++) {
            draw(parts.get(i), world, episode.child(parts.get(i).factor.name()));
        }
    }

    /// Applies a ξ that was recorded or made by hand to a world that was reset.
    ///
    /// @param given [size]
    public void begin(int world, double[] given) {
        if (given.length != size) {
            throw new IllegalArgumentException(given.length + " numbers of ξ, expected " + size);
        }
        System.arraycopy(given, 0, xi, world * size, size);
        for (Part part : parts) {
            part.apply(world, xi, world * size + part.at);
        }
    }

    /// Makes a world look as ξ holds now, where its looks were reset.
    public void look(int world) {
        for (Part part : parts) {
            part.look(world, xi, world * size + part.at);
        }
    }

    /// Draws those factors anew whose interval is over.
    ///
    /// @param step control steps since the episode began, 1 or more
    public void pass(int world, RandomStream episode, int step) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.steps > 0 && step % part.steps == 0) {
                draw(part, world, episode.child(part.factor.name()).child(step / part.steps));
            }
        }
    }

    private void draw(Part part, int world, RandomStream stream) {
        int at = world * size + part.at;
        part.factor.sampler().draw(stream, level, xi, at);
        part.apply(world, xi, at);
    }
}
