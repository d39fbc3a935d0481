package org.isthmus.model.scene;

/// The colour space of an image.
public enum ColorSpace implements Keyword {
    AUTO("auto"),
    LINEAR("linear"),
    SRGB("sRGB");

    private final String keyword;

    ColorSpace(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
