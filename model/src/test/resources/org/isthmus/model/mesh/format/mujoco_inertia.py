"""Writes mujoco_inertia.csv: what MuJoCo makes of real mesh files, for MujocoInertiaTest.

    python mujoco_inertia.py SHARED_DATA [EVERY] > mujoco_inertia.csv

One line per file and value of the mesh attribute `inertia`: vertices, faces, hull vertices, volume (or area), centre of
mass and inertia about it in the frame of the file, density one. Made with mujoco 3.14.0. EVERY keeps each n-th file only
(all of MuJoCo's own test meshes are kept).
"""

import pathlib
import sys

import mujoco
import numpy as np

XML = """<mujoco>
  <compiler balanceinertia="false"/>
  <asset><mesh name="m" file="{file}" inertia="{mode}"/></asset>
  <worldbody><body><freejoint/><geom type="mesh" mesh="m" density="1"/></body></worldbody>
</mujoco>"""


def row(root, file, mode):
    try:
        model = mujoco.MjModel.from_xml_string(XML.format(file=file, mode=mode))
    except ValueError:
        return None  # MuJoCo refuses the file in this mode
    rotation = np.zeros(9)
    mujoco.mju_quat2Mat(rotation, model.body_iquat[1])
    rotation = rotation.reshape(3, 3)
    inertia = rotation @ np.diag(model.body_inertia[1]) @ rotation.T
    numbers = [model.body_mass[1], *model.body_ipos[1], *np.diag(inertia), inertia[0, 1], inertia[0, 2], inertia[1, 2]]
    counts = [model.nmeshvert, model.nmeshface, model.mesh_graph[0]]
    return [str(file.relative_to(root)), mode, *map(str, counts), *(f"{x:.10g}" for x in numbers)]


def main():
    root = pathlib.Path(sys.argv[1])
    every = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    files = sorted(f for top in ("robots", "objects") for f in (root / top).rglob("*")
                   if f.suffix.lower() in (".stl", ".obj", ".msh"))
    print("file,inertia,vertices,faces,hull,measure,x,y,z,xx,yy,zz,xy,xz,yz")
    for i, file in enumerate(files):
        if i % every == 0 or "urdf_edge_cases" in str(file):
            for mode in ("exact", "legacy", "convex", "shell"):
                found = row(root, file, mode)
                if found:
                    print(",".join(found))


main()
