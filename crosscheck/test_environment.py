"""The two sides of the comparison are there."""

import mujoco


def test_isthmus_runs(isthmus):
    assert isthmus("--version").startswith("isthmus ")


def test_mujoco_compiles_a_model():
    model = mujoco.MjModel.from_xml_string("<mujoco><worldbody><body><freejoint/><geom size='1'/></body></worldbody></mujoco>")
    assert (model.nq, model.nv, model.nbody) == (7, 6, 2)
