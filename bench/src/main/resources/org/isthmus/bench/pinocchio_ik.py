"""Numeric inverse kinematics by Pinocchio, the peer of `isthmus bench motion --case ik-…`.

Usage: pinocchio_ik.py ROBOT.urdf. Reads lines from standard input: first `frame LINK x y z qw qx qy qz` (the tool in a link); then poses,
`x y z qw qx qy qz` each, and `go` after some. Answers `go` with one line: the nanoseconds of processor time of each solution, negative where the
pose was not reached.

The method is that of Pinocchio's own example of inverse kinematics (closed loop, damped pseudoinverse of the frame's Jacobian with the
derivative of the logarithm), with joints clamped to their limits and random restarts.
"""

import sys
import time

import numpy as np
import pinocchio as pin

POSITION, ROTATION = 1e-4, 1e-3
STEPS, STARTS, DAMPING = 60, 20, 1e-6


def pose(words):
    x, y, z, w, i, j, k = map(float, words)
    return pin.SE3(pin.Quaternion(w, i, j, k).normalized(), np.array([x, y, z]))


def descend(model, data, frame, target, q):
    """Whether the pose is reached from q, within the limits."""
    identity = DAMPING * np.eye(6)
    for _ in range(STEPS):
        pin.forwardKinematics(model, data, q)
        error = pin.updateFramePlacement(model, data, frame).actInv(target)
        twist = pin.log6(error).vector
        if np.linalg.norm(error.translation) < POSITION and np.linalg.norm(twist[3:]) < ROTATION:
            return True
        jacobian = -pin.Jlog6(error.inverse()) @ pin.computeFrameJacobian(model, data, q, frame, pin.LOCAL)
        step = -jacobian.T @ np.linalg.solve(jacobian @ jacobian.T + identity, twist)
        q = np.clip(pin.integrate(model, q, step), model.lowerPositionLimit, model.upperPositionLimit)
    return False


def solve(model, data, frame, target, random):
    low, high = model.lowerPositionLimit, model.upperPositionLimit
    start = time.thread_time_ns()
    reached = descend(model, data, frame, target, (low + high) / 2)
    for _ in range(STARTS):
        if reached:
            break
        reached = descend(model, data, frame, target, low + random.random(model.nq) * (high - low))
    nanos = time.thread_time_ns() - start
    return nanos if reached else -nanos


def main():
    print("Pinocchio " + pin.__version__, flush=True)
    model = pin.buildModelFromUrdf(sys.argv[1])
    words = sys.stdin.readline().split()
    link = model.frames[model.getFrameId(words[1])]
    frame = model.addFrame(pin.Frame("isthmus-tool", link.parentJoint, link.placement * pose(words[2:]), pin.OP_FRAME))
    data = model.createData()
    random = np.random.default_rng(1)
    targets = []
    for line in sys.stdin:
        if line.strip() != "go":
            targets.append(pose(line.split()))
            continue
        print(" ".join(str(solve(model, data, frame, t, random)) for t in targets), flush=True)
        targets = []


main()
