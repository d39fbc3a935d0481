package org.isthmus.task.solve;

import java.util.List;
import java.util.stream.Collectors;

/// Solves a task in all worlds of an environment.
public interface Solver {
    /// Gives the actions of one period. Worlds whose episode is new begin anew.
    ///
    /// @param actions [worlds][size] out
    void act(float[] actions);

    /// The name of the move that a world is at; empty before the first and after the last.
    String move(int world);

    /// Several arms at once, each with a solver of its own, which sees where the others are but does not wait for them.
    static Solver together(List<? extends Solver> arms) {
        List<Solver> all = List.copyOf(arms);
        return new Solver() {
            @Override
            public void act(float[] actions) {
                all.forEach(arm -> arm.act(actions));
            }

            @Override
            public String move(int world) {
                return all.stream().map(arm -> arm.move(world)).filter(move -> !move.isEmpty())
                        .collect(Collectors.joining(", "));
            }
        };
    }
}
