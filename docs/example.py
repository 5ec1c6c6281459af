"""Upload a recording, fit a model, wait, read the board, plot a dream: python3 example.py recording.npz"""
import hashlib, io, json, os, sys, time, urllib.error, urllib.request
from pathlib import Path

import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

API = os.environ.get("TONOTOPY_URL", "http://127.0.0.1:8080").rstrip("/") + "/api/v1"
TOKEN = os.environ["TONOTOPY_TOKEN"]


def call(method, path, body=None, kind="application/json"):
    """Sends bytes, or anything else as JSON; gives JSON back, or bytes where the answer is none."""
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
    request = urllib.request.Request(API + path, body, method=method)
    request.add_header("Authorization", "Bearer " + TOKEN)
    request.add_header("Content-Type", kind)
    try:
        with urllib.request.urlopen(request) as answer:
            content = answer.read()
            return json.loads(content) if "json" in answer.headers["Content-Type"] else content
    except urllib.error.HTTPError as refused:
        sys.exit(f"{method} {path}: {refused.read().decode()}")


def wait(job):
    """Asks until the job has ended."""
    while True:
        job = call("GET", f"/jobs/{job['id']}")
        if job["state"] in ("SUCCEEDED", "FAILED", "CANCELLED"):
            break
        time.sleep(0.5)
    if job["state"] != "SUCCEEDED":
        sys.exit(f"The job is {job['state']}: {job['failure']}")
    return job


file = Path(sys.argv[1])
content = file.read_bytes()
sha256 = hashlib.sha256(content).hexdigest()
call("PUT", f"/uploads/{sha256}", content, "application/octet-stream")
dataset = call("POST", "/datasets", {
    "name": "python-example", "recording": {"sha256": sha256, "format": "npz"},
    "metadata": json.loads(file.with_suffix(".json").read_text())})
wait({"id": dataset["job_id"]})
benchmark = call("POST", "/benchmarks", {
    "name": "python-example", "dataset": dataset["reference"],
    "split": {"train": [0, 1, 2, 3], "validation": [4], "test": [5, 6]}})
fit = wait(call("POST", "/jobs", {"kind": "fit", "benchmark": benchmark["reference"], "model": {"kind": "statenet"},
                                  "training": {"kind": "gradient", "max_epochs": 3}}))
board = call("GET", f"/benchmarks/{benchmark['reference']}/leaderboard")
for entry in board["entries"]:
    means = {metric["metric"]: metric["mean"] for metric in entry["metrics"]}
    print(entry["label"], means[board["ranking_metric"]])
dream = wait(call("POST", "/jobs", {"kind": "feature", "feature": "dream", "model": fit["model"], "neurons": [0],
                                    "settings": {"duration_ms": 200, "restarts": 1}}))
feature = call("GET", f"/models/{fit['model']}/features?job={dream['id']}")["items"][0]
arrays = np.load(io.BytesIO(call("GET", f"/features/{feature['id']}/array")))
plt.pcolormesh(arrays["time_ms"], arrays["center_freq_hz"], arrays["dream"], shading="nearest")
plt.yscale("log"); plt.xlabel("time (ms)"); plt.ylabel("frequency (Hz)"); plt.title(f"Dream of neuron 0, {fit['model']}")
plt.savefig("dream.png")
