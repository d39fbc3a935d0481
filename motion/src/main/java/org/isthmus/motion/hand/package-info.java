/// The motion of a human hand: 21 landmarks per frame, from files and made whole.
///
/// In: landmarks by a hand tracker ([LandmarkCsv][org.isthmus.motion.hand.LandmarkCsv]), MANO's pose parameters
/// ([ManoCsv][org.isthmus.motion.hand.ManoCsv]), or markers of a motion-capture
/// system ([MarkerRecording][org.isthmus.motion.hand.MarkerRecording]) with a file that says which marker is what
/// ([MarkerMapping][org.isthmus.motion.hand.MarkerMapping]). Out: a [HandMotion][org.isthmus.motion.hand.HandMotion],
/// whose unknown points are NaN; [Repair][org.isthmus.motion.hand.Repair] removes outliers, fills gaps and smooths.
///
/// Landmarks are in MediaPipe's order: wrist, then thumb, index, middle, ring and little finger from the root to the
/// tip. The hand's own frame ([HandMotion#palm]) has x out of the palm, y towards the thumb's side of a right hand, z
/// towards the fingers.
///
/// Read `HandMotion` first.
@NullMarked
package org.isthmus.motion.hand;

import org.jspecify.annotations.NullMarked;
