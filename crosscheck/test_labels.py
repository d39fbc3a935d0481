"""Annotated images: COCO as pycocotools evaluates it, BOP as its documentation has it, compared with numpy."""

import json

import h5py
import numpy as np
import pytest
from PIL import Image
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

SCENE = """<mujoco model="table"><worldbody>
<geom name="floor" type="plane" size="2 2 .1"/>
<geom name="table" type="box" size=".3 .3 .02" pos="0 0 .2"/>
<body name="mug_1" pos="0 0 .27"><freejoint/><geom type="cylinder" size=".03 .05"/><site name="rim" pos="0 0 .05"/></body>
<body name="mug_2" pos=".1 0 .27"><freejoint/><geom type="cylinder" size=".03 .05"/></body>
<body name="ring" pos="-.1 .1 .3"><freejoint/>
<geom type="box" size=".01 .05 .01" pos=".04 0 0"/><geom type="box" size=".01 .05 .01" pos="-.04 0 0"/>
<geom type="box" size=".05 .01 .01" pos="0 .04 0"/><geom type="box" size=".05 .01 .01" pos="0 -.04 0"/></body>
</worldbody></mujoco>"""
ROWS = 6
WIDTH, HEIGHT = 160, 120


def positions():
    """[ROWS][21] of the scene: a mug that moves, one that turns, a ring that leans."""
    q = np.zeros((ROWS, 21))
    for t in range(ROWS):
        q[t, :7] = [0.02 * t, 0, 0.27, 1, 0, 0, 0]
        q[t, 7:14] = [0.1, -0.1 + 0.04 * t, 0.27, np.cos(0.1 * t), 0, 0, np.sin(0.1 * t)]
        q[t, 14:] = [-0.1, 0.1, 0.3, np.cos(0.6), 0.8 * np.sin(0.6), 0.6 * np.sin(0.6), 0]
    return q


