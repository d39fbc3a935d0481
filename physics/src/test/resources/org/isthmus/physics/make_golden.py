"""Writes NAME.json for each NAME.xml beside it: MuJoCo's numbers at random states.

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
        path.with_suffix(".json").write_text(json.dumps(golden(path), indent=None) + "\n")
