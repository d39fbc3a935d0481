package org.isthmus.model.scene;

/// How a camera or light moves. The order is MuJoCo's `mjtCamLight`.
public enum CameraMode implements Keyword {
    /// With its body.
    FIXED("fixed"),
    /// Position with its body, orientation constant in the world.
    TRACK("track"),
    /// Position with its subtree's centre of mass, orientation constant in the world.
    TRACK_COM("trackcom"),
    /// Position with its body, looking at the target body.
    TARGET_BODY("targetbody"),
    /// Position with its body, looking at the target's subtree centre of mass.
    TARGET_BODY_COM("targetbodycom");

    private final String keyword;

    CameraMode(String keyword) {
        this.keyword = keyword;
    }

    @Override
    public String keyword() {
        return keyword;
    }
}
