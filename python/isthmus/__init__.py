"""Learning environments of Isthmus, with Gymnasium's interface.

    env = isthmus.make("PickCube-v1")
    envs = isthmus.make_vec("PickCube-v1", 256)

Each environment starts a server (`isthmus serve`) on this machine and ends it when it is closed.
"""

import json
import pathlib

import gymnasium

from isthmus.client import Error
from isthmus.environments import TaskEnv, TaskVectorEnv

__all__ = ["Error", "TaskEnv", "TaskVectorEnv", "make", "make_vec", "register", "tasks"]

NAMESPACE = "isthmus"


def tasks():
    """The tasks there are: a dictionary from ids to the robots that can do each, the usual one first."""
    entries = json.loads(pathlib.Path(__file__).with_name("tasks.json").read_text(encoding="utf-8"))
    return {entry["id"]: entry["robots"] for entry in entries}


def register():
    """Adds all tasks to Gymnasium's registry, as isthmus/ID. Importing this package does so."""
    for id in tasks():
        name = f"{NAMESPACE}/{id}"
        if name not in gymnasium.registry:
            gymnasium.register(
                name,
                entry_point="isthmus.environments:TaskEnv",
                vector_entry_point="isthmus.environments:TaskVectorEnv",
                kwargs={"id": id},
            )


def make(id, **options):
    """One world of a task, a gymnasium.Env.

    Options are those of TaskEnv (robot, threads, home, images, looks, physics) and of gymnasium.make.
    """
    return gymnasium.make(f"{NAMESPACE}/{id}", **options)


def make_vec(id, num_envs, **options):
    """Worlds of a task that are stepped together, a gymnasium.vector.VectorEnv.

    Options are those of TaskVectorEnv: TaskEnv's, autoreset_mode and copy.
    """
    return gymnasium.make_vec(
        f"{NAMESPACE}/{id}", num_envs, vectorization_mode="vector_entry_point", **options
    )


register()
