"""Other formats of the field are what h5py, pyarrow, datasets and tarfile read, value by value."""

import io
import json
import tarfile

import datasets
import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

LENGTHS = [12, 9]
CAMERAS = ["cam_left", "cam_right"]
SIZE = (64, 48)


def values(episode, seed, width):
    return np.random.default_rng([episode, seed]).uniform(-1, 1, (LENGTHS[episode], width)).astype(np.float32)


def images(episode, camera):
    return np.random.default_rng([episode, 7, camera]).integers(0, 256, (LENGTHS[episode], SIZE[1], SIZE[0], 3), np.uint8)


@pytest.fixture(scope="module")
def store(isthmus, tmp_path_factory):
    """Two episodes as a policy of 21 numbers and two images wants them, by way of a file of robomimic."""
    folder = tmp_path_factory.mktemp("formats")
    with h5py.File(folder / "demo.hdf5", "w") as file:
        data = file.create_group("data")
        data.attrs["env_args"] = json.dumps({"env_name": "Stack", "type": 2, "env_kwargs": {"control_freq": 20}})
        for n, length in enumerate(LENGTHS):
            demo = data.create_group(f"demo_{n}")
            demo.attrs["num_samples"] = length
            demo.attrs["success"] = n == 0
            demo.attrs["ep_meta"] = json.dumps({"lang": "stack the cups"})
            demo["actions"] = values(n, 1, 21)
            demo["obs/state"] = values(n, 2, 14)
            demo["rewards"] = np.arange(length, dtype=np.float32)
            for c, camera in enumerate(CAMERAS):
                demo[f"obs/{camera}_image"] = images(n, c)
    isthmus("data", "import", folder / "demo.hdf5", "-o", folder / "store")
    return folder / "store"


def export(isthmus, store, tmp_path, form, *more):
    isthmus("data", "export", store, "-o", tmp_path / form, "--format", form, *more)
    return tmp_path / form


def test_act_is_plain_hdf5(store, isthmus, tmp_path):
    out = export(isthmus, store, tmp_path, "act")
    for n in range(2):
        with h5py.File(out / f"episode_{n}.hdf5") as file:
            np.testing.assert_array_equal(file["action"], values(n, 1, 21))
            np.testing.assert_array_equal(file["observations/qpos"], values(n, 2, 14))
            assert file.attrs["language"] == "stack the cups" and file.attrs["frequency"] == 20
            for c, camera in enumerate(CAMERAS):
                np.testing.assert_array_equal(file[f"observations/images/{camera}"], images(n, c))


def test_maniskill_has_pairs_of_h5_and_json(store, isthmus, tmp_path):
    out = export(isthmus, store, tmp_path, "maniskill")
    info = json.loads((out / "trajectory.json").read_text())
    assert info["env_info"]["env_id"] == "Stack" and info["env_info"]["max_episode_steps"] == 12
    with h5py.File(out / "trajectory.h5") as file:
        for n, length in enumerate(LENGTHS):
            episode = info["episodes"][n]
            assert episode["episode_id"] == n and episode["elapsed_steps"] == length and episode["success"] == (n == 0)
            trajectory = file[f"traj_{n}"]
            np.testing.assert_array_equal(trajectory["actions"], values(n, 1, 21))
            np.testing.assert_array_equal(trajectory["rewards"], np.arange(length))
            assert trajectory["success"].dtype == bool and trajectory["success"][-1] == (n == 0)
            assert (trajectory["terminated"][...] | trajectory["truncated"][...]).tolist() == [False] * (length - 1) + [True]
            state = trajectory["obs/extra/state"]
            assert len(state) == length + 1
            np.testing.assert_array_equal(state[:-1], values(n, 2, 14))
            for c, camera in enumerate(CAMERAS):
                np.testing.assert_array_equal(trajectory[f"obs/sensor_data/{camera}/rgb"][:-1], images(n, c))


def test_webdataset_samples_are_files_of_a_tar(store, isthmus, tmp_path):
    out = export(isthmus, store, tmp_path, "webdataset")
    samples = {}
    for shard in sorted(out.glob("*.tar")):
        with tarfile.open(shard) as tar:
            for member in tar:
                key, extension = member.name.split(".", 1)
                samples.setdefault(key, {})[extension] = tar.extractfile(member).read()
    assert list(samples) == [f"{n:06d}_{t:06d}" for n in range(2) for t in range(LENGTHS[n])]
    for key, sample in samples.items():
        n, t = map(int, key.split("_"))
        numbers = json.loads(sample["json"])
        np.testing.assert_array_equal(np.float32(numbers["actions"]), values(n, 1, 21)[t])
        np.testing.assert_array_equal(np.float32(numbers["observations/state"]), values(n, 2, 14)[t])
        assert numbers["language"] == "stack the cups" and numbers["is_last"] == (t == LENGTHS[n] - 1)
        for c, camera in enumerate(CAMERAS):
            pixels = np.asarray(Image.open(io.BytesIO(sample[f"observations-images-{camera}.png"])))
            np.testing.assert_array_equal(pixels, images(n, c)[t])


