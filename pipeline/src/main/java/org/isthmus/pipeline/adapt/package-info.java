/// Object-oriented observations: recorded episodes → the same with what is known of their objects.
///
/// In: a store of episodes of a task. Out: a store of the same episodes, each with more channels. [StoreAdapter] puts the worlds of an episode up again and draws
/// them with all that the renderer knows; [ObjectView] lists what can be made of that; [SceneTruth] is what is true of a scene's objects in an image.
///
/// Read [ObjectView] first.
@NullMarked
package org.isthmus.pipeline.adapt;

import org.jspecify.annotations.NullMarked;
