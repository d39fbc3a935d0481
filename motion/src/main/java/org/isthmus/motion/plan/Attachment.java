package org.isthmus.motion.plan;

import org.isthmus.core.math.Pose;
import org.isthmus.motion.kinematics.Frame;

/// A body that a robot holds: it and all bodies below it move with a frame, wherever the model has them.
///
/// @param body the held body
/// @param tool what holds it
/// @param offset of the body's frame in the tool's
public record Attachment(int body, Frame tool, Pose offset) {}
