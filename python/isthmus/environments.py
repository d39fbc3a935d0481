"""Gymnasium's Env and VectorEnv over a server of Isthmus."""

import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode
from gymnasium.vector.utils import batch_space

from isthmus import client

MODES = {
    AutoresetMode.NEXT_STEP: "next_step",
    AutoresetMode.SAME_STEP: "same_step",
    AutoresetMode.DISABLED: "disabled",
}
POLICY = "policy"
MOST_SEED = 2**63 - 1


class _Worlds:
    """What one world and many have in common."""

    def _open(self, id, worlds, mode, **options):
        self._client = client.Client(id, worlds, MODES[mode], **options)
        self._array = self._client.arrays
        self._step_frame = client.frame("step")
        self._is_fresh = True
        #: What the server says of the task: its period, longest episode, names of numbers and of rewards.
        self.task = {k: v for k, v in self._client.welcome.items() if k not in ("file", "arrays")}
        #: Arrays of what is observed: of the policy's group, and of cameras where there are images.
        self._views = {POLICY: self._array[f"observation/{POLICY}"]}
        self._views.update({name: self._array[f"image/{name}"] for name in self.task["cameras"]})

    def _spaces(self):
        """The spaces of one world: observations, actions."""
        observation = _space(self.task["observations"][POLICY])
        if self.task["cameras"]:
            images = {
                name: gymnasium.spaces.Box(0, 255, self._views[name].shape[1:], np.uint8) for name in self.task["cameras"]
            }
            observation = gymnasium.spaces.Dict({POLICY: observation, **images})
        return observation, _space(self.task["action_space"])

    def _observed(self, of):
        """What is observed, `of` each array."""
        if self.task["cameras"]:
            return {name: of(view) for name, view in self._views.items()}
        return of(self._views[POLICY])

    def _reset(self, seeds, mask):
        """Begins episodes where `mask` is 1; `seeds` holds an int or None for each world. Worlds that never got one draw one."""
        if self._is_fresh:
            drawn = np.random.SeedSequence().generate_state(len(seeds))
            seeds = [int(d) if s is None else s for s, d in zip(seeds, drawn)]
            self._is_fresh = not all(mask)
        for seeded in (True, False):
            chosen = [bool(m) and (s is not None) == seeded for s, m in zip(seeds, mask)]
            if any(chosen):
                self._array["seeds"][:] = [_checked(s) if c and seeded else 0 for s, c in zip(seeds, chosen)]
                self._array["mask"][:] = chosen
                self._client.call("reset", seeded=seeded)

    def observation(self, group):
        """[worlds][size] what another group sees: critic, teacher."""
        name = f"observation/{group}"
        if name not in self._array:
            raise client.Error(f"no group of observations '{group}'; there are {list(self.task['observations'])}")
        return self._array[name].copy()

    def reward_terms(self):
        """[worlds][rewards] the weighted terms of the last rewards; task["rewards"] has their names."""
        return self._array["reward_terms"].copy()

    def xi(self):
        """[worlds][size] what was drawn for the running episodes; task["xi"] says where each factor begins, and its size."""
        return self._array["xi"].copy()

    def save_world(self, world=0):
        """Everything that decides a world's future, an array for `restore_world`."""
        self._client.call("save", world=world)
        return self._array["saved"].copy()

    def restore_world(self, saved, world=0):
        """Makes a world continue from what `save_world` gave; with the same bits where task["exact_restore"]."""
        self._array["saved"][:] = saved
        self._client.call("restore", world=world)

    def set_level(self, level):
        """How hard it is, where the task has a curriculum: 0 is the easiest, 1 as declared."""
        self._client.call("level", value=float(level))

    def get_quantity(self, quantity, world=0):
        """Numbers of the simulation, such as "qpos", "qvel", "ctrl"."""
        return np.array(self._client.call("get", world=world, quantity=quantity)["values"])

    def set_quantity(self, quantity, values, world=0):
        """Sets numbers of the simulation by hand; observations change with the next step."""
        self._client.call("set", world=world, quantity=quantity, values=[float(v) for v in values])


class TaskEnv(_Worlds, gymnasium.Env):
    """One world of a task. `info` of a step says whether the task was done: {"success": bool}.

    robot: which robot (default: the task's first). threads: 0 means one per core. home: the folder of Isthmus.
    images: whether observations are dictionaries of "policy" and the images of the task's cameras, [height][width][3] sRGB.
    looks, physics: whether light, textures, surroundings and cameras, or masses, friction, gains and damping, differ too.
    reset's options may hold "xi", what is otherwise drawn for an episode.
    """

    metadata = {"render_modes": []}

    def __init__(self, id, *, threads=1, render_mode=None, **options):
        if render_mode is not None:
            raise ValueError(f"render_mode {render_mode!r} is not there: tasks are drawn by `isthmus task play`")
        self.render_mode = None
        self._open(id, 1, AutoresetMode.DISABLED, threads=threads, **options)
        self.observation_space, self.action_space = self._spaces()

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        options = dict(options or {})
        xi = options.pop("xi", None)
        _refuse(options)
        if xi is None:
            self._reset([seed], [True])
        else:
            self._is_fresh = False
            self._client.call("begin", world=0, seed=_checked(seed or 0), xi=[float(x) for x in xi])
        return self._seen(), {}

    def step(self, action):
        self._array["actions"][0] = action
        self._client.exchange(self._step_frame)
        array = self._array
        return (
            self._seen(),
            float(array["reward"][0]),
            bool(array["terminated"][0]),
            bool(array["truncated"][0]),
            {"success": bool(array["success"][0])},
        )

    def _seen(self):
        return self._observed(lambda view: view[0].copy())

    def close(self):
        self._client.close()


