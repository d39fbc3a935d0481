"""Our lens models are OpenCV's: the projections that the tests of `render` hold ours against are held against OpenCV's here."""

import csv

import numpy as np
import pytest

from conftest import ROOT

GOLDEN = ROOT / "render" / "src" / "test" / "resources" / "camera" / "projections.csv"
K = np.array([[500.0, 0, 319.3], [0, 510.0, 241.8], [0, 0, 1]])
COEFFICIENTS = {
    "pinhole": [],
    "distorted": [-0.28, 0.07, 0.0012, -0.0007, -0.01],
    "rational": [0.31, -0.12, -0.0009, 0.0011, 0.02, 0.55, -0.08, 0.013],
    "fisheye": [0.02, -0.004, 0.0011, -0.0003],
}


@pytest.mark.parametrize("lens", COEFFICIENTS)
def test_projections_are_those_of_opencv(lens):
    cv2 = pytest.importorskip("cv2", reason="opencv-python-headless is not installed")
    with open(GOLDEN, newline="") as file:
        rows = np.array([[float(x) for x in row[1:]] for row in csv.reader(file) if row[0] == lens])
    points, expected = rows[:, None, :3], rows[:, 3:]
    project = cv2.fisheye.projectPoints if lens == "fisheye" else cv2.projectPoints
    coefficients = np.array(COEFFICIENTS[lens] or [0.0] * 4)
    found, _ = project(points, np.zeros(3), np.zeros(3), K, coefficients)
    assert np.abs(found[:, 0] - expected).max() < 1e-6