def test_images_in_tables_load_as_datasets_loads_them(store, isthmus, tmp_path):
    out = export(isthmus, store, tmp_path, "lerobot-images")
    info = json.loads((out / "meta/info.json").read_text())
    assert info["video_path"] is None
    features = {}
    for key, feature in info["features"].items():
        value = datasets.Image() if feature["dtype"] == "image" else datasets.Value(feature["dtype"])
        is_list = feature["dtype"] != "image" and feature["shape"] != [1]
        features[key] = datasets.Sequence(value, length=feature["shape"][0]) if is_list else value
    files = [str(f) for f in sorted((out / "data").glob("*/*.parquet"))]
    loaded = datasets.Dataset.from_parquet(files, features=datasets.Features(features))
    for n in range(2):
        for t in range(LENGTHS[n]):
            row = loaded[sum(LENGTHS[:n]) + t]
            for c, camera in enumerate(CAMERAS):
                np.testing.assert_array_equal(np.asarray(row[f"observation.images.{camera}"]), images(n, c)[t])
            np.testing.assert_array_equal(np.float32(row["action"]), values(n, 1, 21)[t])
    isthmus("data", "import", out, "-o", tmp_path / "back")
    for n in range(2):
        with h5py.File(tmp_path / f"back/episodes/chunk-000/episode-{n:06d}.hdf5") as file:
            np.testing.assert_array_equal(file["actions"], values(n, 1, 21))
            for c, camera in enumerate(CAMERAS):
                np.testing.assert_array_equal(file[f"observations/images/{camera}"], images(n, c))


def test_images_of_other_writers_are_read(isthmus, tmp_path, store):
    """The same dataset, its table written anew by pyarrow with JPEG instead of PNG."""
    out = export(isthmus, store, tmp_path, "lerobot-images")
    path = out / "data/chunk-000/file-000.parquet"
    table = pq.read_table(path)
    key = "observation.images.cam_left"
    column = table[key].to_pylist()
    truth = []
    for cell in column:
        jpeg = io.BytesIO()
        Image.open(io.BytesIO(cell["bytes"])).save(jpeg, "JPEG", quality=95)
        cell["bytes"] = jpeg.getvalue()
        truth.append(np.asarray(Image.open(jpeg)).astype(int))
    table = table.set_column(table.schema.get_field_index(key), key, pa.array(column, table.schema.field(key).type))
    pq.write_table(table, path)
    isthmus("data", "import", out, "-o", tmp_path / "back")
    with h5py.File(tmp_path / "back/episodes/chunk-000/episode-000000.hdf5") as file:
        difference = np.abs(file["observations/images/cam_left"][...] - np.stack(truth[: LENGTHS[0]]))
        assert difference.mean() < 2  # noise, and two decoders that interpolate its colours in their own ways


def test_gr00t_finds_states_actions_and_videos(store, isthmus, tmp_path):
    out = export(isthmus, store, tmp_path, "gr00t", "--codec", "H264")
    modality = json.loads((out / "meta/modality.json").read_text())
    info = json.loads((out / "meta/info.json").read_text())
    assert info["codebase_version"] == "v2.1"
    table = pq.read_table(out / "data/chunk-000/episode_000001.parquet")
    for group in ["state", "action"]:
        for entry in modality[group].values():
            column = np.stack(table[entry["original_key"]].to_numpy())
            assert column.shape[1] == entry["end"] - entry["start"]
    for camera in CAMERAS:
        key = modality["video"][camera]["original_key"]
        assert info["features"][key]["dtype"] == "video"
        assert (out / f"videos/chunk-000/{key}/episode_000001.mp4").is_file()
    task = modality["annotation"]["human.task_description"]["original_key"]
    tasks = [json.loads(line) for line in (out / "meta/tasks.jsonl").read_text().splitlines()]
    assert tasks[table[task][0].as_py()]["task"] == "stack the cups"


def test_mimicgen_adds_what_it_multiplies_by(store, isthmus, tmp_path):
    isthmus("data", "export", store, "-o", tmp_path / "source.hdf5", "--format", "mimicgen")
    with h5py.File(tmp_path / "source.hdf5") as file:
        for n in range(2):
            demo = file[f"data/demo_{n}"]
            np.testing.assert_array_equal(demo["actions"], values(n, 1, 21))
            np.testing.assert_array_equal(demo["datagen_info/gripper_action"], values(n, 1, 21)[:, -1:])
            assert demo["datagen_info"].attrs["env_interface_name"] == "Stack"
