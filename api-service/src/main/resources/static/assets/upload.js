"use strict";

// The page of a new dataset: hashes the chosen file piece by piece, sends the parts that the server lacks, and leaves the
// hash in the form. No more than one part is in memory.

const fileField = document.getElementById("file");
const drop = document.getElementById("drop");
const state = document.getElementById("file-state");
const progress = document.getElementById("progress");
const hashField = document.getElementById("sha256");
const askButton = document.getElementById("ask");
const PIECE_BYTES = 4 << 20;
const PART_BYTES = 16 << 20;

let current = 0;

function headers(type) {
  return { "Content-Type": type, "X-CSRF-TOKEN": document.querySelector("#form input[name=_csrf]").value, "Accept": "application/json" };
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error([body.detail ?? "The server answered " + response.status + ".", body.remedy ?? ""].join(" ").trim());
  }
  return body;
}

function show(words, share) {
  state.textContent = words;
  progress.hidden = share === undefined;
  progress.value = share ?? 0;
}

async function hash(blob, seen) {
  const hasher = sha256.create();
  for (let from = 0; from < blob.size; from += PIECE_BYTES) {
    hasher.update(await blob.slice(from, from + PIECE_BYTES).arrayBuffer());
    seen(Math.min(1, (from + PIECE_BYTES) / blob.size));
  }
  return hasher.hex();
}

async function send(file, turn) {
  const stopIfReplaced = () => {
    if (turn !== current) {
      throw new DOMException("another file was chosen", "AbortError");
    }
  };
  const whole = await hash(file, (share) => {
    stopIfReplaced();
    show("Reading " + file.name + ": " + Math.round(100 * share) + " %", share / 2);
  });
  const at = "/datasets/uploads/" + whole;
  const session = await answer(await fetch(at + "/session", {
    method: "POST", headers: headers("application/json"), body: JSON.stringify({ size_bytes: file.size, part_bytes: Math.min(PART_BYTES, Math.max(1, file.size)) }),
  }));
  let sent = session.parts - session.missing.length;
  for (const number of session.missing) {
    stopIfReplaced();
    show("Sending " + file.name + ": part " + (sent + 1) + " of " + session.parts, 0.5 + 0.5 * sent / session.parts);
    const part = file.slice(number * session.part_bytes, (number + 1) * session.part_bytes);
    const partHash = await hash(part, () => {});
    await answer(await fetch(at + "/parts/" + number + "?part_sha256=" + partHash, {
      method: "PUT", headers: headers("application/octet-stream"), body: part,
    }));
    sent++;
  }
  show("Putting " + file.name + " together.", 1);
  await answer(await fetch(at + "/complete", { method: "POST", headers: headers("application/json") }));
  stopIfReplaced();
  hashField.value = whole;
  show(file.name + " has arrived; SHA-256 " + whole + ".");
}

async function take(file) {
  const turn = ++current;
  hashField.value = "";
  askButton.disabled = true;
  try {
    await send(file, turn);
  } catch (failure) {
    if (turn === current) {
      show(file.name + " was not sent. " + failure.message + " Choose it again to go on.");
    }
  } finally {
    if (turn === current) {
      askButton.disabled = false;
    }
  }
}

fileField.addEventListener("change", () => {
  if (fileField.files.length > 0) {
    take(fileField.files[0]);
  }
});
drop.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.add("over");
});
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer.files.length > 0) {
    take(event.dataTransfer.files[0]);
  }
});
