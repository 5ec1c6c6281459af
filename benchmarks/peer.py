"""The models of the comparison in PyTorch, as its users write them: training steps and fits, one line of JSON each.

Run by `compare`, with Debian's python3-torch:
    peer.py about
    peer.py step MODEL CLIPS BINS NEURONS THREADS WARM_SECONDS SECONDS
    peer.py fit RECORDING population|units EPOCHS CLIPS THREADS
    peer.py dream BINS NEURONS STEPS THREADS

With TONOTOPY_PEER_DEVICE=cuda steps and dreams are computed on a graphics processor.
"""

import json
import os
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

BANDS = 34
DEVICE = os.environ.get("TONOTOPY_PEER_DEVICE", "cpu")


class Softplus2(nn.Module):
    """softplus(beta x) / beta + softplus(b), beta = softplus(raw), per neuron."""

    def __init__(self, neurons):
        super().__init__()
        self.raw = nn.Parameter(torch.empty(neurons).uniform_(5, 6))
        self.floor = nn.Parameter(torch.empty(neurons).uniform_(-5, -3))

    def forward(self, x):
        beta = functional.softplus(self.raw)
        return functional.softplus(beta * x) / beta + functional.softplus(self.floor)


class Encoder(nn.Module):
    """Weights of their own at each position of a frame; normalisation over channels; sigmoid."""

    def __init__(self, kernel=7, stride=3, channels=7):
        super().__init__()
        self.kernel, self.stride = kernel, stride
        positions = (BANDS - kernel) // stride + 1
        self.weight = nn.Parameter(torch.empty(positions, kernel, channels).uniform_(-kernel**-0.5, kernel**-0.5))
        self.bias = nn.Parameter(torch.zeros(positions, channels))
        self.norm = nn.LayerNorm(channels)
        self.width = positions * channels

    def forward(self, x):
        seen = x.unfold(2, self.kernel, self.stride)
        sums = torch.einsum("btlk,lkc->btlc", seen, self.weight) + self.bias
        return torch.sigmoid(self.norm(sums)).flatten(2)


class StateNet(nn.Module):
    def __init__(self, recurrence, neurons):
        super().__init__()
        self.encoder = Encoder()
        width = self.encoder.width
        self.recurrence = recurrence(width, width, batch_first=True)
        self.readout = nn.Linear(width, neurons)
        self.output = Softplus2(neurons)

    def forward(self, x):
        states, _ = self.recurrence(self.encoder(x))
        return self.output(self.readout(states))


class ChannelNorm(nn.LayerNorm):
    """Layer normalisation over the second axis."""

    def forward(self, x):
        return super().forward(x.movedim(1, -1)).movedim(-1, 1)


class ConvolutionalNetwork(nn.Module):
    def __init__(self, neurons, layers=3, bands=3, bins=9, channels=10, hidden=20):
        super().__init__()
        self.silence = layers * (bins - 1)
        parts, below = [], 1
        for _ in range(layers):
            parts += [nn.Conv2d(below, channels, (bands, bins)), ChannelNorm(channels), nn.LeakyReLU(0.1)]
            below = channels
        self.convolutions = nn.Sequential(*parts)
        self.hidden = nn.Linear(channels * (BANDS - layers * (bands - 1)), hidden)
        self.readout = nn.Linear(hidden, neurons)
        self.output = Softplus2(neurons)

    def forward(self, x):
        image = functional.pad(x.transpose(1, 2), (self.silence, 0)).unsqueeze(1)
        values = self.convolutions(image).flatten(1, 2).transpose(1, 2)
        return self.output(self.readout(functional.leaky_relu(self.hidden(values), 0.1)))


class Leak(nn.Module):
    """Exponential kernel of a learned time constant per unit, before the first bin the first bin's value."""

    def __init__(self, units, bins=20):
        super().__init__()
        self.d = nn.Parameter(torch.empty(units).uniform_(0, 2))
        self.register_buffer("lags", torch.arange(bins - 1, -1, -1, dtype=torch.float32))
        self.bins, self.units = bins, units

    def forward(self, x):
        gain = 1 / (1 + self.d**2)
        kernel = gain[:, None] * (1 - gain[:, None]) ** self.lags
        kernel = kernel / kernel.sum(1, keepdim=True)
        padded = functional.pad(x, (self.bins - 1, 0), mode="replicate")
        return functional.conv1d(padded, kernel[:, None, :], groups=self.units)


