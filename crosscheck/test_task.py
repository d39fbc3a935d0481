"""Tasks through the Python package, held against Gymnasium's own checker, vector environments and cart-pole."""

import pathlib
import sys
import warnings

import numpy as np
import pytest

gymnasium = pytest.importorskip("gymnasium", reason="Gymnasium is not installed")
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium.vector import AutoresetMode, SyncVectorEnv

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "python"))
import isthmus

WORLDS = 3
STEPS = 60


@pytest.mark.parametrize("id", isthmus.tasks())
def test_gymnasium_s_checker_finds_nothing(id):
    env = isthmus.make(id, threads=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # of unbounded observations it warns, whatever they are
        warnings.filterwarnings("ignore", message=".*Box observation space m..imum value is -?infinity.*")
        # the torque of Gymnasium's own Pendulum-v1 goes from -2 to 2 as well
        warnings.filterwarnings("ignore", message=".*For Box action spaces, we recommend.*")
        check_env(env.unwrapped)
    env.close()


@pytest.fixture(scope="module")
def single_envs():
    """Worlds of one cart each, in processes of their own."""
    envs = [isthmus.make("CartPole-v1", threads=1, disable_env_checker=True).unwrapped for _ in range(WORLDS)]
    yield envs
    for env in envs:
        env.close()


def lent(env):
    """A function that gives an environment that stays open."""

    class Lent(gymnasium.Wrapper):
        def close(self):
            pass

    return lambda: Lent(env)


@pytest.mark.parametrize("mode", list(AutoresetMode))
def test_worlds_begin_anew_as_in_gymnasium_s_vector_environment(mode, single_envs):
    """Everything that step and reset return, bit for bit: observations, rewards, flags, infos with their masks."""
    theirs = SyncVectorEnv([lent(env) for env in single_envs], autoreset_mode=mode)
    ours = isthmus.make_vec("CartPole-v1", WORLDS, autoreset_mode=mode, threads=1)
    assert ours.metadata["autoreset_mode"] == theirs.metadata["autoreset_mode"] == mode
    assert ours.observation_space == theirs.observation_space and ours.action_space == theirs.action_space
    random = np.random.default_rng(4)
    expect_equal(ours.reset(seed=7), theirs.reset(seed=7))
    ended = 0
    for _ in range(STEPS):
        actions = random.integers(0, 2, WORLDS)
        step = ours.step(actions)
        expect_equal(step, theirs.step(actions))
        over = step[2] | step[3]
        ended += over.sum()
        if mode == AutoresetMode.DISABLED and over.any():
            with pytest.raises(gymnasium.error.ResetNeeded, match="reset these first"):
                ours.step(actions)
            expect_equal(ours.reset(options={"reset_mask": over}), theirs.reset(options={"reset_mask": over}))
    assert ended >= WORLDS
    seeds = [5, None, 9]
    expect_equal(ours.reset(seed=seeds), theirs.reset(seed=seeds))
    ours.close()
    theirs.close()


def expect_equal(ours, theirs):
    """Equal in types, keys and bits; the order of keys in infos does not count."""
    assert len(ours) == len(theirs)
    for a, b in zip(ours, theirs):
        if isinstance(a, dict):
            assert a.keys() == b.keys()
            for key in a:
                if isinstance(a[key], dict):
                    expect_equal([a[key]], [b[key]])
                elif a[key].dtype == object:
                    assert all(data_equivalence(x, y, exact=True) for x, y in zip(a[key], b[key]))
                else:
                    assert data_equivalence(a[key], b[key], exact=True), (key, a[key], b[key])
        else:
            assert data_equivalence(a, b, exact=True), (a, b)


def test_the_cart_moves_as_gymnasium_s(single_envs):
    """Velocities after one step agree to rounding; positions to what stepping with the old or new velocity differs in."""
    ours = single_envs[0]
    theirs = gymnasium.make("CartPole-v1").unwrapped
    random = np.random.default_rng(1)
    ours.reset(seed=1)
    theirs.reset(seed=1)
    for _ in range(100):
        x, v = random.uniform(-1, 1, 2)
        angle, rate = random.uniform(-0.15, 0.15), random.uniform(-1, 1)
        ours.set_quantity("qpos", [x, angle])
        ours.set_quantity("qvel", [v, rate])
        theirs.state = np.array([x, v, angle, rate])
        action = int(random.integers(2))
        theirs.steps_beyond_terminated = None
        seen, reward, terminated, _, _ = ours.step(action)
        expected, their_reward, their_end, _, _ = theirs.step(action)
        np.testing.assert_allclose(seen[[2, 3]], expected[[1, 3]], atol=2e-5)
        np.testing.assert_allclose(seen[[0, 1]], expected[[0, 2]], atol=0.02 * np.abs(expected[[1, 3]] - [v, rate]).max() + 1e-6)
        assert reward == their_reward == 1
        assert terminated == their_end
        ours.reset(seed=1)


def test_worlds_can_be_saved_masked_and_drawn_by_hand(single_envs):
    env = single_envs[1]
    env.reset(seed=3)
    env.step(1)
    saved = env.save_world()
    first = [env.step(a) for a in (1, 0, 1)]
    env.restore_world(saved)
    again = [env.step(a) for a in (1, 0, 1)]
    assert all(data_equivalence(a[0], b[0], exact=True) for a, b in zip(first, again))
    seen, _ = env.reset(seed=3, options={"xi": [0.01, 0.02, 0.03, 0.04]})
    np.testing.assert_allclose(seen, [0.01, 0.02, 0.03, 0.04], rtol=1e-6)
    np.testing.assert_array_equal(env.xi(), [[0.01, 0.02, 0.03, 0.04]])


def test_images_are_observed_where_they_are_asked_for():
    envs = isthmus.make_vec("PickCube-v1", 2, images=True, looks=True, threads=1)
    assert isinstance(envs.single_observation_space, gymnasium.spaces.Dict)
    first, _ = envs.reset(seed=5)
    assert first in envs.observation_space
    assert first["front"].shape == (2, 128, 128, 3) and first["front"].dtype == np.uint8
    assert first["front"].std() > 10 and (first["front"][0] != first["front"][1]).mean() > 0.1
    moved, *_ = envs.step(envs.action_space.sample())
    assert (moved["front"] != first["front"]).any()
    again, _ = envs.reset(seed=5)
    np.testing.assert_array_equal(again["front"], first["front"])
    envs.close()


def test_the_last_images_of_episodes_are_there_beside_the_first_of_the_next():
    envs = isthmus.make_vec("PickCube-v1", 2, images=True, threads=1, autoreset_mode=AutoresetMode.SAME_STEP)
    envs.reset(seed=5)
    action = np.zeros(envs.action_space.shape, np.float32)
    for _ in range(envs.unwrapped.task["max_steps"]):
        seen, _, _, truncated, infos = envs.step(action)
    assert truncated.all() and infos["_final_obs"].all()
    for w in range(2):
        assert infos["final_obs"][w] in envs.single_observation_space
        assert (infos["final_obs"][w]["front"] != seen["front"][w]).any()
    envs.close()


def test_trouble_is_told(single_envs, tmp_path):
    env = single_envs[2]
    with pytest.raises(isthmus.Error, match="no quantity 'qposs'"):
        env.get_quantity("qposs")
    with pytest.raises(ValueError, match="unknown reset options"):
        env.reset(options={"xy": 1})
    with pytest.raises(isthmus.Error, match="no group of observations 'critic'"):
        env.observation("critic")
    with pytest.raises(isthmus.Error, match="(?s)exit code 2.*not there for robot 'pandda'.*did you mean 'panda'"):
        isthmus.make("PickCube-v1", robot="pandda")
    with pytest.raises(isthmus.Error, match="ISTHMUS_HOME .* has to be the folder"):
        isthmus.make("CartPole-v1", home=tmp_path)
    lost = isthmus.make("CartPole-v1", threads=1).unwrapped
    lost.reset(seed=1)
    lost._client._parts.process.kill()
    with pytest.raises(isthmus.Error, match="the server has gone"):
        lost.step(0)
    lost.close()
    with pytest.raises(isthmus.Error, match="closed"):
        lost.step(0)
