"""Datasets of RLDS are what Google's own libraries of checksums and of Protocol Buffers read, value by value."""

import io
import json
import os
import pathlib
import struct
import zlib

import google_crc32c
import h5py
import numpy as np
import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from PIL import Image

SHARED = pathlib.Path(os.environ.get("ISTHMUS_SHARED_DATA", pathlib.Path(__file__).resolve().parents[2] / "shared" / "data"))
BRIDGE = SHARED / "demos/rlds_bridge_octo/bridge_dataset/1.0.0"


def example_class():
    """tf.train.Example, as tensorflow/core/example declares it."""
    field = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="example.proto", package="tensorflow", syntax="proto3")

    def message(name, *fields):
        m = file.message_type.add(name=name)
        for number, (key, kind, label, of) in enumerate(fields, 1):
            m.field.add(name=key, number=number, type=kind, label=label, type_name=of)
        return m

    many, one = field.LABEL_REPEATED, field.LABEL_OPTIONAL
    message("BytesList", ("value", field.TYPE_BYTES, many, None))
    message("FloatList", ("value", field.TYPE_FLOAT, many, None))
    message("Int64List", ("value", field.TYPE_INT64, many, None))
    lists = [("bytes_list", "BytesList"), ("float_list", "FloatList"), ("int64_list", "Int64List")]
    message("Feature", *[(key, field.TYPE_MESSAGE, one, f".tensorflow.{of}") for key, of in lists])
    features = message("Features", ("feature", field.TYPE_MESSAGE, many, ".tensorflow.Features.FeatureEntry"))
    entry = features.nested_type.add(name="FeatureEntry", options=descriptor_pb2.MessageOptions(map_entry=True))
    entry.field.add(name="key", number=1, type=field.TYPE_STRING, label=one)
    entry.field.add(name="value", number=2, type=field.TYPE_MESSAGE, label=one, type_name=".tensorflow.Feature")
    message("Example", ("features", field.TYPE_MESSAGE, one, ".tensorflow.Features"))
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("tensorflow.Example"))


EXAMPLE = example_class()


def masked(data):
    crc = google_crc32c.value(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(path):
    """The examples of a file, each checksum checked."""
    data = path.read_bytes()
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        assert struct.unpack_from("<I", data, at + 8)[0] == masked(data[at : at + 8])
        body = data[at + 12 : at + 12 + length]
        assert struct.unpack_from("<I", data, at + 12 + length)[0] == masked(body)
        at += 16 + length
        yield EXAMPLE.FromString(body).features.feature


def leaves(node, path=()):
    """Features of features.json by their path."""
    if "featuresDict" in node:
        for key, value in node["featuresDict"]["features"].items():
            yield from leaves(value, (*path, key))
    elif "sequence" in node:
        yield from leaves(node["sequence"]["feature"], path)
    else:
        yield "/".join(path), node


def values(feature, spec):
    """[steps][shape...] what TensorFlow Datasets makes of a feature."""
    if "image" in spec:
        return np.stack([np.asarray(Image.open(io.BytesIO(b))) for b in feature.bytes_list.value])
    if "text" in spec:
        return [b.decode() for b in feature.bytes_list.value]
    tensor = spec["tensor"]
    shape = [int(s) for s in tensor["shape"].get("dimensions", [])]
    if tensor["encoding"] == "none":
        kind = "float_list" if tensor["dtype"].startswith("float") else "int64_list"
        return np.array(getattr(feature, kind).value, tensor["dtype"]).reshape(-1, *shape)
    plain = [zlib.decompress(b) if tensor["encoding"] == "zlib" else b for b in feature.bytes_list.value]
    return np.stack([np.frombuffer(b, tensor["dtype"]).reshape(shape) for b in plain])


def read(folder):
    specs = dict(leaves(json.loads((folder / "features.json").read_text())))
    info = json.loads((folder / "dataset_info.json").read_text())
    split = info["splits"][0]
    episodes = []
    for shard, count in enumerate(split["shardLengths"]):
        name = f"{info['name']}-{split['name']}.tfrecord-{shard:05d}-of-{len(split['shardLengths']):05d}"
        found = list(records(folder / name))
        assert len(found) == int(count)
        episodes += found
    for episode in episodes:
        assert set(episode) == set(specs)
    return [{key: values(e[key], spec) for key, spec in specs.items()} for e in episodes]


@pytest.fixture(scope="module")
def bridge(isthmus, tmp_path_factory):
    """Real episodes of a WidowX 250, in a store."""
    if not BRIDGE.is_dir():
        pytest.skip(f"no shared data in {SHARED}")
    store = tmp_path_factory.mktemp("bridge") / "store"
    isthmus("data", "import", BRIDGE / "bridge_dataset-train.tfrecord-00000-of-00001", "-o", store, "--rate", 5)
    return store


def episode_file(store, n):
    return h5py.File(store / f"episodes/chunk-000/episode-{n:06d}.hdf5")


def test_real_episodes_keep_their_values(bridge):
    truth = list(records(BRIDGE / "bridge_dataset-train.tfrecord-00000-of-00001"))
    assert len(truth) == len(list((bridge / "episodes/chunk-000").iterdir())) == 25
    for n, example in enumerate(truth):
        with episode_file(bridge, n) as file:
            assert file.attrs["language"] == example["steps/language_instruction"].bytes_list.value[0].decode()
            for name, key in {"actions": "action", "observations/state": "observation/state", "rewards": "reward"}.items():
                expected = np.array(example[f"steps/{key}"].float_list.value, np.float32)
                np.testing.assert_array_equal(np.ravel(file[name]), expected)
            for camera in range(4):
                images = example[f"steps/observation/image_{camera}"].bytes_list.value
                for t, image in enumerate(images):
                    expected = np.asarray(Image.open(io.BytesIO(image)).convert("RGB")).astype(int)
                    difference = np.abs(file[f"observations/images/image_{camera}"][t] - expected)
                    # two decoders of JPEG round in their own ways
                    assert difference.mean() < 1 and difference.max() <= 24


def test_export_holds_what_the_store_does(bridge, isthmus, tmp_path):
    isthmus("data", "export", bridge, "-o", tmp_path / "again", "--format", "rlds")
    episodes = read(tmp_path / "again/1.0.0")
    assert len(episodes) == 25
    for n, episode in enumerate(episodes):
        with episode_file(bridge, n) as file:
            np.testing.assert_array_equal(episode["steps/action"], file["actions"])
            np.testing.assert_array_equal(episode["steps/observation/state"], file["observations/state"])
            np.testing.assert_array_equal(np.ravel(episode["steps/reward"]), np.ravel(file["rewards"]))
            np.testing.assert_array_equal(episode["steps/observation/image_0"], file["observations/images/image_0"])
            assert set(episode["steps/language_instruction"]) == {file.attrs["language"]}
            assert episode["steps/is_first"].tolist() == [True] + [False] * 9
            assert episode["steps/is_last"].tolist() == [False] * 9 + [True]
    isthmus("data", "import", tmp_path / "again", "-o", tmp_path / "back")
    for n in range(25):
        with episode_file(bridge, n) as truth, episode_file(tmp_path / "back", n) as file:
            assert contents(file) == contents(truth)


def contents(file):
    """All attributes and the bytes of all datasets."""
    out = {"": dict(file.attrs)}

    def visit(name, node):
        if isinstance(node, h5py.Dataset):
            attributes = {key: np.asarray(value).tolist() for key, value in node.attrs.items()}
            out[name] = (str(node.dtype), node[...].tobytes(), attributes)

    file.visititems(visit)
    return out