class FilterNetwork(nn.Module):
    """NRF, or with a leak DNet."""

    def __init__(self, neurons, leaking, delays=40, hidden=20):
        super().__init__()
        self.delays = delays
        self.filters = nn.Conv1d(BANDS, hidden, delays)
        self.norm = ChannelNorm(hidden)
        self.leak = Leak(hidden) if leaking else None
        self.readout = nn.Linear(hidden, neurons)
        self.output = Softplus2(neurons)

    def forward(self, x):
        values = self.norm(self.filters(functional.pad(x.transpose(1, 2), (self.delays - 1, 0))))
        units = self.leak(torch.sigmoid(values)) if self.leak else torch.tanh(values)
        return self.output(self.readout(units.transpose(1, 2)))


class Transformer(nn.Module):
    def __init__(self, neurons, window=40, units=48, feed_forward=32):
        super().__init__()
        self.window = window
        self.embedding = nn.Linear(BANDS, units)
        self.code = nn.Parameter(torch.empty(window, units).uniform_(-units**-0.5, units**-0.5))
        self.layer = nn.TransformerEncoderLayer(units, 1, feed_forward, 0.1, batch_first=True)
        self.readout = nn.Linear(units, neurons)
        self.output = Softplus2(neurons)

    def forward(self, x):
        clips, bins, _ = x.shape
        embedded = self.embedding(functional.pad(x, (0, 0, self.window - 1, 0)))
        windows = embedded.unfold(1, self.window, 1).transpose(2, 3).flatten(0, 1)
        values = self.layer(windows + self.code).mean(1).view(clips, bins, -1)
        return self.output(self.readout(values))


MODELS = {
    "statenet-gru": lambda neurons: StateNet(nn.GRU, neurons),
    "statenet-lstm": lambda neurons: StateNet(nn.LSTM, neurons),
    "cnn2d": ConvolutionalNetwork,
    "dnet": lambda neurons: FilterNetwork(neurons, True),
    "nrf": lambda neurons: FilterNetwork(neurons, False),
    "transformer": Transformer,
}


def train_step(model, optimiser, loss, inputs, targets):
    optimiser.zero_grad(set_to_none=True)
    value = loss(model(inputs), targets)
    value.backward()
    optimiser.step()
    return value.item()


def poisson(rates, targets):
    return functional.poisson_nll_loss(rates, targets, log_input=False)


def step(key, clips, bins, neurons, threads, warm, seconds):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = MODELS[key](neurons).to(DEVICE)
    optimiser = torch.optim.AdamW(model.parameters(), 1e-4, weight_decay=0)
    inputs = torch.randn(clips, bins, BANDS).to(DEVICE)
    targets = torch.randn(clips, bins, neurons).abs().to(DEVICE)

    def measure(at_least):
        times, begin = [], time.perf_counter()
        while len(times) < 3 or time.perf_counter() - begin < at_least:
            before = time.perf_counter()
            value = train_step(model, optimiser, poisson, inputs, targets)
            assert numpy.isfinite(value)
            times.append(time.perf_counter() - before)
        return sorted(times)

    measure(warm)
    times = measure(seconds)
    return {
        "seconds": times[len(times) // 2],
        "fastest_seconds": times[0],
        "steps": len(times),
        "parameters": sum(values.numel() for values in model.parameters()),
    }


class NaturalSounds:
    """Repeats smoothed by [0.5, 1, 0.5], the cochleagram scaled by the train clips."""

    def __init__(self, path):
        arrays = numpy.load(path)
        sounds = arrays["spectrogram"].transpose(0, 2, 1)
        self.train, self.held = list(range(14)), list(range(14, 17))
        learned = sounds[self.train].astype(numpy.float64)
        self.sounds = torch.from_numpy(((sounds - learned.mean()) / learned.std()).astype(numpy.float32))
        counts = torch.from_numpy(arrays["counts"][:17].astype(numpy.float32))
        shape = counts.shape
        smooth = functional.conv1d(counts.reshape(-1, 1, shape[-1]), torch.tensor([[[0.5, 1, 0.5]]]), padding=1)
        self.repeats = smooth.view(shape)
        self.targets = self.repeats.mean(2).transpose(1, 2).contiguous()
        held = self.repeats[self.held].double()
        repeats = held.shape[2]
        power = (repeats * held.mean(2).var(2) - held.var(3).mean(2)) / (repeats - 1)
        self.signal_power = power.mean(0)

    def score(self, predictions, units):
        """Mean normalised correlation on the validation clips (Schoppe et al. 2016)."""
        r = predictions.double().flatten(0, 1)
        y = self.targets[self.held][:, :, units].double().flatten(0, 1)
        covariance = ((r - r.mean(0)) * (y - y.mean(0))).sum(0) / (len(r) - 1)
        power = self.signal_power[units]
        score = covariance / (r.var(0) * power).sqrt()
        counting = power > 0
        return score[counting].mean().item() if counting.any() else float("nan")


def fit_units(sounds, units, epochs, clips):
    torch.manual_seed(0)
    model = MODELS["statenet-gru"](len(units))
    optimiser = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=0)
    targets = sounds.targets[:, :, units]
    best, kept = -numpy.inf, None
    for _ in range(epochs):
        order = numpy.random.permutation(sounds.train)
        for first in range(0, len(order), clips):
            batch = order[first : first + clips]
            train_step(model, optimiser, functional.mse_loss, sounds.sounds[batch], targets[batch])
        with torch.no_grad():
            score = sounds.score(model(sounds.sounds[sounds.held]), units)
        if score > best:
            best, kept = score, {name: values.clone() for name, values in model.state_dict().items()}
    if kept is not None:
        model.load_state_dict(kept)
    return best


