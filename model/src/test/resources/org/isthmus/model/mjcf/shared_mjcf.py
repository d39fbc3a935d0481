"""Counts what MuJoCo's parser finds in the MJCF files of the shared data; makes the left part of shared_mjcf.txt.

    pip install mujoco==3.14.0; python shared_mjcf.py SHARED_DATA_FOLDER
"""
import pathlib
import sys

import mujoco

root = pathlib.Path(sys.argv[1])
for path in sorted(root.rglob("*.xml")):
    if b"<mujoco" not in path.read_bytes():
        continue
    name = path.relative_to(root).as_posix()
    try:
        s = mujoco.MjSpec.from_file(str(path))
        lists = [s.bodies, s.joints, s.geoms, s.sites, s.meshes, s.actuators, s.sensors, s.tendons, s.equalities]
        print(name, *(len(x) for x in lists))
    except ValueError as e:
        print(name, "refused:", str(e).splitlines()[0])
