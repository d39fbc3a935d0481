"""Stores and datasets are what h5py, pyarrow, pandas, datasets and PyAV read, value by value."""

import json
import os
import pathlib

import av
import datasets
import h5py
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

LENGTHS = [40, 23, 31]
FPS = 20
SIZE = (64, 48)
TASKS = ["pick it up", "it's grün"]
CAMERA = "observation.images.top"
SHARED = pathlib.Path(os.environ.get("ISTHMUS_SHARED_DATA", pathlib.Path(__file__).resolve().parents[2] / "shared" / "data"))


def action(episode, length):
    return np.random.default_rng(episode).normal(size=(length, 4)).astype(np.float32)


def image(episode, t):
    y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    return np.stack([60 + 2 * x, 40 * episode + 2 * y, 100 + 2 * t + 0 * x], -1).astype(np.uint8)


def psnr(a, b):
    return 10 * np.log10(255**2 / np.mean((a.astype(float) - b.astype(float)) ** 2))


def write_video(path, frames):
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libsvtav1", rate=FPS, options={"crf": "20", "g": "2", "preset": "12"})
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for rgb in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(rgb, format="rgb24")))
        container.mux(stream.encode())


def read_video(path):
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = [(float(f.pts * stream.time_base), f.to_ndarray(format="rgb24")) for f in container.decode(stream)]
        return stream.codec_context.name, float(stream.average_rate), [f[0] for f in frames], [f[1] for f in frames]


def scalar(dtype):
    return {"dtype": dtype, "shape": [1], "names": None}


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """A dataset of version 2.1, made without Isthmus."""
    folder = tmp_path_factory.mktemp("foreign")
    (folder / "meta").mkdir()
    (folder / "data/chunk-000").mkdir(parents=True)
    index = 0
    episodes = []
    for n, length in enumerate(LENGTHS):
        table = pa.table(
            {
                "action": list(action(n, length)),
                "observation.state": list(action(n + 100, length).astype(np.float64)),
                "next.reward": pa.array(np.arange(length), pa.float32()),
                "next.done": [t == length - 1 for t in range(length)],
                "next.success": [t == length - 1 and n == 1 for t in range(length)],
                "timestamp": pa.array(np.arange(length) / FPS, pa.float32()),
                "frame_index": np.arange(length),
                "episode_index": np.full(length, n),
                "index": index + np.arange(length),
                "task_index": np.full(length, n % 2),
            }
        )
        pq.write_table(table, folder / f"data/chunk-000/episode_{n:06d}.parquet")
        write_video(folder / f"videos/chunk-000/{CAMERA}/episode_{n:06d}.mp4", [image(n, t) for t in range(length)])
        episodes.append(json.dumps({"episode_index": n, "tasks": [TASKS[n % 2]], "length": length}))
        index += length
    (folder / "meta/episodes.jsonl").write_text("\n".join(episodes) + "\n")
    features = {
        "action": {"dtype": "float32", "shape": [4], "names": ["a", "b", "c", "d"]},
        "observation.state": {"dtype": "float64", "shape": [4], "names": None},
        CAMERA: {"dtype": "video", "shape": [SIZE[1], SIZE[0], 3], "names": ["height", "width", "channels"]},
        "next.reward": scalar("float32"),
        "next.done": scalar("bool"),
        "next.success": scalar("bool"),
        "timestamp": scalar("float32"),
        **{name: scalar("int64") for name in ["frame_index", "episode_index", "index", "task_index"]},
    }
    info = {"codebase_version": "v2.1", "robot_type": "so101", "fps": FPS, "chunks_size": 1000, "features": features}
    (folder / "meta/info.json").write_text(json.dumps(info))
    return folder


