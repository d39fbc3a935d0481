"""Every robot template, written as MJCF, lives in MuJoCo: it loads, weighs the same, and holds its home keyframe."""

import json

import mujoco
import numpy as np
import pytest

WALKERS = {"quadruped", "humanoid"}
# The greatest change of a joint position within 200 steps, rad or m: servos give way a little under the robot's weight.
SAG = 0.06
UPRIGHT_SECONDS = 0.5


@pytest.fixture(scope="module")
def names(isthmus):
    return [line.split()[0] for line in isthmus("model", "list").splitlines()]


@pytest.fixture(scope="module")
def models(isthmus, names, tmp_path_factory):
    """The compiled model of each template, walkers on a floor."""
    folder = tmp_path_factory.mktemp("templates")
    models = {}
    for name in names:
        file = folder / f"{name}.xml"
        isthmus("model", "convert", name, file)
        spec = mujoco.MjSpec.from_file(str(file))
        if name in WALKERS:
            spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[5, 5, 0.1])
        models[name] = spec.compile()
    return models


def at_home(model):
    data = mujoco.MjData(model)
    mujoco.mj_resetDataKeyframe(model, data, model.key("home").id)
    mujoco.mj_forward(model, data)
    return data


def test_there_are_templates(names):
    assert len(names) >= 9


def test_weigh_the_same(isthmus, models, tmp_path):
    isthmus("model", "dump", *models, "--out", tmp_path)
    for name, model in models.items():
        ours = json.loads((tmp_path / f"{name}.json").read_text())
        assert ours["sizes"]["nbody"] == model.nbody, name
        assert ours["body_mass"] == pytest.approx(list(model.body_mass), rel=1e-9), name
        assert ours["body_inertia"] == pytest.approx(list(model.body_inertia.flat), rel=1e-6), name


def test_home_has_no_contacts_but_feet_on_the_floor(models):
    for name, model in models.items():
        data = at_home(model)
        bodies = {tuple(sorted(int(model.geom_bodyid[g]) for g in contact.geom)) for contact in data.contact}
        assert all(pair[0] == 0 and name in WALKERS for pair in bodies), name


def test_hold_home(models):
    for name, model in models.items():
        data = at_home(model)
        before = data.qpos.copy()
        mujoco.mj_step(model, data, 200)
        assert np.isfinite(data.qpos).all() and np.isfinite(data.qvel).all(), name
        assert np.abs(data.qpos - before).max() < SAG, name


def test_walkers_stay_upright(models):
    for name in WALKERS:
        model = models[name]
        data = at_home(model)
        height = data.qpos[2]
        mujoco.mj_step(model, data, round(UPRIGHT_SECONDS / model.opt.timestep))
        up = np.zeros(3)
        mujoco.mju_rotVecQuat(up, np.array([0.0, 0.0, 1.0]), data.qpos[3:7])
        assert up[2] > 0.99, name
        assert data.qpos[2] > 0.9 * height, name
