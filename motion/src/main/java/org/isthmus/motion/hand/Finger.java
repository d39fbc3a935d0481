package org.isthmus.motion.hand;

/// A finger and its landmarks, numbered as by MediaPipe: four from `knuckle` to the tip, after the wrist, which is 0.
public enum Finger {
    THUMB, INDEX, MIDDLE, RING, LITTLE;

    /// The landmark at the root: of the thumb its carpometacarpal joint, else the knuckle.
    public int knuckle() {
        return 1 + 4 * ordinal();
    }

    /// The landmark of the joint in the middle of the finger.
    public int middle() {
        return knuckle() + 1;
    }

    public int tip() {
        return knuckle() + 3;
    }
}