@pytest.fixture(scope="module")
def annotated(isthmus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("annotated")
    (folder / "scene.xml").write_text(SCENE)
    with h5py.File(folder / "look.hdf5", "w") as file:
        data = file.create_group("data")
        data.attrs["env_args"] = json.dumps({"env_name": "look", "type": 2, "env_kwargs": {"control_freq": 10}})
        demo = data.create_group("demo_0")
        demo.attrs["num_samples"] = ROWS
        demo["states"] = positions()
        demo["actions"] = np.zeros((ROWS, 1), np.float32)
    isthmus("data", "import", folder / "look.hdf5", "-o", folder / "look")
    size = f"{WIDTH}x{HEIGHT}"
    isthmus("data", "replay", folder / "look", "--robot", folder / "scene.xml", "--annotate", folder / "store", "--size", size)
    isthmus("data", "export", folder / "store", "-o", folder / "runs", "--format", "coco")
    isthmus("data", "export", folder / "store", "-o", folder / "polygons", "--format", "coco", "--polygons")
    isthmus("data", "export", folder / "store", "-o", folder / "bop", "--format", "bop")
    return folder


@pytest.fixture(scope="module")
def episode(annotated):
    with h5py.File(annotated / "store/episodes/chunk-000/episode-000000.hdf5") as file:
        yield file


def matrices(poses):
    """[n][4][4] of [n][7] positions and quaternions (w, x, y, z)."""
    out = np.tile(np.eye(4), (len(poses), 1, 1))
    for m, (x, y, z, w, a, b, c) in zip(out, poses):
        m[:3, 3] = x, y, z
        cross = np.array([[0, -c, b], [c, 0, -a], [-b, a, 0]])
        m[:3, :3] = np.eye(3) + 2 * w * cross + 2 * cross @ cross
    return out


def test_channels_agree_with_each_other(episode):
    camera = episode["annotations/cameras/view"]
    instances = camera["instances"][...]
    amodal = np.stack([camera["amodal"][:, 0] >> i & 1 for i in range(3)], 1).astype(bool)
    assert episode["annotations/objects/categories"].attrs["labels"].tolist() == ["mug_1", "mug_2", "ring"]
    assert episode["annotations/objects/categories"][0].tolist() == [1, 1, 2]
    assert episode["annotations/categories"].attrs["labels"].tolist() == ["mug", "ring"]
    np.testing.assert_array_equal(episode["annotations/objects/poses"][...].reshape(ROWS, 21), positions())
    for t in range(ROWS):
        for i in range(3):
            seen, alone = instances[t] == i + 1, amodal[t, i]
            assert not (seen & ~alone).any()
            assert camera["visible"][t, i] == pytest.approx(seen.sum() / alone.sum())
            for mask, box in [(seen, camera["boxes"][t, i, :4]), (alone, camera["boxes"][t, i, 4:])]:
                y, x = np.nonzero(mask)
                assert box.tolist() == [x.min(), y.min(), np.ptp(x) + 1, np.ptp(y) + 1]
    np.testing.assert_array_equal(camera["classes"], np.array([0, 1, 1, 2])[instances])
    # the first mug ends up in front of the second, or behind it
    assert camera["visible"][...].min() < 0.95


def test_pixels_are_where_the_poses_say(episode):
    """The middle of a mug's top, projected by numpy, is its keypoint, and is as deep as the depth image says there."""
    camera = episode["annotations/cameras/view"]
    to_camera = np.linalg.inv(matrices(camera["pose"][...]))
    objects = matrices(episode["annotations/objects/poses"][:, 0])
    fx, fy, cx, cy = camera["intrinsics"][0]
    depth = episode["observations/depth/view"]
    for t in range(ROWS):
        x, y, z, _ = to_camera[t] @ objects[t] @ [0, 0, 0.05, 1]
        u, v, state = camera["keypoints"][t, 0]
        np.testing.assert_allclose([u, v], [fx * x / z + cx, fy * y / z + cy], atol=1e-3)
        assert state == 2
        seen = depth[t, round(float(v)), round(float(u))] * depth.attrs["scale"]
        assert seen == pytest.approx(z, abs=3 * z / fx)
    # a flow at the moving mug is the movement of its projection
    t, (u, v, _) = 3, camera["keypoints"][3, 0]
    flow = camera["flow"][t, round(float(v)), round(float(u))]
    np.testing.assert_allclose(flow, camera["keypoints"][t - 1, 0, :2] - [u, v], atol=0.1)
    normal = camera["normals"][t, round(float(v)), round(float(u))]
    np.testing.assert_allclose(normal, [0, 0, 1], atol=1e-3)


@pytest.mark.parametrize("form", ["runs", "polygons"])
def test_coco_is_its_own_perfect_detection(annotated, episode, form, capsys):
    truth = COCO(annotated / form / "coco_annotations.json")
    instances = episode["annotations/cameras/view/instances"][...]
    assert len(truth.imgs) == ROWS
    for annotation in truth.anns.values():
        image = annotation["image_id"] - 1
        masks = [instances[image] == i for i in range(1, 4)]
        mask = truth.annToMask(annotation).astype(bool)
        assert any((mask == m).all() for m in masks)
        assert annotation["area"] == mask.sum()
    for image in truth.imgs.values():
        pixels = np.asarray(Image.open(annotated / form / image["file_name"]))
        np.testing.assert_array_equal(pixels, episode["observations/images/view"][image["id"] - 1])
    found = [{**a, "score": 1.0, "segmentation": truth.annToRLE(a)} for a in truth.anns.values()]
    for kind in ["segm", "bbox"]:
        evaluation = COCOeval(truth, truth.loadRes([dict(a) for a in found]), kind)
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
        assert evaluation.stats[0] == pytest.approx(1.0)
    mug = next(c for c in truth.cats.values() if c["name"] == "mug")
    assert mug["keypoints"] == ["rim"]


def test_coco_has_both_forms(annotated):
    forms = [json.loads((annotated / f / "coco_annotations.json").read_text())["annotations"] for f in ["runs", "polygons"]]
    assert all(isinstance(a["segmentation"], dict) for a in forms[0])
    kinds = {type(a["segmentation"]) for a in forms[1]}
    assert list in kinds  # the ring may have a hole, and is runs then


def test_bop_is_the_store(annotated, episode):
    folder = annotated / "bop/train_pbr/000000"
    camera = episode["annotations/cameras/view"]
    truth, info, cameras = (json.loads((folder / f"scene_{n}.json").read_text()) for n in ["gt", "gt_info", "camera"])
    assert list(truth) == [str(t) for t in range(ROWS)]
    world = matrices(camera["pose"][...])
    for t in range(ROWS):
        c = cameras[str(t)]
        fx, fy, cx, cy = camera["intrinsics"][t]
        assert c["cam_K"] == [fx, 0, cx, 0, fy, cy, 0, 0, 1]
        inverse = np.linalg.inv(world[t])
        np.testing.assert_allclose(np.reshape(c["cam_R_w2c"], (3, 3)), inverse[:3, :3], atol=1e-12)
        np.testing.assert_allclose(c["cam_t_w2c"], 1000 * inverse[:3, 3], atol=1e-9)
        depth = np.asarray(Image.open(folder / f"depth/{t:06d}.png"))
        stored = episode["observations/depth/view"]
        np.testing.assert_array_equal(depth, stored[t])
        assert c["depth_scale"] == pytest.approx(1000 * stored.attrs["scale"])
        np.testing.assert_array_equal(np.asarray(Image.open(folder / f"rgb/{t:06d}.png")), episode["observations/images/view"][t])
        for i, pose in enumerate(matrices(episode["annotations/objects/poses"][t])):
            expected = inverse @ pose
            np.testing.assert_allclose(np.reshape(truth[str(t)][i]["cam_R_m2c"], (3, 3)), expected[:3, :3], atol=1e-12)
            np.testing.assert_allclose(truth[str(t)][i]["cam_t_m2c"], 1000 * expected[:3, 3], atol=1e-9)
            assert truth[str(t)][i]["obj_id"] == i + 1
            seen = np.asarray(Image.open(folder / f"mask_visib/{t:06d}_{i:06d}.png"))
            alone = np.asarray(Image.open(folder / f"mask/{t:06d}_{i:06d}.png"))
            np.testing.assert_array_equal(seen == 255, camera["instances"][t] == i + 1)
            np.testing.assert_array_equal(alone == 255, camera["amodal"][t, 0] >> i & 1)
            one = info[str(t)][i]
            assert one["px_count_all"] == (alone > 0).sum() and one["px_count_visib"] == (seen > 0).sum()
            assert one["px_count_valid"] == ((alone > 0) & (depth > 0)).sum()
            assert one["visib_fract"] == pytest.approx((seen > 0).sum() / (alone > 0).sum())
            assert one["bbox_visib"] == camera["boxes"][t, i, :4].tolist()
            assert one["bbox_obj"] == camera["boxes"][t, i, 4:].tolist()
    models = json.loads((annotated / "bop/models/models_info.json").read_text())
    assert models["1"]["size_z"] == pytest.approx(100) and models["1"]["min_x"] == pytest.approx(-30)
    assert models["3"]["diameter"] == pytest.approx(1000 * np.linalg.norm([0.1, 0.1, 0.02]))


def test_mimicgen_has_the_poses_of_objects(annotated, episode, isthmus):
    isthmus("data", "export", annotated / "store", "-o", annotated / "source.hdf5", "--format", "mimicgen")
    with h5py.File(annotated / "source.hdf5") as file:
        for i, name in enumerate(["mug_1", "mug_2", "ring"]):
            expected = matrices(episode["annotations/objects/poses"][:, i])
            np.testing.assert_allclose(file[f"data/demo_0/datagen_info/object_poses/{name}"], expected, atol=1e-12)


def test_maniskill_has_cameras_and_masks(annotated, episode, isthmus):
    isthmus("data", "export", annotated / "store", "-o", annotated / "maniskill", "--format", "maniskill")
    camera = episode["annotations/cameras/view"]
    with h5py.File(annotated / "maniskill/trajectory.h5") as file:
        obs = file["traj_0/obs"]
        world = matrices(camera["pose"][...])
        parameters = obs["sensor_param/view"]
        np.testing.assert_allclose(parameters["extrinsic_cv"][:ROWS], np.linalg.inv(world)[:, :3], atol=1e-6)
        np.testing.assert_allclose(parameters["cam2world_gl"][:ROWS], world @ np.diag([1, -1, -1, 1]), atol=1e-6)
        np.testing.assert_array_equal(obs["sensor_data/view/segmentation"][:ROWS, ..., 0], camera["instances"])
        stored = episode["observations/depth/view"]
        metres = stored[...] * stored.attrs["scale"]
        np.testing.assert_allclose(obs["sensor_data/view/depth"][:ROWS, ..., 0], 1000 * metres, atol=0.501)
