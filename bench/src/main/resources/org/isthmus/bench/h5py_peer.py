"""Records the same rows with h5py, in turn with Isthmus: one episode for each line of the input, which names its file.

Arguments: a file of frames [count][height][width][3], count, height, width, steps of an episode.
Answers with wall time (s), processor time (s) and the size of the file (bytes).
"""

import os
import sys
import time

import h5py
import numpy as np

raw, count, height, width, steps = sys.argv[1], *map(int, sys.argv[2:])
frames = np.fromfile(raw, np.uint8).reshape(count, height, width, 3) if count else None
actions = np.zeros((steps, 7), np.float32)
states = np.zeros((steps + 1, 9))
FILTERS = {"compression": "gzip", "compression_opts": 1, "shuffle": True, "fletcher32": True}


def record(path):
    with h5py.File(path + ".partial", "w") as file:
        if count:
            images = file.create_dataset(
                "observations/images/top", (steps, height, width, 3), np.uint8, chunks=(1, height, width, 3), **FILTERS
            )
        rows = file.create_dataset("actions", actions.shape, actions.dtype, chunks=actions.shape, **FILTERS)
        qpos = file.create_dataset("states/qpos", states.shape, states.dtype, chunks=states.shape, **FILTERS)
        for t in range(steps):
            for k in range(7):
                actions[t, k] = np.sin(0.05 * t * (k + 1))
            states[t, :7] = actions[t]
            if count:
                images[t] = frames[t % count]
        rows[:] = actions
        qpos[:] = states
        file.attrs["task"] = "bench"
    with open(path + ".partial", "rb+") as file:
        os.fsync(file.fileno())
    os.rename(path + ".partial", path)
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


print("h5py", h5py.__version__, flush=True)
for line in sys.stdin:
    wall, processor = time.perf_counter(), time.process_time()
    record(line.strip())
    print(time.perf_counter() - wall, time.process_time() - processor, os.path.getsize(line.strip()), flush=True)
