"""What the module learn computes, beside PyTorch; the policies that it writes, beside onnx's own checker and evaluator."""

import hashlib
import importlib
import json
import pathlib

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator
from safetensors.numpy import load_file

EXPECTED = pathlib.Path(__file__).resolve().parent.parent / "learn/src/test/resources/org/isthmus/learn"
ROWS = 3


@pytest.mark.parametrize(("script", "file"), [("network_values", "networks.txt"), ("learning_values", "learning.txt")])
def test_what_the_tests_expect_is_what_pytorch_computes(script, file):
    pytest.importorskip("torch", reason="PyTorch is not installed")
    expected = (EXPECTED / file).read_text().splitlines()
    computed = list(importlib.import_module(script).lines())
    assert [line.split()[:2] for line in computed] == [line.split()[:2] for line in expected]
    for ours, theirs in zip(expected, computed):
        numbers = [[float(word) for word in line.split()[2:]] for line in (ours, theirs)]
        assert numbers[0] == pytest.approx(numbers[1], abs=1e-5)


@pytest.fixture(scope="module")
def demonstrations(isthmus, tmp_path_factory):
    store = tmp_path_factory.mktemp("demonstrations") / "store"
    isthmus("record", "PickCube-v1", "--successes", 2, "--images", "--size", "32x32", "--out", store)
    return store


def trained(algorithm, request, isthmus, folder):
    """The folder of a run that has hardly begun."""
    if algorithm == "ppo":
        isthmus("train", "ppo", "Pendulum-v1", "--steps", 2000, "--trials", 0, "--out", folder)
    elif algorithm == "recurrent ppo":
        isthmus("train", "ppo", "Pendulum-v1", "--memory", 8, "--steps", 2000, "--trials", 0, "--out", folder)
    elif algorithm == "seeing ppo":
        words = ("--cameras", "front", "--size", "32x32", "--worlds", 2, "--rollout", 4, "--steps", 8)
        isthmus("train", "ppo", "PushCube-v1", *words, "--trials", 0, "--out", folder)
    elif algorithm == "rma":
        words = ("--base-steps", 2000, "--steps", 9000, "--trials", 0, "--out", folder)
        isthmus("train", "rma", "SlideBlock-v1", *words)
    else:
        store = request.getfixturevalue("demonstrations")
        words = ("--cameras", "front", "--steps", 1, "--batch", 2, "--out", folder)
        isthmus("train", algorithm, store, *words)
    return folder


def drawn(graph):
    """Inputs by name: whole numbers for images, normal ones for the rest."""
    random = np.random.default_rng(4)
    inputs = {}
    for value in graph.input:
        shape = [ROWS] + [axis.dim_value for axis in value.type.tensor_type.shape.dim[1:]]
        if value.type.tensor_type.elem_type == onnx.TensorProto.UINT8:
            inputs[value.name] = random.integers(0, 256, shape, np.uint8)
        else:
            inputs[value.name] = random.normal(size=shape).astype(np.float32)
    return inputs


@pytest.mark.parametrize("algorithm", ["bc", "act", "diffusion", "hit", "ppo", "recurrent ppo", "seeing ppo", "rma"])
def test_a_policy_is_valid_onnx_and_gives_the_same_actions_in_other_programs(algorithm, request, isthmus, tmp_path):
    run = trained(algorithm, request, isthmus, tmp_path / "run")
    model = onnx.load(run / "policy" / "policy.onnx")
    onnx.checker.check_model(model, full_check=True)
    said = json.loads((run / "policy" / "policy.json").read_text())
    assert [value.name for value in model.graph.input] == [value["name"] for value in said["inputs"] + said["states"]]

    # the checkpoint's weights, or their average where the policy takes it, as the library of the format reads them
    weights = load_file(run / "checkpoint.safetensors")
    stored = [tensor for tensor in model.graph.initializer if tensor.name in weights]
    assert stored
    for tensor in stored:
        expected = weights.get("average." + tensor.name, weights[tensor.name])
        np.testing.assert_array_equal(numpy_helper.to_array(tensor), expected, tensor.name)

    inputs = drawn(model.graph)
    session = onnxruntime.InferenceSession(str(run / "policy" / "policy.onnx"), providers=["CPUExecutionProvider"])
    fast = session.run(None, inputs)
    reference = ReferenceEvaluator(model).run(None, inputs)
    assert len(fast) == len(reference) == 1 + len(said["states"])
    assert fast[0].shape[-1] == said["action"]["size"]
    for ours, theirs in zip(fast, reference):
        assert ours.shape[0] == ROWS and np.isfinite(ours).all() and np.std(ours) > 0
        np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-4)


def test_eyes_begin_with_the_weights_of_a_resnet18_of_pytorch(demonstrations, isthmus, tmp_path):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from safetensors.torch import save_file

    import resnet18

    network = resnet18.drawn(3)
    file = tmp_path / "resnet18.safetensors"
    save_file(network.state_dict(), file)
    words = ("--cameras", "front", "--eyes-from", file, "--steps", 1, "--batch", 2, "--rate", 1e-9, "--out", tmp_path / "run")
    isthmus("train", "hit", demonstrations, *words)
    model = onnx.load(tmp_path / "run" / "policy" / "policy.onnx")
    said = json.loads((tmp_path / "run" / "policy" / "policy.json").read_text())
    assert said["provenance"]["eyes"] == "sha256 " + hashlib.sha256(file.read_bytes()).hexdigest()

    # the maps of the camera are what goes into the convolution that makes tokens of them
    (maps,) = [n.input[0] for n in model.graph.node if n.op_type == "Conv" and n.input[1].startswith("image_token.")]
    model.graph.output.append(onnx.helper.make_tensor_value_info(maps, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    inputs = drawn(model.graph)
    (features,) = session.run([maps], inputs)
    with torch.no_grad():
        expected = network.features(torch.from_numpy(inputs["images/front"]).float()).numpy()
    assert features.shape == (ROWS, 512, 1, 1) and expected.std() > 0.1
    np.testing.assert_allclose(features, expected, rtol=1e-4, atol=1e-4)
