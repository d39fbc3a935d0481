package org.isthmus.dataset.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.isthmus.dataset.act.ActExporter;
import org.isthmus.dataset.bop.BopExporter;
import org.isthmus.dataset.coco.CocoExporter;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.dataset.lerobot.LeRobotExporter;
import org.isthmus.dataset.lerobot.LeRobotOptions;
import org.isthmus.dataset.lerobot.LeRobotVersion;
import org.isthmus.dataset.maniskill.ManiSkillExporter;
import org.isthmus.dataset.rlds.RldsExporter;
import org.isthmus.dataset.robomimic.RobomimicExporter;
import org.isthmus.dataset.video.VideoCodec;
import org.isthmus.dataset.webdataset.WebDatasetExporter;

/// A format that other programs read.
public enum DatasetFormat {
    /// LeRobot 3.0: Parquet and MP4.
    LEROBOT("", (job, how) -> LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V3_0, how.codec))),
    /// LeRobot 3.0 with PNG in the tables, without loss.
    LEROBOT_IMAGES("", (job, how) -> LeRobotExporter.export(job,
            LeRobotOptions.of(LeRobotVersion.V3_0, how.codec).withImagesInTables())),
    /// LeRobot 2.1, also for openpi.
    LEROBOT_2_1("", (job, how) -> LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V2_1, how.codec))),
    /// LeRobot 2.1 with meta/modality.json, for Isaac GR00T.
    GR00T("", (job, how) -> LeRobotExporter.export(job, LeRobotOptions.of(LeRobotVersion.V2_1, how.codec).withGroot())),
    /// TFRecord of TensorFlow Datasets, for Octo, OpenVLA, …; without loss.
    RLDS("", (job, how) -> RldsExporter.export(job)),
    /// One HDF5 file of robomimic.
    ROBOMIMIC(".hdf5", (job, how) -> RobomimicExporter.export(job)),
    /// One HDF5 file with datagen_info.
    MIMICGEN(".hdf5", (job, how) -> RobomimicExporter.exportForMimicGen(job)),
    /// Trajectory.h5 and trajectory.json.
    MANISKILL("", (job, how) -> ManiSkillExporter.export(job)),
    /// An HDF5 file for each episode, for ACT and ALOHA.
    ACT("", (job, how) -> ActExporter.export(job)),
    /// Tar files with a sample for each step.
    WEBDATASET("", (job, how) -> WebDatasetExporter.export(job)),
    /// Images with instances; of episodes with annotations.
    COCO("", (job, how) -> CocoExporter.export(job, how.polygons)),
    /// Images with 6D poses; of episodes with annotations.
    BOP("", (job, how) -> BopExporter.export(job));

    private final String suffix;
    private final Exporter exporter;

    /// What may be chosen of some formats.
    ///
    /// @param codec of videos
    /// @param polygons of COCO: polygons for masks without holes, instead of run lengths
    public record Choices(VideoCodec codec, boolean polygons) {
        /// AV1, run lengths.
        public static final Choices USUAL = new Choices(VideoCodec.AV1, false);
    }

    @FunctionalInterface
    private interface Exporter {
        void export(ExportJob job, Choices how);
    }

    DatasetFormat(String suffix, Exporter exporter) {
        this.suffix = suffix;
        this.exporter = exporter;
    }

    /// On the command line and in projects: `lerobot-2.1`.
    public String word() {
        return this == LEROBOT_2_1 ? "lerobot-2.1" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// All words.
    public static List<String> words() {
        return Arrays.stream(values()).map(DatasetFormat::word).toList();
    }

    /// The format of a word.
    public static Optional<DatasetFormat> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    /// What its file is usually called.
    public String fileName() {
        return word() + suffix;
    }

    /// Whether episodes must have [annotations][org.isthmus.dataset.annotation.Annotations].
    public boolean needsAnnotations() {
        return this == COCO || this == BOP;
    }

    /// Writes the job's episodes.
    public void export(ExportJob job, Choices how) {
        exporter.export(job, how);
    }
}
