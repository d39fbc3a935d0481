"""Makes the projections beside it.

projections.csv: points through the lens models of OpenCV, by the formulas of its documentation of calib3d ("Detailed description", and
"Fisheye camera model"), in NumPy; crosscheck/test_camera.py holds them against OpenCV itself where that is installed.
model-cameras.csv: what MuJoCo 3.14's cameras see of points, by the frusta that it gives its renderer.
"""

import csv
import pathlib

import mujoco
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
K = np.array([[500.0, 0, 319.3], [0, 510.0, 241.8], [0, 0, 1]])
# name, coefficients as OpenCV orders them: k1 k2 p1 p2 k3 k4 k5 k6, or k1 k2 k3 k4 of the fisheye
LENSES = [
    ("pinhole", []),
    ("distorted", [-0.28, 0.07, 0.0012, -0.0007, -0.01]),
    ("rational", [0.31, -0.12, -0.0009, 0.0011, 0.02, 0.55, -0.08, 0.013]),
    ("fisheye", [0.02, -0.004, 0.0011, -0.0003]),
]


def distort(name, c, x, y, z):
    if name == "fisheye":
        r = np.hypot(x, y)
        theta = np.arctan2(r, z)
        bent = theta * (1 + c[0] * theta**2 + c[1] * theta**4 + c[2] * theta**6 + c[3] * theta**8)
        return bent * x / r, bent * y / r
    a, b = x / z, y / z
    c = np.concatenate([c, np.zeros(8 - len(c))])
    r2 = a * a + b * b
    radial = (1 + c[0] * r2 + c[1] * r2**2 + c[4] * r2**3) / (1 + c[5] * r2 + c[6] * r2**2 + c[7] * r2**3)
    return (a * radial + 2 * c[2] * a * b + c[3] * (r2 + 2 * a * a),
            b * radial + c[2] * (r2 + 2 * b * b) + 2 * c[3] * a * b)


def lenses(writer):
    random = np.random.default_rng(1)
    for name, c in LENSES:
        for _ in range(25):
            z = random.uniform(0.2, 4)
            x, y = random.uniform(-0.7, 0.7, 2) * z
            u, v = distort(name, c, x, y, z)
            writer.writerow([name, x, y, z, K[0, 0] * u + K[0, 2], K[1, 1] * v + K[1, 2]])


def model_cameras(writer):
    model = mujoco.MjModel.from_xml_path(str(HERE / "cameras.xml"))
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)
    scene = mujoco.MjvScene(model, 10)
    random = np.random.default_rng(2)
    for i in range(model.ncam):
        camera = mujoco.MjvCamera()
        camera.type = mujoco.mjtCamera.mjCAMERA_FIXED
        camera.fixedcamid = i
        mujoco.mjv_updateScene(model, data, mujoco.MjvOption(), None, camera, mujoco.mjtCatBit.mjCAT_ALL, scene)
        gl = scene.camera[0]
        width, height = model.cam_resolution[i]
        turn = data.cam_xmat[i].reshape(3, 3)
        half = gl.frustum_width if gl.frustum_width > 0 else (gl.frustum_top - gl.frustum_bottom) / 2 * width / height
        for _ in range(10):
            local = np.array([*random.uniform(-0.4, 0.4, 2), -1]) * random.uniform(0.5, 3)
            world = data.cam_xpos[i] + turn @ local
            scale = 1 if gl.orthographic else gl.frustum_near / -local[2]
            x = (local[0] * scale - gl.frustum_center + half) / (2 * half) * width - 0.5
            y = (gl.frustum_top - local[1] * scale) / (gl.frustum_top - gl.frustum_bottom) * height - 0.5
            writer.writerow([i, *world, x, y])


for name, make in (("projections", lenses), ("model-cameras", model_cameras)):
    with open(HERE / f"{name}.csv", "w", newline="") as file:
        make(csv.writer(file, lineterminator="\n"))
