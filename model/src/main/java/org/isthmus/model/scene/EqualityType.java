package org.isthmus.model.scene;

/// What an equality constraint ties. The order is MuJoCo's `mjtEq`.
public enum EqualityType {
    /// Two bodies at a point.
    CONNECT,
    /// Two bodies rigidly.
    WELD,
    /// Two scalar joints by a quartic polynomial.
    JOINT,
    /// Two tendon lengths by a quartic polynomial.
    TENDON
}
