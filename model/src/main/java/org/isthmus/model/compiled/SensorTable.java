package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The sensors of a model.
///
/// The names are MuJoCo's `sensor_…`.
public record SensorTable(
        // [nsensor] ordinal of SensorType
        IntArray type,
        // [nsensor] ordinal of SensorType.Data
        IntArray dataType,
        // [nsensor] ordinal of SensorType.Stage
        IntArray needStage,
        // [nsensor] ordinal of ObjectType; −1: none
        IntArray objType,
        // [nsensor] −1: none
        IntArray objId,
        // [nsensor] ordinal of ObjectType; −1: none
        IntArray refType,
        // [nsensor] −1: none
        IntArray refId,
        // [nsensor][3]
        IntArray intPrm,
        // [nsensor] numbers it gives
        IntArray dim,
        // [nsensor] first of them in sensordata
        IntArray adr,
        // [nsensor] 0: none
        DoubleArray cutoff,
        // [nsensor] standard deviation
        DoubleArray noise,
        // [nsensor] s
        DoubleArray delay,
        // [nsensor][2] samples kept for delay and interval, ordinal of Interpolation
        IntArray history,
        // [nsensor][2] period, time of the sample before the first, s
        DoubleArray interval,
        // [nsensor][nuserSensor]
        DoubleArray user) {}
