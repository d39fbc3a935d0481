"""Trains the networks of imitation in PyTorch, in turn with Isthmus: as many steps as a line of the input says.

Arguments: bc, act, diffusion or unet; numbers observed, numbers of an action, batch, threads. Says its version and the count of learned numbers
first; answers with seconds. Networks, losses, optimiser and averages are those of docs/algorithms; batches are drawn beforehand.
"""
import math
import sys
import time

import torch
from torch import nn
from torch.nn import functional

CHUNK = 16
SIZE, HEADS, FEED, DROPOUT, LATENT = 128, 4, 256, 0, 16
CHANNELS, STEP_SIZE, HISTORY, STEPS = [64, 128], 64, 2, 100
TOLD, WIDTH, LAYERS = 256, 256, 3

torch.manual_seed(1)
kind = sys.argv[1]
seen, size, batch, threads = map(int, sys.argv[2:])
torch.set_num_threads(threads)


class Encoder(nn.Module):
    """A layer of DETR's encoder: positions are added to queries and keys."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(SIZE, HEADS, DROPOUT, batch_first=True)
        self.one, self.two = nn.Linear(SIZE, FEED), nn.Linear(FEED, SIZE)
        self.norm1, self.norm2 = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x, places, hidden=None):
        keys = x + places
        looked = self.attention(keys, keys, x, key_padding_mask=hidden, need_weights=False)[0]
        x = self.norm1(x + self.drop(looked))
        return self.norm2(x + self.drop(self.two(self.drop(functional.relu(self.one(x))))))


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.own = nn.MultiheadAttention(SIZE, HEADS, DROPOUT, batch_first=True)
        self.other = nn.MultiheadAttention(SIZE, HEADS, DROPOUT, batch_first=True)
        self.one, self.two = nn.Linear(SIZE, FEED), nn.Linear(FEED, SIZE)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x, memory, queries, places):
        keys = x + queries
        x = self.norm1(x + self.drop(self.own(keys, keys, x, need_weights=False)[0]))
        x = self.norm2(x + self.drop(self.other(x + queries, memory + places, memory, need_weights=False)[0]))
        return self.norm3(x + self.drop(self.two(self.drop(functional.relu(self.one(x))))))


class Act(nn.Module):
    def __init__(self):
        super().__init__()
        self.token = nn.Parameter(torch.randn(1, 1, SIZE))
        self.told_values, self.told_actions = nn.Linear(seen, SIZE), nn.Linear(size, SIZE)
        self.told = nn.ModuleList(Encoder() for _ in range(2))
        self.latent = nn.Linear(SIZE, 2 * LATENT)
        self.latent_token, self.value_token = nn.Linear(LATENT, SIZE), nn.Linear(seen, SIZE)
        self.places = nn.Parameter(torch.randn(1, 2, SIZE))
        self.queries = nn.Parameter(torch.randn(1, CHUNK, SIZE))
        self.encoder = nn.ModuleList(Encoder() for _ in range(2))
        self.decoder = nn.ModuleList(Decoder() for _ in range(2))
        self.norm, self.head = nn.LayerNorm(SIZE), nn.Linear(SIZE, size)
        self.register_buffer("row", sines(torch.arange(CHUNK + 2), SIZE)[None])

    def loss(self, values, actions, inside):
        x = torch.cat([self.token.expand(len(values), -1, -1), self.told_values(values), self.told_actions(actions)], 1)
        hidden = torch.cat([torch.zeros(len(values), 2, dtype=torch.bool), inside[..., 0] == 0], 1)
        for layer in self.told:
            x = layer(x, self.row, hidden)
        mean, log = self.latent(x[:, 0]).chunk(2, -1)
        latent = mean + (log / 2).exp() * torch.randn_like(mean)
        memory = torch.cat([self.latent_token(latent)[:, None], self.value_token(values)], 1)
        for layer in self.encoder:
            memory = layer(memory, self.places)
        y = torch.zeros(len(values), CHUNK, SIZE)
        for layer in self.decoder:
            y = layer(y, memory, self.queries, self.places)
        error = ((self.head(self.norm(y)) - actions).abs() * inside).mean()
        return error + 10 * -0.5 * (log + 1 - mean.square() - log.exp()).sum(1).mean()


def sines(steps, numbers):
    rate = math.log(10_000) / (numbers // 2 - 1)
    angle = steps[:, None] * torch.exp(-rate * torch.arange(numbers // 2))
    return torch.cat([angle.sin(), angle.cos()], -1)


def unit(inputs, outputs):
    return nn.Sequential(nn.Conv1d(inputs, outputs, 5, padding=2), nn.GroupNorm(8, outputs), nn.Mish())


class Block(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.unit1, self.unit2 = unit(inputs, outputs), unit(outputs, outputs)
        self.film = nn.Linear(STEP_SIZE + TOLD, 2 * outputs)
        self.around = nn.Conv1d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x, told):
        scale, shift = self.film(told)[..., None].chunk(2, 1)
        return self.unit2(self.unit1(x) * scale + shift) + self.around(x)


class Diffusion(nn.Module):
    """What both denoisers share: what is observed becomes what they are told; noise; the error."""

    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(HISTORY * seen, TOLD), nn.Mish(), nn.Linear(TOLD, TOLD))
        kept = torch.cos((torch.linspace(0, 1, STEPS + 1) + 0.008) / 1.008 * math.pi / 2).square()
        self.register_buffer("kept", kept[1:] / kept[0])

    def loss(self, values, actions, inside):
        steps = torch.randint(STEPS, (len(values),))
        noise = torch.randn_like(actions)
        signal = self.kept[steps][:, None, None]
        x = signal.sqrt() * actions + (1 - signal).sqrt() * noise
        return (self.denoised(x, sines(steps, STEP_SIZE), self.encoder(values.flatten(1))) - actions).square().mean()


class Perceptron(Diffusion):
    def __init__(self):
        super().__init__()
        self.input, self.head = nn.Linear(CHUNK * size, WIDTH), nn.Linear(WIDTH, CHUNK * size)
        self.layers = nn.ModuleList(nn.Linear(WIDTH, WIDTH) for _ in range(LAYERS))
        self.step, self.observed = nn.Linear(STEP_SIZE, (LAYERS + 1) * WIDTH), nn.Linear(TOLD, (LAYERS + 1) * WIDTH)

    def denoised(self, x, step, told):
        added = (self.step(step) + self.observed(told)).split(WIDTH, -1)
        y = functional.mish(self.input(x.flatten(1)) + added[0])
        for layer, own in zip(self.layers, added[1:]):
            y = y + functional.mish(layer(y) + own)
        return self.head(y).view_as(x)


class Unet(Diffusion):
    def __init__(self):
        super().__init__()
        sizes = [size] + CHANNELS
        self.step = nn.Sequential(nn.Linear(STEP_SIZE, 4 * STEP_SIZE), nn.Mish(), nn.Linear(4 * STEP_SIZE, STEP_SIZE))
        self.down = nn.ModuleList(nn.ModuleList([Block(a, b), Block(b, b)]) for a, b in zip(sizes, sizes[1:]))
        self.shorten = nn.ModuleList(nn.Conv1d(b, b, 3, 2, 1) for b in CHANNELS[:-1])
        self.middle = nn.ModuleList(Block(CHANNELS[-1], CHANNELS[-1]) for _ in range(2))
        back = list(zip(CHANNELS[:0:-1], CHANNELS[-2::-1]))
        self.up = nn.ModuleList(nn.ModuleList([Block(2 * a, b), Block(b, b)]) for a, b in back)
        self.lengthen = nn.ModuleList(nn.ConvTranspose1d(b, b, 4, 2, 1) for _, b in back)
        self.last = nn.Sequential(unit(CHANNELS[0], CHANNELS[0]), nn.Conv1d(CHANNELS[0], size, 1))

    def denoised(self, x, step, told):
        x = x.permute(0, 2, 1)
        told = functional.mish(torch.cat([self.step(step), told], -1))
        kept = []
        for i, (one, two) in enumerate(self.down):
            x = two(one(x, told), told)
            kept.append(x)
            x = self.shorten[i](x) if i < len(self.shorten) else x
        for block in self.middle:
            x = block(x, told)
        for (one, two), lengthen in zip(self.up, self.lengthen):
            x = lengthen(two(one(torch.cat([x, kept.pop()], 1), told), told))
        return self.last(x).permute(0, 2, 1)


class Cloning(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(seen, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(),
                                    nn.Linear(512, CHUNK * size))

    def loss(self, values, actions, inside):
        return ((self.layers(values[:, 0]).view_as(actions) - actions).square() * inside).mean()


net = {"bc": Cloning, "act": Act, "diffusion": Perceptron, "unet": Unet}[kind]()
average = [p.detach().clone() for p in net.parameters()]
optimizer = torch.optim.AdamW(net.parameters(), 1e-4, weight_decay=1e-4)
history = HISTORY if isinstance(net, Diffusion) else 1
batches = [(torch.randn(batch, history, seen), torch.randn(batch, CHUNK, size), torch.ones(batch, CHUNK, 1))
           for _ in range(8)]
print("PyTorch", torch.__version__, flush=True)
print(sum(p.numel() for p in net.parameters()), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for i in range(int(line)):
        optimizer.zero_grad()
        net.loss(*batches[i % len(batches)]).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1)
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, list(net.parameters()), 0.001)
    print(time.perf_counter() - start, flush=True)
