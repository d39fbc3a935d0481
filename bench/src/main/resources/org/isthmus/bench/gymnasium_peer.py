"""Steps Gymnasium's own vectorised CartPole, in turn with Isthmus: as many steps as a line of the input says.

Arguments: the vectorization mode, number of environments. Answers with processor time (s).
"""

import sys
import time

import gymnasium
import numpy as np

BATCHES = 64

mode, worlds = sys.argv[1], int(sys.argv[2])
envs = gymnasium.make_vec("CartPole-v1", worlds, vectorization_mode=mode)
envs.reset(seed=1)
actions = np.random.default_rng(1).integers(0, 2, (BATCHES, worlds))
print("Gymnasium", gymnasium.__version__, mode, flush=True)
for line in sys.stdin:
    start = time.process_time()
    for t in range(int(line)):
        envs.step(actions[t % BATCHES])
    print(time.process_time() - start, flush=True)
