"""What PyTorch makes of the formulas that policies learn by, from numbers that a formula gives: those in learning.txt of learn's tests.

Losses and log-probabilities come from torch.distributions, sums from their definitions, not from the recurrences that we use.
Run it to write them: python crosscheck/learning_values.py > learn/src/test/resources/org/isthmus/learn/learning.txt
"""

import math

import torch
from torch.distributions import Categorical, Independent, MixtureSameFamily, Normal, TransformedDistribution, kl_divergence
from torch.distributions.transforms import TanhTransform
from torch.nn.functional import elu

from network_values import Net, fill


def numbers(name, *shape):
    return fill(name, *shape).double()


def gae():
    """[7, 2] sums of errors to come, each (γλ) times less, up to the end of the episode."""
    rewards, values, following = (numbers(name, 7, 2) for name in ("rewards", "values", "next"))
    errors = rewards + 0.97 * following - values
    advantages = torch.zeros(7, 2, dtype=torch.float64)
    for t in range(7):
        for w in range(2):
            for later in range(t, 7):
                advantages[t, w] += (0.97 * 0.9) ** (later - t) * errors[later, w]
                if (later * 2 + w) % 5 == 3:
                    break
    return advantages


def gaussian():
    """[4] log-probabilities of three actions, and the entropy."""
    normal = Independent(Normal(numbers("outputs", 3, 2), numbers("log_deviation", 2).exp()), 1)
    return torch.cat([normal.log_prob(numbers("actions", 3, 2)), normal.entropy()[:1]])


def categorical():
    """[4] log-probabilities of three choices, and the mean entropy."""
    choices = Categorical(logits=4 * numbers("logits", 3, 4))
    return torch.cat([choices.log_prob(torch.tensor([2, 0, 3])), choices.entropy().mean()[None]])


def squashed():
    """[3] log-densities of what tanh makes of normal numbers."""
    mean, log, unit = (numbers(name, 3, 2) for name in ("mean", "log", "unit"))
    action = (mean + log.exp() * unit).tanh()
    return TransformedDistribution(Normal(mean, log.exp()), TanhTransform()).log_prob(action).sum(-1)


def ppo():
    """[3] the clipped objective, negated; half the squared error of values, plain and clipped."""
    ratio, advantages = (2 * numbers("log_ratio", 12)).exp(), 2 * numbers("advantages", 12)
    objective = torch.where(advantages > 0, ratio.clamp(max=1.2), ratio.clamp(min=0.8)) * advantages
    values, old, returns = (numbers(name, 12) for name in ("values", "old", "returns"))
    returns = 3 * returns
    near = torch.minimum(torch.maximum(values, old - 0.1), old + 0.1)
    plain, clipped = (values - returns) ** 2, (near - returns) ** 2
    return torch.stack([-objective.mean(), plain.mean() / 2, torch.maximum(plain, clipped).mean() / 2])


def recurrent():
    """[37] what two worlds of five steps answer through a GRU, and the gradient of its recurrent weights; one world begins an episode at step 3."""
    cell = torch.nn.GRU(2, 3)
    for name, parameter in cell.named_parameters():
        parameter.data = fill("memory." + name.removesuffix("_l0"), *parameter.shape)
    seen, first = 2 * fill("seen", 5, 2, 2), fill("first", 1, 2, 3)
    head, bias = fill("0.weight", 1, 3), fill("0.bias", 1)
    whole = cell(seen[:, :1], first[:, :1])[0]
    before, after = cell(seen[:3, 1:], first[:, 1:])[0], cell(seen[3:, 1:])[0]
    answers = torch.cat([whole, torch.cat([before, after])], 1) @ head.T + bias
    (answers.flatten() * 100 * fill("wanted", 10)).sum().backward()
    return torch.cat([answers.detach().flatten(), cell.weight_hh_l0.grad.flatten()])


def rma():
    """[25] of three rows: latents that are told and that history tells, actions that come of both; then the loss of adaptation."""
    net, rows, history = Net(), 2 * fill("rows", 3, 4), 2 * fill("history", 3, 8)
    told = net.linear("encoder.1", net.linear("encoder.0", rows[:, 2:], 5).tanh(), 3)
    said = net.linear("adaptation.1", elu(net.linear("adaptation.0", history, 7)), 3)
    actions = [
        net.linear("policy.1", net.linear("policy.0", torch.cat([rows[:, :2], z], 1), 6).tanh(), 1) for z in (told, said)
    ]
    loss = ((said - told) ** 2).mean()
    return torch.cat([told.flatten(), said.flatten(), *(a.flatten() for a in actions), loss[None]])


def mixture():
    """The loss of behaviour cloning with three modes of chunks of 2 x 2 numbers; the second chunk is half outside its episode."""
    outputs, wanted = 5 * numbers("outputs", 2, 27), 2 * numbers("wanted", 2, 4)
    total = 0
    for row, inside in enumerate((4, 2)):
        mean = outputs[row, 3:15].reshape(3, 4)[:, :inside]
        deviation = (6 * outputs[row, 15:].reshape(3, 4)[:, :inside].sigmoid() - 5).exp()
        modes = MixtureSameFamily(Categorical(logits=outputs[row, :3]), Independent(Normal(mean, deviation), 1))
        total -= modes.log_prob(wanted[row, :inside])
    return total[None] / 2 / 4


def divergence():
    """The distance of ACT's latent from a standard normal."""
    mean, log_variance = numbers("mean", 3, 4), 2 * numbers("log_variance", 3, 4)
    return kl_divergence(Normal(mean, (log_variance / 2).exp()), Normal(0.0, 1.0)).sum(-1).mean()[None]


def kept(steps):
    """The share of the variance that is not noise after each step: the cosine of Nichol and Dhariwal."""

    def left(t):
        return math.cos((t + 0.008) / 1.008 * math.pi / 2) ** 2

    lost = [min(1 - left((t + 1) / steps) / left(t / steps), 0.999) for t in range(steps)]
    return (1 - torch.tensor(lost, dtype=torch.float64)).cumprod(0)


def denoised():
    """[2, 3, 2] a step of sampling from step 12 of 20 to step 7, without noise of its own."""
    before, after = kept(20)[[12, 7]]
    x, clean = 2 * numbers("x", 2, 3, 2), numbers("clean", 2, 3, 2)
    noise = (x - before.sqrt() * clean) / (1 - before).sqrt()
    return after.sqrt() * clean + (1 - after).sqrt() * noise


CASES = {
    "gae": gae,
    "gaussian": gaussian,
    "categorical": categorical,
    "squashed": squashed,
    "ppo": ppo,
    "recurrent": recurrent,
    "rma": rma,
    "mixture": mixture,
    "divergence": divergence,
    "schedule": lambda: kept(20),
    "denoised": denoised,
}


def lines():
    """One a formula: name, how many numbers, the numbers."""
    for name, make in CASES.items():
        values = make().flatten()
        yield " ".join([name, str(len(values))] + [f"{v:.8g}" for v in values.tolist()])


if __name__ == "__main__":
    print("\n".join(lines()))
