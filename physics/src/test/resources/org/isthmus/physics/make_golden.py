"""Writes NAME.json for each NAME.xml beside it: MuJoCo's numbers at random states.

Run with mujoco 3.14: python make_golden.py
"""
import json
import pathlib

import mujoco
import numpy as np

STATES, STEPS = 20, 100


def golden(path):
    model = mujoco.MjModel.from_xml_path(str(path))
    data = mujoco.MjData(model)
    rng = np.random.default_rng(5)
    states = []
    for _ in range(STATES):
        mujoco.mj_resetData(model, data)
        random_state(model, data, rng)
        state = {name: getattr(data, name).tolist() for name in ("qpos", "qvel", "act", "ctrl")}
        mujoco.mj_forward(model, data)
        mass = np.zeros((model.nv, model.nv))
        mujoco.mj_fullM(model, data, mass)
        state["mass"] = mass.ravel().tolist()
        state["bias"] = data.qfrc_bias.tolist()
        state["actuator_force"] = data.actuator_force.tolist()
        mujoco.mj_step(model, data, STEPS)
        state["qpos_after"] = data.qpos.tolist()
        state["qvel_after"] = data.qvel.tolist()
        state["act_after"] = data.act.tolist()
        states.append(state)
    return {"mujoco": mujoco.__version__, "steps": STEPS, "states": states}


def random_state(model, data, rng):
    spread = model.numeric("spread").data[0] if model.nnumeric else 0.7
    mujoco.mj_integratePos(model, data.qpos, rng.normal(0, spread, model.nv), 1)
    data.qvel[:] = rng.normal(0, 1, model.nv)
    data.act[:] = rng.normal(0, 0.3, model.na)
    data.ctrl[:] = rng.normal(0, 1, model.nu)


if __name__ == "__main__":
    for path in sorted(pathlib.Path(__file__).parent.glob("*.xml")):
        if path.stem == "touch":  # compared with itself only
            continue
        path.with_suffix(".json").write_text(json.dumps(golden(path), indent=None) + "\n")
