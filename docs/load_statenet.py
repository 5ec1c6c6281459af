"""Predicts with a StateNet that was downloaded from Tonotopy as safetensors; weights.md describes the file.

    python3 load_statenet.py model.safetensors cochleagram.npy predictions.npy

The cochleagram is [bin, band], in the unit and with the bins and bands of the dataset that the model was fitted to; the
predictions are [bin, neuron]. NumPy is all that is needed. Where PyTorch can be imported, torch_module(network) gives the
same network as a torch.nn.Module, to go on from.
"""

import json
import sys

import numpy as np


def read(path):
    """The header's metadata, and all tensors by name."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
    return metadata, tensors


def save(path, metadata, tensors):
    """Writes what read gives, with other numbers or the same, so that Tonotopy takes it: weights.md says where to send it."""
    header, data, end = {"__metadata__": metadata}, [], 0
    for name, value in tensors.items():
        data.append(np.asarray(value, "<f4").tobytes())
        header[name] = {"dtype": "F32", "shape": list(np.shape(value)), "data_offsets": [end, end + len(data[-1])]}
        end += len(data[-1])
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(data))


def load(path):
    """The networks of a file: one, or one for each neuron, fold or member of an ensemble."""
    metadata, tensors = read(path)
    networks = []
    for entry in json.loads(metadata["networks"]):
        own = {name[len(entry["prefix"]):]: value for name, value in tensors.items() if name.startswith(entry["prefix"])}
        networks.append(StateNet(entry, own))
    return networks


def predict(networks, cochleagram):
    """The mean of the networks that predict a neuron: [bin, neuron], neurons ascending by index in the dataset."""
    neurons = sorted({neuron for network in networks for neuron in network.neurons})
    total = np.zeros((len(cochleagram), len(neurons)))
    count = np.zeros(len(neurons))
    for network in networks:
        columns = [neurons.index(neuron) for neuron in network.neurons]
        total[:, columns] += network.predict(cochleagram)
        count[columns] += 1
    return total / count


class StateNet:
    """One network: an encoder of each bin, a recurrent layer, a linear readout and an output nonlinearity."""

    def __init__(self, entry, tensors):
        kind = entry["network"]["kind"]
        if kind != "statenet":
            raise ValueError(f"this program predicts with StateNets without a prefilter, and the file has a {kind}")
        if entry["network"]["recurrence"] not in ("GRU", "LSTM", "RNN"):
            raise ValueError(f"this program knows GRU, LSTM and RNN, not {entry['network']['recurrence']}")
        self.neurons = entry["neurons"]
        self.fold = entry["fold"]
        self.bands = entry["shape"]["bands"]
        self.scaling = entry["input_scaling"]
        self.encoder = entry["network"]["encoder"]
        self.recurrence = entry["network"]["recurrence"]
        self.nonlinearity = entry["network"]["output"]
        self.tensors = {name: value.astype(np.float64) for name, value in tensors.items()}

    def predict(self, cochleagram):
        """Responses [bin, neuron] to one sound [bin, band]; the state starts at zero."""
        x = self.scale(cochleagram)
        local = self.encoder["kind"] == "locally_connected"
        weight = self.tensors["encoder.weight"]
        bias = self.tensors["encoder.bias"] if local else self.tensors["encoder.bias"][:, None]
        values = np.einsum("tkp,ckp->tcp" if local else "tkp,ck->tcp", self.windows(x), weight) + bias
        states = RECURRENCES[self.recurrence](self.tensors, self.normalised(values, np))
        drive = states @ self.tensors["readout.weight"].T + self.tensors["readout.bias"]
        return output(self.nonlinearity, self.tensors, drive, np)

    def scale(self, cochleagram):
        """In units of the deviation over the training sounds."""
        x = np.asarray(cochleagram, np.float64)
        if x.ndim != 2 or x.shape[1] != self.bands:
            raise ValueError(f"the cochleagram must be [bin, {self.bands}], not {list(x.shape)}")
        return (x - self.scaling["mean"]) / self.scaling["deviation"]

    def windows(self, x):
        """What each position of the encoder sees: [bin, tap, position]."""
        kernel = self.encoder.get("kernel_bands", self.bands)
        stride = self.encoder.get("stride_bands", 1)
        positions = (self.bands - kernel) // stride + 1
        return x[:, np.arange(kernel)[:, None] + stride * np.arange(positions)[None, :]]

    def normalised(self, values, library):
        """Layer normalisation over the channels of a position and a sigmoid: [bin, channel * positions + position]."""
        centred = values - values.mean(1)[:, None, :]
        deviation = ((centred * centred).mean(1)[:, None, :] + 1e-5) ** 0.5
        scale = self.tensors["norm.scale"][:, None]
        shift = self.tensors["norm.shift"][:, None]
        if library is not np:
            scale, shift = library.as_tensor(scale), library.as_tensor(shift)
        return sigmoid(centred / deviation * scale + shift, library).reshape(len(values), -1)


def sigmoid(x, library):
    return 0.5 * (1 + library.tanh(0.5 * x))


def softplus(x, library):
    return library.log1p(library.exp(-abs(x))) + 0.5 * (x + abs(x))


def maps(tensors, x):
    """The maps of all inputs [bin, gate * hidden], and that of a state."""
    of_inputs = x @ tensors["recurrence.input.weight"].T + tensors["recurrence.input.bias"]
    weight, bias = tensors["recurrence.state.weight"], tensors["recurrence.state.bias"]
    return of_inputs, lambda state: weight @ state + bias


def gru(tensors, x):
    """Gates stacked as reset, update, candidate."""
    of_inputs, of_state = maps(tensors, x)
    states, h = [], np.zeros(x.shape[1])
    for a in of_inputs:
        (ar, az, an), (br, bz, bn) = np.split(a, 3), np.split(of_state(h), 3)
        z = sigmoid(az + bz, np)
        h = (1 - z) * np.tanh(an + sigmoid(ar + br, np) * bn) + z * h
        states.append(h)
    return np.array(states)


def lstm(tensors, x):
    """Gates stacked as input, forget, cell, output."""
    of_inputs, of_state = maps(tensors, x)
    states, h, c = [], np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for a in of_inputs:
        i, f, g, o = np.split(a + of_state(h), 4)
        c = sigmoid(f, np) * c + sigmoid(i, np) * np.tanh(g)
        h = sigmoid(o, np) * np.tanh(c)
        states.append(h)
    return np.array(states)


def rnn(tensors, x):
    of_inputs, of_state = maps(tensors, x)
    states, h = [], np.zeros(x.shape[1])
    for a in of_inputs:
        h = np.tanh(a + of_state(h))
        states.append(h)
    return np.array(states)


RECURRENCES = {"GRU": gru, "LSTM": lstm, "RNN": rnn}


def output(kind, tensors, x, library):
    """What follows the readout, for each neuron by itself; in NumPy's arrays or PyTorch's."""

    def parameter(name):
        value = tensors["output." + name]
        return value if library is np else library.as_tensor(value)

    def positive(name):
        return softplus(parameter(name), library)

    if kind == "IDENTITY":
        return x
    if kind == "RELU":
        return 0.5 * (x + abs(x))
    if kind == "SOFTPLUS":
        return softplus(x, library)
    if kind == "SOFTPLUS2":
        return softplus(positive("steepness") * x, library) / positive("steepness") + positive("floor")
    if kind == "SIGMOID":
        return sigmoid(x, library)
    held = positive if kind.endswith("_NON_NEGATIVE") else parameter
    base, amplitude, shift = held("base"), held("amplitude"), parameter("shift")
    if kind.startswith("SIGMOID4"):
        return base + amplitude * sigmoid((x - shift) / (positive("width") + 0.001), library)
    if kind.startswith("DEXP"):
        return base + amplitude * library.exp(-library.exp(-positive("steepness") * (x - shift)))
    raise ValueError(f"there is no output {kind}")


def torch_module(network):
    """The same network as a torch.nn.Module in double precision: forward takes [bin, band] and gives [bin, neuron].

    Encoder, recurrence and readout are its parameters; normalisation and output nonlinearity stay as they were fitted.
    """
    import torch

    tensors = network.tensors

    class Module(torch.nn.Module):
        def __init__(self):
            super().__init__()
            width = tensors["recurrence.state.weight"].shape[1]
            self.recurrence = {"GRU": torch.nn.GRU, "LSTM": torch.nn.LSTM, "RNN": torch.nn.RNN}[network.recurrence](
                width, width, batch_first=True)
            self.readout = torch.nn.Linear(width, len(network.neurons))
            weight = torch.as_tensor(tensors["encoder.weight"])
            bias = torch.as_tensor(tensors["encoder.bias"])
            self.local = network.encoder["kind"] == "locally_connected"
            self.encoder_weight = torch.nn.Parameter(weight)
            self.encoder_bias = torch.nn.Parameter(bias if self.local else bias[:, None])
            self.double()
            with torch.no_grad():
                for ours, theirs in {
                    "recurrence.input.weight": self.recurrence.weight_ih_l0,
                    "recurrence.state.weight": self.recurrence.weight_hh_l0,
                    "recurrence.input.bias": self.recurrence.bias_ih_l0,
                    "recurrence.state.bias": self.recurrence.bias_hh_l0,
                    "readout.weight": self.readout.weight,
                    "readout.bias": self.readout.bias,
                }.items():
                    theirs.copy_(torch.as_tensor(tensors[ours]))

        def forward(self, cochleagram):
            windows = torch.as_tensor(network.windows(network.scale(cochleagram)))
            values = torch.einsum(
                "tkp,ckp->tcp" if self.local else "tkp,ck->tcp", windows, self.encoder_weight) + self.encoder_bias
            states, _ = self.recurrence(network.normalised(values, torch)[None])
            return output(network.nonlinearity, tensors, self.readout(states[0]), torch)

    return Module()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    np.save(sys.argv[3], predict(load(sys.argv[1]), np.load(sys.argv[2])))
