/// Episodes, the store that loses none, formats of the field, video.
@SuppressWarnings("requires-automatic") // DuckDB has no module descriptor, but a name of its own in its manifest
module org.isthmus.dataset {
    requires transitive org.isthmus.core;
    requires transitive org.isthmus.model; // PNG and JPEG
    requires com.fasterxml.jackson.databind;
    requires duckdb.jdbc;
    requires java.sql;
    requires org.bytedeco.ffmpeg;
    requires org.bytedeco.javacpp;
    requires static transitive org.jspecify;

    exports org.isthmus.dataset;
    exports org.isthmus.dataset.act;
    exports org.isthmus.dataset.annotation;
    exports org.isthmus.dataset.bop;
    exports org.isthmus.dataset.coco;
    exports org.isthmus.dataset.export;
    exports org.isthmus.dataset.format;
    exports org.isthmus.dataset.hdf5;
    exports org.isthmus.dataset.lerobot;
    exports org.isthmus.dataset.maniskill;
    exports org.isthmus.dataset.page;
    exports org.isthmus.dataset.quality;
    exports org.isthmus.dataset.recipe;
    exports org.isthmus.dataset.rlds;
    exports org.isthmus.dataset.robomimic;
    exports org.isthmus.dataset.video;
    exports org.isthmus.dataset.tfrecord;
    exports org.isthmus.dataset.webdataset;

    uses org.isthmus.dataset.recipe.EpisodeGenerator;
}
