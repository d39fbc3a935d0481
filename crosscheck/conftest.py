"""What the comparisons share."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def isthmus_process():
    """Runs a verb to its end, good or bad: isthmus_process("model", "show", path).returncode."""

    def run(*words, timeout=120):
        return subprocess.run([ROOT / "isthmus", *map(str, words)], capture_output=True, text=True, timeout=timeout)

    return run


@pytest.fixture(scope="session")
def isthmus(isthmus_process):
    """Runs a verb: isthmus("model", "show", path) returns what it printed; fails with what it complained about."""

    def run(*words):
        done = isthmus_process(*words)
        assert done.returncode == 0, f"isthmus {' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}"
        return done.stdout

    return run
