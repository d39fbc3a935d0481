package org.isthmus.model.compiled;

import org.isthmus.core.array.DoubleArray;
import org.isthmus.core.array.FloatArray;
import org.isthmus.core.array.IntArray;

/// The cameras of a model, body by body. A camera looks along its −z axis, y up.
///
/// The names are MuJoCo's `cam_…`.
public record CameraTable(
        // [ncam] ordinal of CameraMode
        IntArray mode,
        // [ncam]
        IntArray bodyId,
        // [ncam] −1: none
        IntArray targetBodyId,
        // [ncam][3] in the body's frame, m
        DoubleArray pos,
        // [ncam][4] in the body's frame
        DoubleArray quat,
        // [ncam][3] from the subtree's centre of mass at qpos0, world frame, m
        DoubleArray posCom0,
        // [ncam][3] from the body at qpos0, world frame, m
        DoubleArray pos0,
        // [ncam][9] orientation at qpos0, row by row
        DoubleArray mat0,
        // [ncam] ordinal of Projection
        IntArray projection,
        // [ncam] vertical field of view: degrees, or m where orthographic
        DoubleArray fovy,
        // [ncam] m
        DoubleArray ipd,
        // [ncam][2] width and height, pixels
        IntArray resolution,
        // [ncam] bit mask: rgb 1, depth 2, distance 4, normal 8, segmentation 16
        IntArray output,
        // [ncam][2] m; 0: fovy decides
        FloatArray sensorSize,
        // [ncam][4] focal length x y, principal point x y, m
        FloatArray intrinsic,
        // [ncam][nuserCam]
        DoubleArray user) {}
