package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The actuators of a model.
///
/// The names are MuJoCo's `actuator_…`.
public record ActuatorTable(
        // [nu] ordinal of Transmission
        IntArray trnType,
        // [nu] ordinal of DynType
        IntArray dynType,
        // [nu] ordinal of GainType
        IntArray gainType,
        // [nu] ordinal of BiasType
        IntArray biasType,
        // [nu][2] what it acts on; second: slider or reference site, −1: none
        IntArray trnId,
        // [nu] first activation; −1: stateless
        IntArray actAdr,
        // [nu] number of activations
        IntArray actNum,
        // [nu]
        IntArray group,
        // [nu] 1: ctrlRange holds
        IntArray ctrlLimited,
        // [nu] 1: forceRange holds
        IntArray forceLimited,
        // [nu] 1: actRange holds
        IntArray actLimited,
        // [nu] 1: force from the next activation
        IntArray actEarly,
        // [nu][10]
        DoubleArray dynPrm,
        // [nu][10]
        DoubleArray gainPrm,
        // [nu][10]
        DoubleArray biasPrm,
        // [nu][2]
        DoubleArray ctrlRange,
        // [nu][2]
        DoubleArray forceRange,
        // [nu][2]
        DoubleArray actRange,
        // [nu][6]
        DoubleArray gear,
        // [nu] m
        DoubleArray crankLength,
        // [nu] acceleration from unit force at qpos0
        DoubleArray acc0,
        // [nu] at qpos0
        DoubleArray length0,
        // [nu][2]
        DoubleArray lengthRange,
        // [nu] linear damping added to its joint
        DoubleArray damping,
        // [nu][2]
        DoubleArray dampingPoly,
        // [nu] inertia added to its joint
        DoubleArray armature,
        // [nu] s
        DoubleArray delay,
        // [nu][2] controls kept for the delay, ordinal of Interpolation
        IntArray history,
        // [nu][nuserActuator]
        DoubleArray user) {}