@pytest.fixture(scope="module")
def store(foreign, isthmus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stores") / "store"
    isthmus("data", "import", foreign, "-o", folder)
    return folder


@pytest.fixture(scope="module")
def exported(store, isthmus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported")
    isthmus("data", "export", store, "-o", folder / "v30")
    isthmus("data", "export", store, "-o", folder / "v21", "--format", "lerobot-2.1", "--codec", "H264")
    return folder


def episode_file(store, n):
    return h5py.File(store / f"episodes/chunk-000/episode-{n:06d}.hdf5")


def test_h5py_reads_what_was_imported(store, isthmus):
    assert "3 episodes checked, all is well" in isthmus("data", "verify", store)
    for n, length in enumerate(LENGTHS):
        with episode_file(store, n) as file:
            assert file.attrs["steps"] == length
            assert file.attrs["language"] == TASKS[n % 2]
            assert file.attrs["success"] == ("yes" if n == 1 else "no")
            assert file.attrs["robot"] == "so101"
            np.testing.assert_array_equal(file["actions"], action(n, length))
            np.testing.assert_array_equal(file["observations/state"], action(n + 100, length))
            assert file["observations/state"].dtype == np.float64
            assert list(file["actions"].attrs["labels"]) == ["a", "b", "c", "d"]
            images = file["observations/images/top"]
            assert images.shape == (length, SIZE[1], SIZE[0], 3) and images.dtype == np.uint8
            assert min(psnr(images[t], image(n, t)) for t in range(length)) > 36


def test_tables_load_as_lerobot_loads_them(exported):
    info = json.loads((exported / "v30/meta/info.json").read_text())
    assert info["codebase_version"] == "v3.0" and info["fps"] == FPS and info["total_frames"] == sum(LENGTHS)
    features = {}
    for key, feature in info["features"].items():
        if feature["dtype"] != "video":
            value = datasets.Value(feature["dtype"])
            features[key] = value if feature["shape"] == [1] else datasets.Sequence(value, length=feature["shape"][0])
    files = [str(f) for f in sorted((exported / "v30/data").glob("*/*.parquet"))]
    loaded = datasets.Dataset.from_parquet(files, features=datasets.Features(features)).with_format("numpy")
    np.testing.assert_array_equal(loaded["action"], np.concatenate([action(n, k) for n, k in enumerate(LENGTHS)]))
    np.testing.assert_array_equal(loaded["index"], np.arange(sum(LENGTHS)))
    np.testing.assert_array_equal(loaded["frame_index"], np.concatenate([np.arange(k) for k in LENGTHS]))
    np.testing.assert_array_equal(loaded["timestamp"], (np.asarray(loaded["frame_index"]) / FPS).astype(np.float32))
    assert np.flatnonzero(loaded["next.done"]).tolist() == (np.cumsum(LENGTHS) - 1).tolist()
    assert np.flatnonzero(loaded["next.success"]).tolist() == [sum(LENGTHS[:2]) - 1]


def test_tasks_and_episodes_are_as_lerobot_reads_them(exported):
    tasks = pd.read_parquet(exported / "v30/meta/tasks.parquet")
    assert tasks.index.name == "task" and tasks.loc[TASKS[1]].task_index == 1
    episodes = pd.read_parquet(exported / "v30/meta/episodes/chunk-000/file-000.parquet")
    assert episodes["length"].tolist() == LENGTHS
    assert episodes["dataset_to_index"].tolist() == np.cumsum(LENGTHS).tolist()
    columns = pq.read_table(exported / "v30/meta/episodes/chunk-000/file-000.parquet")
    assert np.shape(columns[f"stats/{CAMERA}/mean"].to_pylist()) == (3, 3, 1, 1)
    assert [list(t) for t in episodes["tasks"]] == [[TASKS[0]], [TASKS[1]], [TASKS[0]]]
    np.testing.assert_allclose(episodes[f"videos/{CAMERA}/to_timestamp"], np.cumsum(LENGTHS) / FPS)
    for n, length in enumerate(LENGTHS):
        values = action(n, length).astype(np.float64)
        row = episodes.iloc[n]
        np.testing.assert_allclose(row["stats/action/mean"], values.mean(0), rtol=1e-12)
        np.testing.assert_allclose(row["stats/action/std"], values.std(0), rtol=1e-12)
        np.testing.assert_allclose(row["stats/action/q90"], np.quantile(values, 0.9, axis=0), rtol=1e-12)


def test_statistics_are_those_of_numpy(exported, store):
    stats = json.loads((exported / "v30/meta/stats.json").read_text())
    values = np.concatenate([action(n, k) for n, k in enumerate(LENGTHS)]).astype(np.float64)
    np.testing.assert_allclose(stats["action"]["min"], values.min(0))
    np.testing.assert_allclose(stats["action"]["mean"], values.mean(0), rtol=1e-12)
    np.testing.assert_allclose(stats["action"]["std"], values.std(0), rtol=1e-12)
    assert stats["action"]["count"] == [sum(LENGTHS)]
    images = np.concatenate([episode_file(store, n)["observations/images/top"][...] for n in range(3)])
    # every frame counts, since episodes of up to 100 frames are not sampled
    np.testing.assert_allclose(np.ravel(stats[CAMERA]["mean"]), images.mean((0, 1, 2)) / 255, rtol=1e-9)
    np.testing.assert_allclose(np.ravel(stats[CAMERA]["std"]), images.std((0, 1, 2)) / 255, rtol=1e-9)


def test_reports_and_subsamples_are_those_of_numpy(store, isthmus, tmp_path):
    isthmus("data", "report", store, "--json", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    values = np.concatenate([action(n, k) for n, k in enumerate(LENGTHS)]).astype(np.float64)
    for k, found in enumerate(report["actions"]):
        column = values[:, k]
        expected = [column.min(), column.max(), column.mean(), column.std()]
        np.testing.assert_allclose([found[s] for s in ("min", "max", "mean", "std")], expected, rtol=1e-12)
        np.testing.assert_array_equal(found["histogram"]["count"], np.histogram(column, bins=24)[0])
    assert [report["success"][k] for k in ("successes", "trials")] == [1, 3]
    z, p, n = 1.959963984540054, 1 / 3, 3  # Wilson's interval holds the shares q with |p - q| <= z sqrt(q (1 - q) / n)
    roots = np.sort(np.roots([1 + z * z / n, -2 * p - z * z / n, p * p]))
    np.testing.assert_allclose([report["success"]["wilson_lower"], report["success"]["wilson_upper"]], roots, rtol=1e-12)

    isthmus("data", "merge", store, "-o", tmp_path / "failed", "--success", "no")
    isthmus("data", "merge", store, "-o", tmp_path / "some", "--where", f"steps>{LENGTHS[1]}", "--every", "2")
    for folder, chosen in ("failed", [0, 2]), ("some", [0, 2][::2]):
        files = sorted((tmp_path / folder / "episodes/chunk-000").glob("episode-*.hdf5"))
        assert len(files) == len(chosen)
        for file, n in zip(files, chosen):
            np.testing.assert_array_equal(h5py.File(file)["actions"], action(n, LENGTHS[n]))


def test_videos_are_decoded_by_pyav(exported, store):
    codec, rate, times, frames = read_video(exported / f"v30/videos/{CAMERA}/chunk-000/file-000.mp4")
    assert "av1" in codec and rate == FPS and len(frames) == sum(LENGTHS)
    np.testing.assert_allclose(times, np.arange(len(frames)) / FPS, atol=1e-9)
    truth = np.concatenate([episode_file(store, n)["observations/images/top"][...] for n in range(3)])
    assert min(psnr(a, b) for a, b in zip(frames, truth)) > 33


def test_version_2_1_has_a_file_for_each_episode(exported, store):
    lines = [json.loads(line) for line in (exported / "v21/meta/episodes.jsonl").read_text().splitlines()]
    assert [line["length"] for line in lines] == LENGTHS
    statistics = [json.loads(s) for s in (exported / "v21/meta/episodes_stats.jsonl").read_text().splitlines()]
    for n, length in enumerate(LENGTHS):
        table = pq.read_table(exported / f"v21/data/chunk-000/episode_{n:06d}.parquet")
        np.testing.assert_array_equal(np.stack(table["action"].to_numpy()), action(n, length))
        assert table["episode_index"].unique().to_pylist() == [n]
        np.testing.assert_allclose(statistics[n]["stats"]["action"]["max"], action(n, length).max(0))
        codec, _, _, frames = read_video(exported / f"v21/videos/chunk-000/{CAMERA}/episode_{n:06d}.mp4")
        assert codec == "h264" and len(frames) == length
        truth = episode_file(store, n)["observations/images/top"]
        assert min(psnr(frames[t], truth[t]) for t in range(length)) > 30


@pytest.fixture(scope="module")
def demonstrations(tmp_path_factory):
    """A file of robomimic, made without Isthmus: in chunks that h5py chooses, compressed, with what robosuite adds."""
    path = tmp_path_factory.mktemp("robomimic") / "demo.hdf5"
    environment = {"env_name": "Lift", "env_version": "1.4.1", "type": 1, "env_kwargs": {"control_freq": 20, "robots": ["Panda"]}}
    with h5py.File(path, "w") as file:
        data = file.create_group("data")
        data.attrs["total"] = sum(LENGTHS)
        data.attrs["env_args"] = json.dumps(environment)
        for n in [2, 0, 1]:
            demo = data.create_group(f"demo_{n + 9}")  # demo_10 is after demo_9
            length = LENGTHS[n]
            demo.attrs["num_samples"] = length
            demo.attrs["model_file"] = "<mujoco/>" * 5000
            demo.create_dataset("actions", data=np.tanh(action(n, length)))
            demo.create_dataset("states", data=action(n + 50, length).astype(np.float64))
            demo.create_dataset("rewards", data=np.arange(length, dtype=np.float64))
            demo.create_dataset("dones", data=np.arange(length) == length - 1)
            for group in ["obs", "next_obs"]:
                demo.create_dataset(f"{group}/robot0_eef_pos", data=action(n, length)[:, :3], compression="gzip", shuffle=True)
                images = np.stack([image(n, t) for t in range(length)])
                demo.create_dataset(f"{group}/agentview_image", data=images, compression="gzip", fletcher32=True)
        file.create_dataset("mask/train", data=np.array([b"demo_9", b"demo_10"]))
    return path


def test_robomimic_is_imported_and_exported_unchanged(demonstrations, isthmus, tmp_path):
    isthmus("data", "import", demonstrations, "-o", tmp_path / "store")
    isthmus("data", "export", tmp_path / "store", "-o", tmp_path / "out.hdf5", "--format", "robomimic")
    with h5py.File(demonstrations) as truth, h5py.File(tmp_path / "out.hdf5", "r", swmr=True, libver="latest") as file:
        assert file["data"].attrs["total"] == sum(LENGTHS)
        environment = json.loads(file["data"].attrs["env_args"])
        assert environment["env_name"] == "Lift" and environment["env_kwargs"]["control_freq"] == 20
        for n, length in enumerate(LENGTHS):
            a, b = truth[f"data/demo_{n + 9}"], file[f"data/demo_{n}"]
            assert b.attrs["num_samples"] == length
            for name in ["actions", "states", "rewards", "obs/robot0_eef_pos", "obs/agentview_image"]:
                assert a[name].dtype == b[name].dtype
                np.testing.assert_array_equal(a[name], b[name])
            np.testing.assert_array_equal(b["next_obs/agentview_image"][:-1], a["obs/agentview_image"][1:])
            np.testing.assert_array_equal(b["dones"], a["dones"])


def test_demonstrations_of_robosuite_keep_their_values(isthmus, tmp_path):
    path = SHARED / "demos/robosuite_hdf5_wipe_panda/demo.hdf5"
    if not path.is_file():
        pytest.skip(f"no shared data in {SHARED}")
    isthmus("data", "import", path, "-o", tmp_path / "store")
    with h5py.File(path) as truth, episode_file(tmp_path / "store", 0) as file:
        for name in ["actions", "joint_torques"]:
            np.testing.assert_array_equal(truth[f"data/demo_1/{name}"], file[name])
        np.testing.assert_array_equal(truth["data/demo_1/states"], file["states/state"])


def test_demonstrations_of_a_real_robot_keep_their_values(isthmus, tmp_path):
    folder = SHARED / "demos/lerobot_v21_unitree_g1"
    if not folder.is_dir():
        pytest.skip(f"no shared data in {SHARED}")
    isthmus("data", "import", folder, "-o", tmp_path / "g1", "--without-images")
    tables = sorted(folder.glob("data/*/*.parquet"))
    assert len(tables) == 30
    for n, table in enumerate(tables):
        truth = pq.read_table(table)
        with episode_file(tmp_path / "g1", n) as file:
            for channel, key in {"actions": "action", "observations/state": "observation.state"}.items():
                np.testing.assert_array_equal(file[channel], np.stack(truth[key].to_numpy()))
