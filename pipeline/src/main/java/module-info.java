/// The data engine: tasks recorded into datasets and played again; projects from evidence to a report.
module org.isthmus.pipeline {
    requires transitive org.isthmus.dataset;
    requires transitive org.isthmus.learn;
    requires transitive org.isthmus.task;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports org.isthmus.pipeline;
    exports org.isthmus.pipeline.adapt;
    exports org.isthmus.pipeline.compare;
    exports org.isthmus.pipeline.gaps;
    exports org.isthmus.pipeline.project;
    exports org.isthmus.pipeline.seed;

    provides org.isthmus.dataset.recipe.EpisodeGenerator with org.isthmus.pipeline.TaskGenerator;
}
