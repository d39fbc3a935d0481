"""What PyTorch's own operations make of our networks' shapes, with weights that a formula gives: the numbers in networks.txt of learn's tests.

Run it to write them: python crosscheck/network_values.py > learn/src/test/resources/org/isthmus/learn/networks.txt
"""

import math
import zlib

import numpy as np
import torch
import torch.nn.functional as F

BATCH = 2
SHOWN = 12


def fill(name, *shape):
    """Numbers that depend on a name and a place only: of ±1/√(inputs), of variances positive."""
    count = math.prod(shape)
    start = zlib.crc32(name.encode())
    raw = ((start + np.arange(count, dtype=np.uint64) * 2654435761) % 4096).astype(np.float64) / 2048 - 1
    inputs = math.prod(shape[1:]) if len(shape) > 1 else 4
    values = raw / math.sqrt(inputs)
    if name.endswith("running_var"):
        values = np.abs(values) + 0.5
    return torch.from_numpy(values.astype(np.float32).reshape(shape))


class Net:
    """Layers whose parameters are named as ours, and counted."""

    def __init__(self):
        self.count = 0
        self.seen = set()

    def p(self, name, *shape):
        if name not in self.seen and "running_" not in name:
            self.seen.add(name)
            self.count += math.prod(shape)
        return fill(name, *shape)

    def linear(self, name, x, n):
        return F.linear(x, self.p(name + ".weight", n, x.shape[-1]), self.p(name + ".bias", n))

    def layer_norm(self, name, x):
        n = x.shape[-1]
        return F.layer_norm(x, [n], self.p(name + ".weight", n), self.p(name + ".bias", n))

    def group_norm(self, name, x, groups):
        n = x.shape[1]
        return F.group_norm(x, groups, self.p(name + ".weight", n), self.p(name + ".bias", n))

    def conv1d(self, name, x, n, kernel, stride=1, padding=0):
        weight = self.p(name + ".weight", n, x.shape[1], kernel)
        return F.conv1d(x, weight, self.p(name + ".bias", n), stride, padding)

    def attention(self, name, q, k, v, heads, mask=None):
        size = q.shape[-1]
        parts = [self.p(f"{name}.{part}.weight", size, size) for part in ("query", "key", "value")]
        biases = [self.p(f"{name}.{part}.bias", size) for part in ("query", "key", "value")]
        module = torch.nn.MultiheadAttention(size, heads, batch_first=True)
        with torch.no_grad():
            module.in_proj_weight.copy_(torch.cat(parts))
            module.in_proj_bias.copy_(torch.cat(biases))
            module.out_proj.weight.copy_(self.p(name + ".out.weight", size, size))
            module.out_proj.bias.copy_(self.p(name + ".out.bias", size))
            return module(q, k, v, attn_mask=mask)[0]

    def forward(self, name, x, hidden, activation):
        return self.linear(name + ".linear2", activation(self.linear(name + ".linear1", x, hidden)), x.shape[-1])


def activations(net, x):
    """In the order of the enum Activation, without the first."""
    return torch.cat([f(x) for f in (F.relu, F.tanh, F.elu, F.sigmoid, F.silu, F.gelu, F.mish)], -1)


def mlp(net, x):
    return net.linear("2", F.silu(net.linear("1", F.silu(net.linear("0", x, 7)), 6)), 3)


def attention(net, x):
    """x [batch, 5, 8]: two that look at three, the first not at the last."""
    mask = torch.zeros(2, 3)
    mask[0, 2] = -math.inf
    return net.attention("attention", x[:, :2], x[:, 2:], x[:, 2:], 2, mask)


def cnn(net, x):
    for i, (n, kernel, stride) in enumerate([(5, 5, 2), (4, 3, 1)]):
        weight = net.p(f"{i}.weight", n, x.shape[1], kernel, kernel)
        x = F.relu(F.conv2d(x, weight, net.p(f"{i}.bias", n), stride))
    return net.linear("head", x.flatten(1), 6)


