package org.isthmus.model.mjcf;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.model.mesh.Mesh;

/// Counts what a few words of a file can make much of, so that a short file cannot fill the memory: the elements that
/// replication and attachment make in one scene, the vertices of built-in meshes, and the samples of height fields, of which
/// several can name one file.
final class CopyBudget {
    /// The most samples of all height fields of a scene.
    static final int MAX_SAMPLES = 1 << 26;

    private final Diagnostics diagnostics;
    private long copies;
    private long vertices;
    private long samples;

    CopyBudget(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /// Counts `count` copies of something that has `weight` elements, before they are made.
    void spend(long count, int weight, SourceLocation at) {
        copies += count * Math.max(1, weight);
        check(copies, MjcfReader.MAX_COPIES, "elements by replication and attachment", "lower the counts", at);
    }

    void spendVertices(int count, SourceLocation at) {
        vertices += count;
        check(vertices, Mesh.MAX_VERTICES, "vertices of built-in meshes", "lower their resolution", at);
    }

    void spendSamples(long count, SourceLocation at) {
        samples += count;
        check(samples, MAX_SAMPLES, "samples of height fields", "lower their resolution", at);
    }

    private void check(long spent, int most, String of, String remedy, SourceLocation at) {
        if (spent > most) {
            throw diagnostics.fatal(at, "more than " + most + " " + of, "at most " + most, remedy);
        }
    }
}
