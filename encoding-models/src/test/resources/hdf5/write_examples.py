#!/usr/bin/env python3
"""Writes the HDF5 files beside it: the recording of CanonicalFile.java as h5py saves it, in each of its ways, and files
that are refused. Needs h5py (written with h5py 3.16.0, HDF5 2.0.0). Run it in this folder."""
import json
import zlib

import h5py
import numpy as np

S, F, T, N, R = 3, 4, 10, 2, 3
sounds = (np.arange(S * F * T, dtype=np.float32) * 0.25).reshape(S, F, T)
i = np.arange(S * N * R * T)
counts = np.where(i % 7 == 0, 1 + i % 3, 0).astype(np.uint8).reshape(S, N, R, T)
METADATA = json.dumps(
    {
        "name": "small",
        "dt_ms": 5.0,
        "license": "CC0-1.0",
        "stimuli": [{"name": "a"}, {"name": "b", "type": "water"}, {"name": "c"}],
        "neurons": [
            {"cell_id": "n0", "single_t": "Yes"},
            {"name": "n1", "depth_um": 300, "area": "A1"},
        ],
    }
)


def write(name, arrays=None, libver="earliest", attribute=True, options=None, skip=(), **file_options):
    with h5py.File(name, "w", libver=libver, **file_options) as f:
        if attribute:
            f.attrs["metadata"] = METADATA
        else:
            f["metadata"] = METADATA
        content = {
            "spectrogram": sounds,
            "counts": counts,
            "center_freq_hz": np.array([500.0, 1000, 2000, 4000]),
            "dt_ms": 5.0,
            "train": np.array([0]),
            "val": np.array([1]),
            "test": np.array([2]),
        }
        content.update(arrays or {})
        for key, value in content.items():
            if key in skip:
                continue
            large = np.ndim(value) > 1
            f.create_dataset(key, data=value, **((options or {}) if large else {}))


write("plain.h5")
write("text_dataset.h5", attribute=False)
write("latest.h5", libver="latest", attribute=False)
write("dense_links.h5", libver="latest", track_order=True, arrays={f"depth_um": np.array([700.0, np.nan]), "noise_ratio": np.array([2.5, np.nan])})
write("user_block.h5", userblock_size=1024)
write(
    "filtered.h5",
    options=dict(chunks=True, compression="gzip", shuffle=True, fletcher32=True),
    arrays={"spectrogram": sounds.astype(">f8")},
)
HDF5_1_10 = ("v110", "v110")
write("filtered_latest.h5", libver=HDF5_1_10, options=dict(chunks=True, compression="gzip", shuffle=True))
write("lzf.h5", options=dict(chunks=True, compression="lzf"), arrays={"counts": counts.astype(">i8")})
write("resizable.h5", libver=HDF5_1_10, skip=("spectrogram", "counts"))
with h5py.File("resizable.h5", "a", libver=HDF5_1_10) as f:
    f.create_dataset("spectrogram", data=sounds, maxshape=(None, F, T), chunks=(1, 3, 4), compression="gzip")
    f.create_dataset("counts", data=counts, maxshape=(None, N, R, None), chunks=(2, 1, 2, 7))
write("odd_chunks.h5", skip=("spectrogram", "counts"))
with h5py.File("odd_chunks.h5", "a") as f:
    f.create_dataset("spectrogram", data=sounds, chunks=(2, 3, 7))
    f.create_dataset("counts", data=counts, chunks=(2, 2, 2, 3), compression="gzip")
write("never_written.h5", skip=("counts",))
with h5py.File("never_written.h5", "a") as f:
    f.create_dataset("counts", shape=(S, N, R, T), dtype="f4", chunks=(1, 1, 1, T), fillvalue=np.nan)
    f["counts"][0, 0] = counts[0, 0]
    f["counts"][2, 1, 2] = counts[2, 1, 2]

write("newest.h5", libver="latest", options=dict(chunks=True, compression="gzip"))
write("soft_link.h5", skip=("counts",))
write("external_link.h5", skip=("counts",))
with h5py.File("soft_link.h5", "a") as f:
    f["elsewhere/counts"] = counts
    f["counts"] = h5py.SoftLink("/elsewhere/counts")
with h5py.File("external_link.h5", "a") as f:
    f["counts"] = h5py.ExternalLink("plain.h5", "/counts")
write("external_storage.h5", skip=("counts",))
with h5py.File("external_storage.h5", "a") as f:
    f.create_dataset("counts", shape=(S, N, R, T), dtype="u1", external=[("/etc/passwd", 0, S * N * R * T)])
write("virtual.h5", skip=("counts",))
with h5py.File("virtual.h5", "a", libver="latest") as f:
    layout = h5py.VirtualLayout(shape=(S, N, R, T), dtype="u1")
    layout[...] = h5py.VirtualSource("plain.h5", "counts", shape=(S, N, R, T))
    f.create_virtual_dataset("counts", layout)
write("scale_offset.h5", options=dict(chunks=True, scaleoffset=3), skip=("spectrogram",))
with h5py.File("scale_offset.h5", "a") as f:
    f["spectrogram"] = sounds
write("half_floats.h5", arrays={"spectrogram": sounds.astype(np.float16)})
write("compound.h5", arrays={"counts": np.zeros((S, N, R, T), dtype=[("spikes", "u1"), ("quality", "f4")])})
write("group.h5", skip=("counts",))
with h5py.File("group.h5", "a") as f:
    f["counts/of_one_neuron"] = counts[:, 0]
write("no_time_step.h5", skip=("dt_ms",))
with h5py.File("no_time_step.h5", "a") as f:
    described = json.loads(METADATA)
    del described["dt_ms"]
    f.attrs["metadata"] = json.dumps(described)
write("bomb.h5", skip=("counts",))
with h5py.File("bomb.h5", "a") as f:
    f.create_dataset("counts", shape=(S, N, R, T), dtype="u1", chunks=(1, N, R, T), compression="gzip")
    for stimulus in range(S):
        f["counts"].id.write_direct_chunk((stimulus, 0, 0, 0), zlib.compress(bytes(3_000_000), 9))
write("claims.h5", skip=("counts",))
with h5py.File("claims.h5", "a") as f:
    f.create_dataset("counts", shape=(S, N, R, 100_000_000), dtype="u1", chunks=(1, 1, 1, 1_000_000))
