"""Times dreams of the network of DreamTimingProgram in PyTorch: one batch of 119 images of 800 bins, Adam on the input.

usage: /usr/bin/python3 encoding-models/src/test/python/dream_timing.py STEPS THREADS
"""

import sys
import time

import torch

NEURONS, BANDS, BINS = 119, 34, 800
KERNEL, STRIDE, CHANNELS = 7, 3, 7
POSITIONS = (BANDS - KERNEL) // STRIDE + 1
HIDDEN = POSITIONS * CHANNELS


class StateNet(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(POSITIONS, CHANNELS, KERNEL) / KERNEL**0.5)
        self.bias = torch.nn.Parameter(torch.zeros(POSITIONS, CHANNELS))
        self.norm = torch.nn.LayerNorm(CHANNELS)
        self.gru = torch.nn.GRU(HIDDEN, HIDDEN, batch_first=True)
        self.readout = torch.nn.Linear(HIDDEN, NEURONS)

    def last(self, image):
        windows = image.unfold(2, KERNEL, STRIDE)
        encoded = torch.einsum("btlk,lck->btlc", windows, self.weight) + self.bias
        states, _ = self.gru(torch.sigmoid(self.norm(encoded)).flatten(2))
        return torch.nn.functional.softplus(self.readout(states[:, -1]))


def penalty(image):
    smooth = (image[:, 1:] - image[:, :-1]).square().mean() + (image[:, :, 1:] - image[:, :, :-1]).square().mean()
    return len(image) * (0.2 * image.square().mean() + smooth)


def main():
    steps, threads = int(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = StateNet().requires_grad_(False)
    image = (0.01 * torch.randn(NEURONS, BINS, BANDS)).requires_grad_()
    adam = torch.optim.Adam([image], lr=0.05)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(steps):
        adam.zero_grad()
        (penalty(image) - model.last(image).diagonal().sum()).backward()
        adam.step()
        with torch.no_grad():
            image.clamp_(-2.6, 1.9)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{steps} steps: {wall / steps * 1e3:.0f} ms a step, {cpu / steps * 1e3:.0f} ms of processor time a step")


main()
