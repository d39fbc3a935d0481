package org.isthmus.bench;

import java.util.List;
import java.util.function.Consumer;

/// A set of cases that are measured against the same peers.
public interface Benchmark {
    /// Its word on the command line.
    String name();

    /// Its cases, in kebab-case, in the order they run.
    List<String> cases();

    /// Measures one case.
    ///
    /// @param progress is told in a few words what is being done
    List<Measurement> run(String caseName, Consumer<String> progress);
}
