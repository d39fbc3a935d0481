package org.isthmus.pipeline.gaps;

import java.util.Locale;

/// How reality differs from what was trained in: DexSim's gaps with the magnitudes of its appendix A.2. What each does stands in [GapTask].
public enum Gap {
    /// The path tracer's images and another engine, nothing else.
    NONE("no gap", "another engine and renderer only", -1, -1),
    LIGHT("light", "the lamp 3 m further away: 5 m for 2 m", 64, 73),
    OBJECT_TEXTURE("object texture", "the object wrapped in white tissue", 49, 83),
    TABLE_TEXTURE("table texture", "dark paper on the table for light grey", 55, 82),
    BACKGROUND("background", "a light grey floor for a wooden one", 67, 82),
    DISTRACTORS("distractors", "cup, umbrella, can, scissors and spray bottle on the table", 46, 72),
    CAMERA_POSITION("camera position", "5 cm up and 5 cm to the right", 72, 80),
    CAMERA_ORIENTATION("camera orientation", "5° about its x and its z", 69, 78),
    FIELD_OF_VIEW("field of view", "focal length × 1.15", 69, 82),
    OBJECT_POSE("object pose", "moved by 5 cm in any direction, turned by 15°", 15, 69),
    OBJECT_SHAPE("object shape", "size × 0.9 to 1.1", 11, 61);

    private final String title;
    private final String magnitude;
    private final int paperSkills;
    private final int paperBoth;

    Gap(String title, String magnitude, int paperSkills, int paperBoth) {
        this.title = title;
        this.magnitude = magnitude;
        this.paperSkills = paperSkills;
        this.paperBoth = paperBoth;
    }

    /// As a row is headed.
    public String title() {
        return title;
    }

    /// How large it is, in words.
    public String magnitude() {
        return magnitude;
    }

    /// What DexSim's Table 2 has, in %: skills only → both; empty for [#NONE]. Its task, robot and policy are others.
    public String paper() {
        return paperSkills < 0 ? "" : paperSkills + " → " + paperBoth;
    }

    /// In files: `object-texture`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// As on the command line.
    @Override
    public String toString() {
        return word();
    }
}
