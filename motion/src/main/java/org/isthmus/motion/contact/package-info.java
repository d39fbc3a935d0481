/// Hands and the objects that they hold, made to fit each other.
///
/// In: places of fingertips and poses of an object over time, when which finger touches it
/// ([ContactMotion][org.isthmus.motion.contact.ContactMotion]), and the object's surface
/// ([MeshDistance][org.isthmus.motion.contact.MeshDistance]). Out: both moved a little, so that fingers that touch do, none is inside the
/// object, and everything stays smooth ([ContactRefinement][org.isthmus.motion.contact.ContactRefinement]).
///
/// Read `ContactRefinement` first.
@NullMarked
package org.isthmus.motion.contact;

import org.jspecify.annotations.NullMarked;
