package org.isthmus.dataset.lerobot;

import java.util.Locale;

/// How a dataset lies in its folder.
public enum LeRobotVersion {
    /// Many episodes in a file; lerobot 0.4 and later.
    V3_0("v3.0", "data/chunk-%03d/file-%03d.parquet", "videos/%3$s/chunk-%1$03d/file-%2$03d.mp4",
            "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet",
            "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4"),
    /// A file for each episode; lerobot before 0.4, GR00T, openpi.
    V2_1("v2.1", "data/chunk-%03d/episode_%06d.parquet", "videos/chunk-%1$03d/%3$s/episode_%2$06d.mp4",
            "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet",
            "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4");

    /// Files in a chunk.
    static final int CHUNK = 1000;

    private final String word;
    private final String data;
    private final String video;
    private final String dataTemplate;
    private final String videoTemplate;

    LeRobotVersion(String word, String data, String video, String dataTemplate, String videoTemplate) {
        this.word = word;
        this.data = data;
        this.video = video;
        this.dataTemplate = dataTemplate;
        this.videoTemplate = videoTemplate;
    }

    /// As `codebase_version` has it.
    public String word() {
        return word;
    }

    String dataTemplate() {
        return dataTemplate;
    }

    String videoTemplate() {
        return videoTemplate;
    }

    /// Where the table of a file is; of version 2.1 the number in the chunk is that of the episode.
    String dataFile(long chunk, long file) {
        return String.format(Locale.ROOT, data, chunk, file);
    }

    String videoFile(long chunk, long file, String key) {
        return String.format(Locale.ROOT, video, chunk, file, key);
    }
}
