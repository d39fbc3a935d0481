"""Writes builtin_meshes.txt: MuJoCo's built-in meshes as it makes them, for BuiltinMeshTest.

    python builtin_meshes.py > builtin_meshes.txt

Three lines per mesh: kind and parameters; coordinates of vertices; indices of faces. Made with mujoco 3.14.0.
"""

import mujoco

CASES = ["sphere 0", "sphere 2", "hemisphere 0", "hemisphere 1", "hemisphere 4", "cone 3 0.5", "cone 5 0", "supersphere 3 1 1",
         "supersphere 6 0.5 2", "supertorus 3 0.3 1 1", "supertorus 6 0.25 0.5 2", "wedge 3 4 100 50 0.3", "wedge 2 2 60 40 1",
         "plate 3 4", "plate 2 2"]

for case in CASES:
    kind, params = case.split(" ", 1)
    spec = mujoco.MjSpec.from_string(f'<mujoco><asset><mesh name="m" builtin="{kind}" params="{params}"/></asset></mujoco>')
    print(case)
    print(" ".join(f"{x:.7g}" for x in spec.meshes[0].uservert))
    print(" ".join(str(i) for i in spec.meshes[0].userface))