class TaskVectorEnv(_Worlds, gymnasium.vector.VectorEnv):
    """Worlds of a task that one server steps together, with the meaning of gymnasium.vector.SyncVectorEnv.

    autoreset_mode: as there. copy: whether observations are copies, or views of arrays that the next step writes anew.
    robot, threads (default: 0), home, images, looks, physics: as TaskEnv's.
    """

    def __init__(self, id, num_envs=1, autoreset_mode=AutoresetMode.NEXT_STEP, copy=True, **options):
        self.num_envs = num_envs
        self.autoreset_mode = AutoresetMode(autoreset_mode)
        self.metadata = {"render_modes": [], "autoreset_mode": self.autoreset_mode}
        self.copy = copy
        self._open(id, num_envs, self.autoreset_mode, **options)
        self.single_observation_space, self.single_action_space = self._spaces()
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self._over = np.zeros(num_envs, np.bool_)

    def reset(self, *, seed=None, options=None):
        if seed is None or isinstance(seed, (int, np.integer)):
            seed = [None if seed is None else int(seed) + w for w in range(self.num_envs)]
        if len(seed) != self.num_envs:
            raise ValueError(f"{len(seed)} seeds, expected one for each of {self.num_envs} environments")
        options = dict(options or {})
        mask = _mask(options.pop("reset_mask", None), self.num_envs)
        _refuse(options)
        self._reset(seed, mask)
        self._over[mask] = False
        return self._seen(), {}

    def step(self, actions):
        if self.autoreset_mode == AutoresetMode.DISABLED and self._over.any():
            raise gymnasium.error.ResetNeeded(
                f"episodes have ended in environments {np.flatnonzero(self._over).tolist()}; reset these first (reset_mask)"
            )
        array = self._array
        array["actions"][:] = np.asarray(actions, np.float32).reshape(array["actions"].shape)
        self._client.exchange(self._step_frame)
        terminated = array["terminated"].astype(np.bool_)
        truncated = array["truncated"].astype(np.bool_)
        infos = self._infos(terminated | truncated)
        return self._seen(), array["reward"].copy(), terminated, truncated, infos

    def _infos(self, over):
        """What Gymnasium's vector environments make of `info` of single ones."""
        infos = {}
        acted = np.ones(self.num_envs, np.bool_)
        if self.autoreset_mode == AutoresetMode.NEXT_STEP:
            acted = ~self._over
        elif self.autoreset_mode == AutoresetMode.SAME_STEP and over.any():
            acted = ~over
            final = np.full(self.num_envs, None, object)
            for w in np.flatnonzero(over):
                final[w] = self._last(w)
            infos["final_obs"], infos["_final_obs"] = final, over.copy()
            infos["final_info"], infos["_final_info"] = self._successes(over), over.copy()
        if acted.any():
            infos.update(self._successes(acted))
        self._over = over
        return infos

    def _last(self, world):
        """The last observation of an episode that ended in this step."""
        last = self._array[f"final/{POLICY}"][world].copy()
        cameras = self.task["cameras"]
        if not cameras:
            return last
        return {POLICY: last, **{camera: self._array[f"final_image/{camera}"][world].copy() for camera in cameras}}

    def _successes(self, mask):
        return {"success": self._array["success"].astype(np.bool_) & mask, "_success": mask.copy()}

    def _seen(self):
        return self._observed(lambda view: view.copy() if self.copy else view)

    def close_extras(self, **kwargs):
        self._client.close()


def _space(described):
    if described["type"] == "discrete":
        return gymnasium.spaces.Discrete(described["n"])
    # infinite bounds come as words
    low, high = (np.array([float(x) for x in described[k]], np.float32) for k in ("low", "high"))
    return gymnasium.spaces.Box(low, high, dtype=np.float32)


def _checked(seed):
    seed = int(seed)
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"seed {seed}, expected 0 to 2**63 - 1")
    return seed


def _mask(mask, worlds):
    if mask is None:
        return np.ones(worlds, np.bool_)
    if not (isinstance(mask, np.ndarray) and mask.dtype == np.bool_ and mask.shape == (worlds,) and mask.any()):
        raise ValueError(f"reset_mask has to be an array of {worlds} booleans, one of them true")
    return mask


def _refuse(options):
    if options:
        raise ValueError(f"unknown reset options {list(options)}; there are 'xi' (one world) and 'reset_mask' (several)")