def resnet(net, x, frozen):
    def conv(name, x, n, kernel, stride):
        return F.conv2d(x, net.p(name + ".weight", n, x.shape[1], kernel, kernel), None, stride, kernel // 2)

    def norm(name, x):
        n = x.shape[1]
        if not frozen:
            return net.group_norm(name, x, n // 16)
        moments = fill(name + ".running_mean", n), fill(name + ".running_var", n)
        return F.batch_norm(x, *moments, fill(name + ".weight", n), fill(name + ".bias", n), False)

    x = F.max_pool2d(F.relu(norm("bn1", conv("conv1", x, 64, 7, 2))), 3, 2, 1)
    for stage in range(1, 5):
        for i in range(2):
            name, n, stride = f"layer{stage}.{i}.", 32 << stage, 2 if stage > 1 and i == 0 else 1
            y = F.relu(norm(name + "bn1", conv(name + "conv1", x, n, 3, stride)))
            y = norm(name + "bn2", conv(name + "conv2", y, n, 3, 1))
            if stride != 1:
                x = norm(name + "downsample.1", conv(name + "downsample.0", x, n, 1, stride))
            x = F.relu(x + y)
    return x


def spatial_softmax(net, x):
    weights = x.flatten(2).softmax(-1).reshape(x.shape)
    across = (weights * torch.linspace(-1, 1, x.shape[3])).sum((2, 3))
    down = (weights * torch.linspace(-1, 1, x.shape[2])[:, None]).sum((2, 3))
    return torch.stack([across, down], -1).flatten(1)


def recurrent(net, x, kind, gates):
    cell = kind(5, 4)
    with torch.no_grad():
        cell.weight_ih.copy_(net.p("weight_ih", gates * 4, 5))
        cell.bias_ih.copy_(net.p("bias_ih", gates * 4))
        cell.weight_hh.copy_(net.p("weight_hh", gates * 4, 4))
        cell.bias_hh.copy_(net.p("bias_hh", gates * 4))
        state = (x[:, 5:9], x[:, 9:13]) if gates == 4 else x[:, 5:9]
        after = cell(x[:, :5], state)
        return torch.cat(after, -1) if gates == 4 else after


def sines(n, size):
    angles = np.arange(n)[:, None] / 10000 ** (np.arange(size) // 2 * 2 / size)
    return torch.tensor(np.where(np.arange(size) % 2 == 0, np.sin(angles), np.cos(angles)), dtype=torch.float32)[None]


def encoder(net, x, first):
    """First: normalised before. x [batch, 5, 8]."""
    places, mask = sines(5, 8), torch.zeros(5, 5)
    mask[:, 3] = -math.inf
    for i in range(2):
        name = f"layers.{i}."
        look = lambda y: net.attention(name + "self_attn", y + places, y + places, y, 2, mask)
        if first:
            x = x + look(net.layer_norm(name + "norm1", x))
            x = x + net.forward(name[:-1], net.layer_norm(name + "norm2", x), 12, F.gelu)
        else:
            x = net.layer_norm(name + "norm1", x + look(x))
            x = net.layer_norm(name + "norm2", x + net.forward(name[:-1], x, 12, F.relu))
    return net.layer_norm("norm", x) if first else x


def decode(net, prefix, x, memory, first, hidden, heads, layers, activation, places=0, memory_places=0, mask=None, known=None):
    for i in range(layers):
        name = f"{prefix}layers.{i}."
        look = lambda y: net.attention(name + "self_attn", y + places, y + places, y, heads, mask)
        recall = lambda y: net.attention(name + "multihead_attn", y + places, memory + memory_places, memory, heads, known)
        if first:
            x = x + look(net.layer_norm(name + "norm1", x))
            x = x + recall(net.layer_norm(name + "norm2", x))
            x = x + net.forward(name[:-1], net.layer_norm(name + "norm3", x), hidden, activation)
        else:
            x = net.layer_norm(name + "norm1", x + look(x))
            x = net.layer_norm(name + "norm2", x + recall(x))
            x = net.layer_norm(name + "norm3", x + net.forward(name[:-1], x, hidden, activation))
    return net.layer_norm(prefix + "norm", x)


def decoder(net, x, first):
    activation = F.gelu if first else F.relu
    return decode(net, "", x[:, :2], x[:, 2:], first, 12, 2, 2, activation, sines(2, 8), sines(3, 8))


def denoiser(net, x):
    """x [batch, 6, 8]: four actions of 3, and two moments of 8; step 7."""
    half = 4
    rate = math.log(10000) / (half - 1)
    angles = 7 * torch.exp(-rate * torch.arange(half))
    step = torch.cat([angles.sin(), angles.cos()]).expand(BATCH, 1, 8)
    memory = torch.cat([step, net.linear("cond_obs_emb", x[:, 4:], 8)], 1) + net.p("cond_pos_emb", 1, 3, 8)
    memory = net.linear("encoder.1", F.mish(net.linear("encoder.0", memory, 32)), 8)
    tokens = net.linear("input_emb", x[:, :4, :3], 8) + net.p("pos_emb", 1, 4, 8)
    mask = torch.full((4, 4), -math.inf).triu(1)
    known = torch.full((4, 3), -math.inf).triu(2)
    return net.linear("head", decode(net, "decoder.", tokens, memory, True, 12, 2, 2, F.gelu, mask=mask, known=known), 3)


def denoising_mlp(net, x):
    """x [batch, 5, 3]: four actions of 3, and three numbers observed; step 7."""
    angles = 7 * torch.exp(-math.log(10000) / 2 * torch.arange(3))
    step = torch.cat([angles.sin(), angles.cos()])[None]
    told = (net.linear("observed", x[:, 4], 18) + net.linear("step", step, 18)).split(6, -1)
    y = F.mish(net.linear("input", x[:, :4].flatten(1), 6) + told[0])
    for i in range(2):
        y = y + F.mish(net.linear(f"layer{i}", y, 6) + told[i + 1])
    return net.linear("head", y, 12)


def point_net(net, x):
    for i, n in enumerate((7, 9)):
        x = F.relu(net.layer_norm(f"norm.{i}", net.linear(f"mlp.{i}", x, n)))
    return net.layer_norm("head_norm", net.linear("head", x.amax(1), 6))


def unet(net, x):
    """x [batch, 9, 4]: eight noisy actions of 3, and four numbers observed; step 7."""
    angles = 7 * torch.exp(-math.log(10000) / 2 * torch.arange(3))
    step = torch.cat([angles.sin(), angles.cos()])[None]
    step = net.linear("diffusion_step_encoder.3", F.mish(net.linear("diffusion_step_encoder.1", step, 24)), 6)
    told = F.mish(torch.cat([step.expand(BATCH, 6), x[:, 8]], -1))

    def unit(name, y, n):
        return F.mish(net.group_norm(name + "block.1", net.conv1d(name + "block.0", y, n, 5, 1, 2), 4))

    def block(name, y, n):
        z = unit(name + "blocks.0.", y, n)
        film = net.linear(name + "cond_encoder.1", told, 2 * n)[:, :, None]
        z = unit(name + "blocks.1.", z * film[:, :n] + film[:, n:], n)
        return z + (net.conv1d(name + "residual_conv", y, n, 1) if y.shape[1] != n else y)

    y = x[:, :8, :3].transpose(1, 2)
    kept = []
    for i, n in enumerate((8, 16)):
        y = block(f"down_modules.{i}.1.", block(f"down_modules.{i}.0.", y, n), n)
        kept.append(y)
        if i == 0:
            y = net.conv1d("down_modules.0.2.conv", y, 8, 3, 2, 1)
    y = block("mid_modules.1.", block("mid_modules.0.", y, 16), 16)
    y = torch.cat([y, kept.pop()], 1)
    y = block("up_modules.0.1.", block("up_modules.0.0.", y, 8), 8)
    y = F.conv_transpose1d(y, net.p("up_modules.0.2.conv.weight", 8, 8, 4), net.p("up_modules.0.2.conv.bias", 8), 2, 1)
    return net.conv1d("final_conv.1", unit("final_conv.0.", y, 8), 3, 1).transpose(1, 2)


CASES = {
    "activations": ((5,), activations),
    "mlp": ((5,), mlp),
    "attention": ((5, 8), attention),
    "cnn": ((3, 20, 24), cnn),
    "resnet_frozen": ((3, 64, 64), lambda net, x: resnet(net, x, True)),
    "resnet_group": ((3, 64, 64), lambda net, x: resnet(net, x, False)),
    "spatial_softmax": ((5, 4, 6), spatial_softmax),
    "gru": ((9,), lambda net, x: recurrent(net, x, torch.nn.GRUCell, 3)),
    "lstm": ((13,), lambda net, x: recurrent(net, x, torch.nn.LSTMCell, 4)),
    "encoder": ((5, 8), lambda net, x: encoder(net, x, False)),
    "encoder_norm_first": ((5, 8), lambda net, x: encoder(net, x, True)),
    "decoder": ((5, 8), lambda net, x: decoder(net, x, False)),
    "decoder_norm_first": ((5, 8), lambda net, x: decoder(net, x, True)),
    "point_net": ((10, 3), point_net),
    "unet": ((9, 4), unet),
    "denoiser": ((6, 8), denoiser),
    "denoising_mlp": ((5, 3), denoising_mlp),
}


def lines():
    """One a network: name, learned numbers, some of its outputs."""
    for name, (shape, make) in CASES.items():
        net = Net()
        with torch.no_grad():
            y = make(net, 2 * fill("x", BATCH, *shape)).flatten()
        shown = y[:: max(1, len(y) // SHOWN)][:SHOWN]
        yield " ".join([name, str(net.count)] + [f"{v:.8g}" for v in shown.tolist()])


if __name__ == "__main__":
    print("\n".join(lines()))
