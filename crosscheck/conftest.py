"""What the comparisons share."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def isthmus():
    """Runs a verb: isthmus("model", "show", path) returns what it printed; fails with what it complained about."""

    def run(*words):
        done = subprocess.run([ROOT / "isthmus", *map(str, words)], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"isthmus {' '.join(map(str, words))}: exit {done.returncode}\n{done.stderr}"
        return done.stdout

    return run
