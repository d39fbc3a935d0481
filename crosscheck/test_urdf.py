"""URDF as Isthmus and as MuJoCo read it: the same joints and masses, the links in the same places.

Of every file among the shared robots and objects, the kinematics and the inertials are compared, without visuals and
without collision meshes, which are looked for by other rules. Files that MuJoCo refuses are skipped with its reason.
"""

import json
import pathlib
import xml.etree.ElementTree as ET

import mjcf_files
import model_compare
import mujoco
import numpy as np
import pytest

SAMPLES = 100
SEED = 20260101
# The lowest share of its files that MuJoCo has to take for the comparison to mean something.
LEAST_COMPARED = 0.8


def all_files():
    data = mjcf_files.shared_data()
    folders = [data / "robots", data / "objects"] if data else []
    return {str(path.relative_to(data)): path for folder in folders for path in sorted(folder.rglob("*.urdf"))}


FILES = all_files()


def bare(path):
    """The file's links and joints with shapes that need no other file; static links stay bodies of their own."""
    root = ET.fromstring(path.read_bytes().strip())
    for child in list(root):
        if child.tag not in ("link", "joint"):
            root.remove(child)
    for link in root.iter("link"):
        for shape in list(link):
            if shape.tag == "visual" or shape.tag == "collision" and shape.find(".//mesh") is not None:
                link.remove(shape)
    options = ET.SubElement(ET.SubElement(root, "mujoco"), "compiler")
    options.set("fusestatic", "false")
    options.set("balanceinertia", "true")
    return ET.tostring(root)


class Case:
    def __init__(self, name, path, folder):
        self.refusal = None
        self.path = folder / f"{name.replace('/', '-')}"
        try:
            self.path.write_bytes(bare(path))
            self.model = mujoco.MjModel.from_xml_path(str(self.path))
            self.continuous = {joint.get("name") for joint in ET.parse(self.path).iter("joint")
                               if joint.get("type") == "continuous"}
        except (ET.ParseError, ValueError) as refusal:
            self.refusal = str(refusal).splitlines()[0]


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    folder = tmp_path_factory.mktemp("urdf")
    return {name: Case(name, path, folder) for name, path in FILES.items()}


@pytest.fixture(scope="module")
def dumps(cases, isthmus, tmp_path_factory):
    out = tmp_path_factory.mktemp("dumps")
    compared = {name: case for name, case in cases.items() if not case.refusal}
    written = isthmus("model", "dump", "--samples", SAMPLES, "--seed", SEED, "--out", out,
                      *(case.path for case in compared.values())).splitlines()
    return {name: json.loads(pathlib.Path(file).read_text()) for name, file in zip(compared, written, strict=True)}


def names(model, kind, count):
    return [mujoco.mj_id2name(model, kind, i) for i in range(count)]


@pytest.mark.skipif(not FILES, reason="no shared data on this machine")
def test_mujoco_takes_most_files(cases):
    refused = {name: case.refusal for name, case in cases.items() if case.refusal}
    assert len(refused) <= (1 - LEAST_COMPARED) * len(cases), refused


@pytest.mark.parametrize("name", FILES)
def test_same_joints_masses_and_places(name, cases, request):
    case = cases[name]
    if case.refusal:
        pytest.skip(f"MuJoCo refuses it: {case.refusal}")
    ours = request.getfixturevalue("dumps")[name]
    comparison = model_compare.Comparison(ours, case.model)
    bodies = pairs(ours["names"]["body"], names(case.model, mujoco.mjtObj.mjOBJ_BODY, case.model.nbody))
    joints = pairs(ours["names"].get("joint", []), names(case.model, mujoco.mjtObj.mjOBJ_JOINT, case.model.njnt))
    assert len(joints) == case.model.njnt
    compare_joints(comparison, ours, case, joints)
    compare_masses(comparison, ours, case.model, bodies)
    compare_places(comparison, ours, case.model, bodies, joints)
    assert not comparison.problems, "\n".join(comparison.problems[:30])


def pairs(ours, theirs):
    """Indices (ours, theirs) of what has a name that both know."""
    return [(i, theirs.index(name)) for i, name in enumerate(ours) if name and name in theirs]


def compare_joints(comparison, ours, case, joints):
    """MuJoCo limits continuous joints, too, where the file has numbers that URDF says to ignore."""
    model = case.model
    types = ours["enums"]["JointType"]
    for i, j in joints:
        comparison.equal(f"type of joint {i}", [types[ours["jnt_type"][i]]],
                         [mujoco.mjtJoint(model.jnt_type[j]).name.removeprefix("mjJNT_")])
        comparison.close(f"axis of joint {i}", ours["jnt_axis"][3 * i:3 * i + 3], model.jnt_axis[j])
        if model.jnt_limited[j] and model.joint(j).name not in case.continuous:
            comparison.close(f"range of joint {i}", ours["jnt_range"][2 * i:2 * i + 2], model.jnt_range[j])


def compare_masses(comparison, ours, model, bodies):
    for i, j in bodies:
        comparison.close(f"mass of body {i}", ours["body_mass"][i], model.body_mass[j])
        mine = model_compare.tensor(ours["body_iquat"][4 * i:4 * i + 4], ours["body_inertia"][3 * i:3 * i + 3])
        theirs = model_compare.tensor(model.body_iquat[j], model.body_inertia[j])
        comparison.close(f"inertia of body {i}", mine, theirs, scale=max(np.abs(theirs).max(), 1e-12))


def compare_places(comparison, ours, model, bodies, joints):
    data = mujoco.MjData(model)
    widths = {"FREE": 7, "BALL": 4}
    types = [widths.get(ours["enums"]["JointType"][t], 1) for t in ours["jnt_type"]]
    addresses = np.concatenate([[0], np.cumsum(types)])
    for k, sample in enumerate(ours["samples"]):
        for i, j in joints:
            to = model.jnt_qposadr[j]
            data.qpos[to:to + types[i]] = sample["qpos"][addresses[i]:addresses[i + 1]]
        mujoco.mj_kinematics(model, data)
        for i, j in bodies:
            comparison.close(f"sample {k} place of body {i}", sample["xpos"][3 * i:3 * i + 3], data.xpos[j])
            comparison.close(f"sample {k} frame of body {i}", sample["xmat"][9 * i:9 * i + 9], data.xmat[j])
