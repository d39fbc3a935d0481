"""Writes pairs.bin: MuJoCo's contacts and distances of pairs of geoms of pairs.xml in many relative poses; and rays.bin: where
rays hit each geom.

Run with mujoco 3.14: python make_golden.py

Poses and sizes are not stored: a generator of random numbers that the tests share draws them (class Cases). For each case the file has,
as little-endian float32: number of contacts, signed distance (-1: no distance asked for), and for each contact distance, position, normal.
"""
import pathlib
import struct

import mujoco
import numpy as np

HERE = pathlib.Path(__file__).parent
CASES = 240
MARGIN = 0.05
SIZED = ("sphere", "capsule", "ellipsoid", "cylinder", "box")
SECOND = SIZED + ("stone", "prism")
MASK = (1 << 64) - 1


class Random:
    """SplitMix64 (Steele, Lea, Flood 2014)."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self, low, high):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        z = z ^ (z >> 31)
        return low + (high - low) * ((z >> 11) * 2.0 ** -53)


def multiply(p, q):
    r = np.zeros(4)
    mujoco.mju_mulQuat(r, p, q)
    return r


def quaternion(random):
    q = np.array([random.uniform(-1, 1) for _ in range(4)])
    return q / np.sqrt(q @ q)


def reach(name, size):
    """Half extent along z."""
    return {"plane": 0, "hfield": 0.3, "sphere": size[0], "capsule": size[0] + size[1], "cylinder": size[1], "ellipsoid": size[2],
            "box": size[2]}.get(name, 0.12)


class Case:
    """Two geoms: random in half of the cases; resting on each other with a small tilt, or exactly parallel, in the others."""

    def __init__(self, first, second, number):
        names = ("plane", "hfield") + SECOND
        random = Random(names.index(first) * 1000003 + names.index(second) * 10007 + number)
        self.sizes = [np.array([random.uniform(0.05, 0.3) for _ in range(3)]) for _ in range(2)]
        quat = quaternion(random)
        pos = np.array([random.uniform(-0.5, 0.5) for _ in range(3)])
        side = [random.uniform(-0.35, 0.35) for _ in range(2)]
        depth = random.uniform(-0.04, 0.06)
        tilt = random.uniform(0, 0.05) if number % 4 == 2 else 0
        spin = quaternion(random)
        if number % 4 < 2:
            scale = random.uniform(0.2, 0.8)
            offset = np.array([random.uniform(-1, 1) for _ in range(3)]) * scale
        else:
            if number % 8 < 4:
                spin = np.array([1.0, 0, 0, 0])
            elif number % 4 == 2:
                spin = np.array([spin[0], 0, 0, spin[3]]) / np.sqrt(spin[0] * spin[0] + spin[3] * spin[3])
            else:
                spin = np.array([1.0, 0, 0, 1.0]) / np.sqrt(2.0)
            lean = np.array([1.0, tilt, tilt * 0.7, 0])
            spin = multiply(lean / np.sqrt(lean @ lean), spin)
            offset = np.array([side[0], side[1], reach(first, self.sizes[0]) + reach(second, self.sizes[1]) - depth])
        rotation = np.zeros(9)
        mujoco.mju_quat2Mat(rotation, quat)
        self.poses = [(pos, quat), (pos + rotation.reshape(3, 3) @ offset, multiply(quat, spin))]


def resize(model, geom, name, size):
    if name in SIZED:
        model.geom_size[geom] = size
        model.geom_rbound[geom] = 2
        model.geom_aabb[geom] = [0, 0, 0, 1, 1, 1]


def run(model, first, second, number):
    case = Case(first, second, number)
    a, b = model.geom(first + "-a").id, model.geom(second + "-b").id
    resize(model, a, first, case.sizes[0])
    resize(model, b, second, case.sizes[1])
    model.geom_pos[a], model.geom_quat[a] = case.poses[0]
    model.geom_contype[:] = 0
    model.geom_conaffinity[:] = 0
    model.geom_contype[[a, b]] = 1
    model.geom_conaffinity[[a, b]] = 1
    model.geom_margin[[a, b]] = 0 if first == "hfield" else MARGIN  # MuJoCo counts part of it twice for height fields
    data = mujoco.MjData(model)
    body = model.geom_bodyid[b]
    # the free body's frame is where the geom's frame lands on its pose
    inverse = np.zeros(4)
    mujoco.mju_negQuat(inverse, model.geom_quat[b])
    quat = multiply(case.poses[1][1], inverse)
    offset = np.zeros(3)
    mujoco.mju_rotVecQuat(offset, model.geom_pos[b], quat)
    adr = model.jnt_qposadr[model.body_jntadr[body]]
    data.qpos[adr:adr + 3] = case.poses[1][0] - offset
    data.qpos[adr + 3:adr + 7] = quat
    mujoco.mj_kinematics(model, data)
    mujoco.mj_comPos(model, data)
    mujoco.mj_collision(model, data)
    distance = -1
    if first not in ("plane", "hfield"):
        distance = mujoco.mj_geomDistance(model, data, a, b, 2.0, None)
    numbers = [data.ncon, distance]
    for contact in data.contact:
        numbers += [contact.dist, *contact.pos, *contact.frame[:3]]
    return numbers


def ray(model, name, number):
    """Distance along a ray that begins in or near the geom; half of them point at its middle."""
    random = Random(777000000 + (("plane", "hfield") + SECOND).index(name) * 10007 + number)
    size = np.array([random.uniform(0.05, 0.3) for _ in range(3)])
    pos = np.array([random.uniform(-0.5, 0.5) for _ in range(3)])
    quat = quaternion(random)
    origin = pos + np.array([random.uniform(-1, 1) for _ in range(3)]) * (0.2 if number % 4 == 0 else 1)
    direction = np.array([random.uniform(-1, 1) for _ in range(3)])
    if number % 2 == 0:
        direction = pos - origin + 0.2 * direction
    geom = model.geom(name + "-a").id
    resize(model, geom, name, size)
    model.geom_pos[geom], model.geom_quat[geom] = pos, quat
    data = mujoco.MjData(model)
    mujoco.mj_kinematics(model, data)
    if name == "hfield":
        return mujoco.mj_rayHfield(model, data, geom, origin, direction, None)
    if name in ("stone", "prism"):
        return mujoco.mj_rayMesh(model, data, geom, origin, direction, None)
    return mujoco.mju_rayGeom(pos, data.geom_xmat[geom], model.geom_size[geom], origin, direction, model.geom_type[geom], None)


if __name__ == "__main__":
    model = mujoco.MjModel.from_xml_path(str(HERE / "pairs.xml"))
    model.geom_sameframe[:] = 0  # poses change
    model.opt.disableflags |= mujoco.mjtDisableBit.mjDSBL_MIDPHASE  # its boxes are those of the file
    model.opt.ccd_tolerance = 1e-9
    model.opt.ccd_iterations = 200
    with open(HERE / "pairs.bin", "wb") as out:
        for first in ("plane", "hfield") + SECOND:
            for second in SECOND if first in ("plane", "hfield") else SECOND[SECOND.index(first):]:
                for number in range(CASES):
                    numbers = run(model, first, second, number)
                    out.write(struct.pack(f"<{len(numbers)}f", *numbers))
    with open(HERE / "rays.bin", "wb") as out:
        for name in ("plane", "hfield") + SECOND:
            for number in range(CASES):
                out.write(struct.pack("<f", ray(model, name, number)))
