package org.isthmus.physics.mujoco;

import org.isthmus.physics.Parameter;
import org.isthmus.physics.Quantity;

/// Where the structs of one version of MuJoCo keep what: bytes from the beginning of the struct to a pointer, or to a number that is in
/// the struct itself.
///
/// @param gravity in `mjModel`, numbers
/// @param parameters [parameters] by ordinal, pointers in `mjModel`; [#MISSING] for gravity, which equalities hold, and what the version lacks
/// @param subtreeMass pointer in `mjModel`
/// @param geomRadius pointer in `mjModel` to the radii of bounding spheres
/// @param geomBox pointer in `mjModel` to bounding boxes; [#MISSING] before 3.0
/// @param activeInModel pointer in `mjModel` to bytes: which equalities hold; [#MISSING] where they are in `mjData`
/// @param activeInData the same in `mjData`, or [#MISSING]
/// @param quantities [quantities] by ordinal, pointers in `mjData`; [#MISSING] for mocap poses
/// @param warmStart pointer in `mjData` to the accelerations that the solver begins with
/// @param mocapPosition pointer in `mjData`
/// @param mocapQuaternion pointer in `mjData`
/// @param time in `mjData`, a number
/// @param contactCount in `mjData`, an integer
/// @param contacts pointer in `mjData`
/// @param contactBytes length of a contact
/// @param contactGeoms in a contact, two integers
record Layout(
        long gravity,
        long[] parameters,
        long subtreeMass,
        long geomRadius,
        long geomBox,
        long activeInModel,
        long activeInData,
        long[] quantities,
        long warmStart,
        long mocapPosition,
        long mocapQuaternion,
        long time,
        long contactCount,
        long contacts,
        long contactBytes,
        long contactGeoms) {
    static final long MISSING = -1;

    // Of a contact, in every version: its distance, place, axes (row by row, the normal first), and how near it acts.
    static final long CONTACT_DISTANCE = 0;
    static final long CONTACT_POSITION = Double.BYTES;
    static final long CONTACT_FRAME = 4 * Double.BYTES;
    static final long CONTACT_MARGIN = 13 * Double.BYTES;

    long at(Parameter parameter) {
        return parameters[parameter.ordinal()];
    }

    long at(Quantity quantity) {
        return quantities[quantity.ordinal()];
    }
}
