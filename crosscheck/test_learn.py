"""Networks of the module learn, beside PyTorch's own operations."""

import pathlib

import pytest

pytest.importorskip("torch")
import network_values  # noqa: E402

EXPECTED = pathlib.Path(__file__).resolve().parent.parent / "learn/src/test/resources/org/isthmus/learn/networks.txt"


def test_what_the_tests_expect_is_what_pytorch_computes():
    expected = EXPECTED.read_text().splitlines()
    computed = list(network_values.lines())
    assert [line.split()[:2] for line in computed] == [line.split()[:2] for line in expected]
    for ours, theirs in zip(expected, computed):
        numbers = [[float(word) for word in line.split()[2:]] for line in (ours, theirs)]
        assert numbers[0] == pytest.approx(numbers[1], abs=1e-5)
