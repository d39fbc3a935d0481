package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.IntArray;

/// The joints of a model, body by body. Units by type: rad and N·m, or m and N.
///
/// The names are MuJoCo's `jnt_…`.
public record JointTable(
        // [njnt] ordinal of JointType
        IntArray type,
        // [njnt] first number in qpos
        IntArray qposAdr,
        // [njnt] first number in qvel
        IntArray dofAdr,
        // [njnt] body that moves
        IntArray bodyId,
        // [njnt]
        IntArray group,
        // [njnt] 1: range holds
        IntArray limited,
        // [njnt] 1: actFrcRange holds
        IntArray actFrcLimited,
        // [njnt] 1: gravity compensation counts as actuator force
        IntArray actGravComp,
        // [njnt][2] softness of the limit
        DoubleArray solref,
        // [njnt][5] impedance of the limit
        DoubleArray solimp,
        // [njnt][3] anchor in the body's frame, m
        DoubleArray pos,
        // [njnt][3] unit axis in the body's frame
        DoubleArray axis,
        // [njnt] linear
        DoubleArray stiffness,
        // [njnt][2] quadratic and cubic
        DoubleArray stiffnessPoly,
        // [njnt][2] lower and upper limit; of a ball: 0 and the largest angle
        DoubleArray range,
        // [njnt][2] limits of the sum of actuator forces
        DoubleArray actFrcRange,
        // [njnt] distance at which the limit begins to act
        DoubleArray margin,
        // [njnt][nuserJnt]
        DoubleArray user) {}
