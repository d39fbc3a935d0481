"""Time-optimal motion along a path: the published example of TOPP-RA.

An implementation of its own, by collocation as in the publication (limits hold at the places of the grid only), gives the squared path speeds
that toppra's test publishes (cpp/tests/test_algorithm.cpp, commit 33a871d), and on finer grids the duration that TimeOptimalTest expects.
"""

import numpy as np

# [pieces][coordinates][4] rising powers; a cubic through (0, 0), (1, 3), (2, 4), (0, 0)
PATH = [
    [(0, 0, 1.5, -0.5), (0, 3, 0.5, -0.5)],
    [(1, 1.5, 0, -0.5), (3, 2.5, -1, -0.5)],
    [(2, 0, -1.5, -0.5), (4, -1, -2.5, -0.5)],
]
VELOCITY, ACCELERATION = 1.0, 0.2
PUBLISHED = {1: 0.00799999, 2: 0.01559927, 5: 0.0375065, 11: 0.08890758, 20: 0.06257243, 30: 0.04761904, 31: 0.0285715, 49: 0.00394282}


def derivatives(s):
    piece = min(int(s), 2)
    t = s - piece
    first = [c[1] + 2 * c[2] * t + 3 * c[3] * t * t for c in PATH[piece]]
    second = [2 * c[2] + 6 * c[3] * t for c in PATH[piece]]
    return first, second


def accelerations(first, second, x, step, reachable):
    """The interval of u that limits allow at speed² x, such that the next speed² is reachable."""
    low, high = -x / (2 * step), (reachable - x) / (2 * step)
    for p, q in zip(first, second):
        if abs(p) < 1e-12:
            if abs(q * x) > ACCELERATION:
                return 1, 0
            continue
        ends = sorted(((-ACCELERATION - q * x) / p, (ACCELERATION - q * x) / p))
        low, high = max(low, ends[0]), min(high, ends[1])
    return low, high


def parameterize(intervals):
    """Squared path speeds and the duration, s."""
    step = 3 / intervals
    grid = [derivatives(min(i * step, 3)) for i in range(intervals + 1)]
    reachable = [0.0] * (intervals + 1)
    for i in range(intervals - 1, -1, -1):
        low, high = 0.0, min((VELOCITY / max(abs(p), 1e-9)) ** 2 for p in grid[i][0])
        for _ in range(100):
            middle = (low + high) / 2
            a, b = accelerations(*grid[i], middle, step, reachable[i + 1])
            low, high = (middle, high) if a <= b else (low, middle)
        reachable[i] = low
    x, duration = [0.0], 0.0
    for i in range(intervals):
        fastest = accelerations(*grid[i], x[i], step, reachable[i + 1])[1]
        x.append(max(0.0, min(x[i] + 2 * step * fastest, reachable[i + 1])))
        duration += 2 * step / (np.sqrt(x[i]) + np.sqrt(x[i + 1]))
    return x, duration


def test_collocation_gives_the_published_speeds():
    x, _ = parameterize(50)
    for place, speed in PUBLISHED.items():
        assert abs(x[place] - speed) < 1e-6


def test_a_fine_grid_takes_the_time_that_ours_is_held_against():
    assert abs(parameterize(4000)[1] - 18.117) < 1e-3
