/// What sensors measure, written over traced numbers.
///
/// In: a model's sensors, the smooth dynamics at a state, the accelerations and the contact forces that the solver found. Out: the
/// numbers of MuJoCo's `sensordata` ([SensorTrace][org.isthmus.physics.sensor.SensorTrace]), traced into a kernel of its own that runs
/// only when somebody asks. Contacts, rays and distances are measured after it, world by world
/// ([WorldSensors][org.isthmus.physics.sensor.WorldSensors]). Read `SensorTrace`, then [BodyMotions][org.isthmus.physics.sensor.BodyMotions].
@NullMarked
package org.isthmus.physics.sensor;

import org.jspecify.annotations.NullMarked;