def fit_unit(arguments):
    sounds, unit, epochs, clips = arguments
    torch.set_num_threads(1)
    return fit_units(sounds, [unit], epochs, clips)


def fit(recording, kind, epochs, clips, threads):
    torch.set_num_threads(threads)
    sounds = NaturalSounds(recording)
    neurons = sounds.targets.shape[2]
    begin = time.perf_counter()
    if kind == "population":
        score = fit_units(sounds, list(range(neurons)), epochs, clips)
    elif threads == 1:
        score = numpy.nanmean([fit_unit((sounds, unit, epochs, clips)) for unit in range(neurons)])
    else:
        # Independent fits are fastest side by side, each on a core of its own.
        work = [(sounds, unit, epochs, clips) for unit in range(neurons)]
        with torch.multiprocessing.get_context("spawn").Pool(threads) as pool:
            score = numpy.nanmean(pool.map(fit_unit, work, chunksize=4))
    return {"fit_seconds": time.perf_counter() - begin, "validation_score": float(score)}


def dream(bins, neurons, steps, threads):
    """Adam on one image per neuron, all in one batch; norm and smoothness are held down as in a dream here."""
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = MODELS["statenet-gru"](neurons).to(DEVICE)
    parameters = sum(values.numel() for values in model.parameters())
    model.requires_grad_(False)
    images = (0.01 * torch.randn(neurons, bins, BANDS)).to(DEVICE).requires_grad_()
    adam = torch.optim.Adam([images], lr=0.05)

    def climb():
        adam.zero_grad()
        states, _ = model.recurrence(model.encoder(images))
        heard = model.output(model.readout(states[:, -1])).diagonal().sum()
        rough = (images[:, 1:] - images[:, :-1]).square().mean() + (images[:, :, 1:] - images[:, :, :-1]).square().mean()
        (neurons * (0.2 * images.square().mean() + rough) - heard).backward()
        adam.step()
        with torch.no_grad():
            images.clamp_(-2.6, 1.9)
        return heard

    for _ in range(3):
        climb().item()
    begin = time.perf_counter()
    for _ in range(steps):
        heard = climb()
    assert numpy.isfinite(heard.item())
    return {"seconds": (time.perf_counter() - begin) / steps, "steps": steps, "parameters": parameters}


def about():
    lines = [line.strip(" -") for line in torch.__config__.show().splitlines()]
    return {"torch": torch.__version__, "python": sys.version.split()[0], "built": lines}


def main(arguments):
    command, rest = arguments[0], arguments[1:]
    if command == "about":
        return about()
    if command == "step":
        return step(rest[0], *map(int, rest[1:5]), *map(float, rest[5:7]))
    if command == "fit":
        return fit(rest[0], rest[1], *map(int, rest[2:5]))
    if command == "dream":
        return dream(*map(int, rest[:4]))
    raise SystemExit(__doc__)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
