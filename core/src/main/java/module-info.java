/// Scalar mathematics, random streams, parallel ranges, diagnostics, progress and whole files: what every other module stands on.
module org.isthmus.core {
    requires static transitive org.jspecify;

    exports org.isthmus.core.array;
    exports org.isthmus.core.diagnostics;
    exports org.isthmus.core.file;
    exports org.isthmus.core.math;
    exports org.isthmus.core.parallel;
    exports org.isthmus.core.progress;
    exports org.isthmus.core.random;
}
