"""Writes NAME.json for each NAME.xml beside it: MuJoCo's numbers at random states; and dynamics.json.

Run with mujoco 3.14: python make_golden.py [NAME ...]
"""
import json
import pathlib
import sys

import mujoco
import numpy as np

STATES, STEPS = 20, 100


def golden(path):
    model = mujoco.MjModel.from_xml_path(str(path))
    data = mujoco.MjData(model)
    rng = np.random.default_rng(5)
    states = []
    for _ in range(int(numeric(model, "states", STATES))):
        mujoco.mj_resetData(model, data)
        random_state(model, data, rng)
        state = {name: getattr(data, name).tolist() for name in ("qpos", "qvel", "act", "ctrl")}
        if model.nmocap:
            state["mocap"] = np.hstack([data.mocap_pos, data.mocap_quat]).ravel().tolist()
        mujoco.mj_forward(model, data)
        mass = np.zeros((model.nv, model.nv))
        mujoco.mj_fullM(model, data, mass)
        state["mass"] = mass.ravel().tolist()
        state["bias"] = data.qfrc_bias.tolist()
        state["actuator_force"] = data.actuator_force.tolist()
        if model.nsensor:
            state["sensordata"] = data.sensordata.tolist()
        mujoco.mj_step(model, data, STEPS)
        state["qpos_after"] = data.qpos.tolist()
        state["qvel_after"] = data.qvel.tolist()
        state["act_after"] = data.act.tolist()
        if model.nsensor:
            for _ in range(2):  # e_kinetic is of the call before
                mujoco.mj_forward(model, data)
            state["sensordata_after"] = data.sensordata.tolist()
        states.append(state)
    return {"mujoco": mujoco.__version__, "steps": STEPS, "states": states}


def random_state(model, data, rng):
    spread = numeric(model, "spread", 0.7)
    mujoco.mj_integratePos(model, data.qpos, rng.normal(0, spread, model.nv), 1)
    data.qvel[:] = rng.normal(0, 1, model.nv)
    data.act[:] = rng.normal(0, 0.3, model.na)
    data.ctrl[:] = rng.normal(0, 1, model.nu)
    data.mocap_pos[:] += rng.normal(0, 0.1, (model.nmocap, 3))
    data.mocap_quat[:] += rng.normal(0, 0.3, (model.nmocap, 4))


def queries(path):
    """What depends on a configuration, velocities and accelerations alone: dynamics.json."""
    model = mujoco.MjModel.from_xml_path(str(path))
    model.opt.disableflags |= mujoco.mjtDisableBit.mjDSBL_CONSTRAINT | mujoco.mjtDisableBit.mjDSBL_ACTUATION
    data = mujoco.MjData(model)
    rng = np.random.default_rng(6)
    states = []
    for _ in range(5):
        mujoco.mj_resetData(model, data)
        mujoco.mj_integratePos(model, data.qpos, rng.normal(0, 0.7, model.nv), 1)
        data.qvel[:] = rng.normal(0, 1, model.nv)
        data.qacc[:] = rng.normal(0, 3, model.nv)
        mujoco.mj_inverse(model, data)
        state = {name: getattr(data, name).tolist() for name in
                 ("qpos", "qvel", "qacc", "qfrc_passive", "qfrc_bias", "qfrc_inverse")}
        mass, linear, angular = np.zeros((model.nv, model.nv)), np.zeros((3, model.nv)), np.zeros((3, model.nv))
        mujoco.mj_fullM(model, data, mass)
        state["mass"] = mass.ravel().tolist()
        body = model.nbody - 1
        mujoco.mj_jac(model, data, linear, angular, data.xpos[body] + data.xmat[body].reshape(3, 3) @ [0.1, -0.2, 0.3], body)
        state["jacobian"] = np.vstack([linear, angular]).ravel().tolist()
        states.append(state)
    return states


def late(path):
    """What sensors with delays and intervals read before each of some steps from the same state: NAME.json."""
    model = mujoco.MjModel.from_xml_path(str(path))
    data = mujoco.MjData(model)
    data.qpos[:], data.qvel[:], data.ctrl[:] = 0.3, 2, 1
    readings = []
    for _ in range(30):
        mujoco.mj_step(model, data)
        readings.append(data.sensordata.tolist())
    return {"mujoco": mujoco.__version__, "states": [{"sensordata": r} for r in readings]}


def numeric(model, name, default):
    """A number that the model says about its golden file."""
    id = mujoco.mj_name2id(model, mujoco.mjtObj.mjOBJ_NUMERIC, name)
    return default if id < 0 else model.numeric_data[model.numeric_adr[id]]


if __name__ == "__main__":
    for path in sorted(pathlib.Path(__file__).parent.glob("*.xml")):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        if path.stem == "touch":  # compared with itself only
            continue
        path.with_suffix(".json").write_text(json.dumps((late if path.stem == "late" else golden)(path), indent=None) + "\n")
    if sys.argv[1:] in ([], ["dynamics"]):
        folder = pathlib.Path(__file__).parent
        names = ("arm", "loose", "tendons", "springs", "fluid", "actuators")
        (folder / "dynamics.json").write_text(json.dumps({n: queries(folder / (n + ".xml")) for n in names}) + "\n")
