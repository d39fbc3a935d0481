"""Every MJCF file at hand, compiled by Isthmus and by MuJoCo: the same numbers and the same poses.

Files are those of the tests of module `model` and, where the shared data are present, its robots and objects. Meshes
and textures that are missing there are replaced, for both sides, by small stand-ins. `model_compare` says what is
compared and how closely. What MuJoCo refuses, Isthmus has to refuse, too.
"""

import json
import re

import mjcf_files
import model_compare
import mujoco
import pytest

SAMPLES = 100
SEED = 20260101
DUMP_SECONDS = 900
BAD_INPUT = 2

# What Isthmus does not simulate; such files have to be refused with a reason.
UNSUPPORTED = re.compile(r"<(flexcomp|flex|skin|composite|extension|plugin|tactile|orientation|pid|dcmotor)\b")

FILES = dict(mjcf_files.all_files())


class Case:
    """One file as both sides read it."""

    def __init__(self, path, folder):
        self.path, self.made_up = mjcf_files.with_stand_ins(path, folder)
        self.unsupported = UNSUPPORTED.search(mjcf_files.expanded(self.path))
        self.refusal = None
        self.dump = None
        try:
            mujoco.MjModel.from_xml_path(str(self.path))
        except ValueError as refusal:
            self.refusal = str(refusal).splitlines()[0]

    @property
    def is_compared(self):
        return not self.refusal and not self.unsupported


@pytest.fixture(scope="session")
def cases(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stand-ins")
    return {name: Case(path, folder / str(i)) for i, (name, path) in enumerate(FILES.items())}


@pytest.fixture(scope="session")
def dump(cases, isthmus_process, tmp_path_factory):
    """Runs `isthmus model dump` once for all files that both sides take; returns a function from a case to its dump."""
    compared = [case for case in cases.values() if case.is_compared]
    dump_all(isthmus_process, compared, tmp_path_factory.mktemp("dumps"))
    return lambda case: json.loads(case.dump.read_text())


def dump_all(isthmus_process, compared, out):
    words = ["model", "dump", *roots(compared), "--samples", SAMPLES, "--seed", SEED, "--out", out]
    done = isthmus_process(*words, *(case.path for case in compared), timeout=DUMP_SECONDS)
    assert done.returncode == 0, f"exit {done.returncode} after {len(done.stdout.split())} files\n{done.stderr}"
    for case, written in zip(compared, done.stdout.splitlines(), strict=True):
        case.dump = out / written.rsplit("/")[-1]


def roots(cases):
    """Files may refer to folders beside their own."""
    return [word for folder in sorted({case.path.parent.parent for case in cases}) for word in ("--root", folder)]


@pytest.mark.parametrize("name", FILES)
def test_same_model_as_in_mujoco_or_refused(name, cases, dump, isthmus_process, tmp_path):
    case = cases[name]
    if case.is_compared:
        model = mujoco.MjModel.from_xml_path(str(case.path))
        comparison = model_compare.Comparison(dump(case), model).run().samples()
        assert not comparison.problems, "\n".join(comparison.problems[:30])
        assert comparison.compared > 100
    else:
        done = isthmus_process("model", "dump", *roots([case]), "--out", tmp_path, case.path, timeout=60)
        assert done.returncode == BAD_INPUT, done.stdout + done.stderr
        assert "error: " in done.stderr and "Exception" not in done.stderr
        if case.unsupported:
            assert "is not supported" in done.stderr
