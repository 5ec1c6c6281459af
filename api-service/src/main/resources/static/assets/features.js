"use strict";

// The page of a model: asks for features, follows their jobs, and puts chosen figures beside each other. Everything
// goes through the API; the token stays in this tab.

const model = document.getElementById("model").dataset.model;
const form = document.getElementById("form");
const problem = document.getElementById("problem");
const tokenField = document.getElementById("token");
const TOKEN = "tonotopy-token";
const OVER = new Set(["SUCCEEDED", "FAILED", "CANCELLED"]);
const POLL_MILLISECONDS = 2000;

function chosenFieldset() {
  const kind = form.elements.feature.value;
  return [...form.querySelectorAll("fieldset[data-kind]")].find((one) => one.dataset.kind === kind);
}

function showSettings() {
  const chosen = chosenFieldset();
  for (const fieldset of form.querySelectorAll("fieldset[data-kind]")) {
    fieldset.hidden = fieldset !== chosen;
    fieldset.disabled = fieldset !== chosen;
  }
}

/** "all", "population", or "0, 3, 5-8" as a list; what cannot be read goes to the server, which says what is wrong. */
function neurons(text) {
  const words = text.trim();
  if (words === "" || words === "all") {
    return "all";
  }
  const indices = [];
  for (const part of words.split(",")) {
    const range = /^\s*(\d{1,6})\s*(?:-\s*(\d{1,6}))?\s*$/.exec(part);
    if (range === null) {
      return words;
    }
    const last = Number(range[2] ?? range[1]);
    for (let index = Number(range[1]); index <= last && indices.length < 10000; index++) {
      indices.push(index);
    }
  }
  return indices;
}

function value(field) {
  if (field.classList.contains("flag")) {
    return field.value === "true";
  }
  return field.type === "number" && field.value !== "" ? Number(field.value) : field.value;
}

function request() {
  const body = { kind: "feature", model, feature: form.elements.feature.value, neurons: neurons(form.elements.neurons.value) };
  body.seed = value(form.elements.seed) || 0;
  const settings = {};
  const counterpart = {};
  for (const field of chosenFieldset().querySelectorAll("input, select")) {
    const [group, name] = field.name.split(".");
    if (group === "settings" && field.value !== field.dataset.default) {
      settings[name] = value(field);
    } else if (group === "counterpart" && field.value !== "") {
      counterpart[name] = value(field);
    }
  }
  if (Object.keys(settings).length > 0) {
    body.settings = settings;
  }
  if (Object.keys(counterpart).length > 0) {
    body.counterpart = counterpart;
  }
  return body;
}

function fieldOf(name) {
  return name === undefined ? undefined : [...form.querySelectorAll("input, select")].find((field) => field.name === name && !field.matches(":disabled"));
}

function forgetProblem() {
  problem.hidden = true;
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
}

function showProblem(answer) {
  const problems = answer.problems ?? (answer.field === undefined ? [] : [answer]);
  const lines = problems.map((one) => `${one.field}: ${one.problem ?? answer.detail} ${one.remedy ?? ""}`);
  problem.textContent = problems.length > 0 && answer.problems ? lines.join("\n") : [answer.detail, answer.remedy].filter(Boolean).join(" ");
  problem.hidden = false;
  let first;
  for (const one of problems) {
    const field = fieldOf(one.field);
    if (field !== undefined) {
      field.setAttribute("aria-invalid", "true");
      field.closest("details")?.setAttribute("open", "");
      first ??= field;
    }
  }
  (first ?? problem).focus();
}

function headers() {
  const sent = { Accept: "application/json" };
  if (tokenField.value !== "") {
    sent.Authorization = `Bearer ${tokenField.value.trim()}`;
  }
  return sent;
}

async function ask(event) {
  event.preventDefault();
  forgetProblem();
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    const answer = await fetch("/api/v1/jobs", {
      method: "POST",
      headers: { ...headers(), "Content-Type": "application/json" },
      body: JSON.stringify(request()),
    });
    const body = await answer.json();
    if (answer.status === 202) {
      sessionStorage.setItem(TOKEN, tokenField.value);
      follow(body.id, addLine(body));
    } else {
      if (answer.status === 401) {
        sessionStorage.removeItem(TOKEN);
      }
      showProblem(body);
    }
  } catch (failure) {
    showProblem({ detail: "The server could not be reached.", remedy: "See that it runs, and ask again." });
  } finally {
    button.disabled = false;
  }
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function addLine(job) {
  const line = document.createElement("li");
  line.dataset.job = job.id;
  const whose = job.spec.population ? "the population" : job.spec.neurons.length === 1 ? `neuron ${job.spec.neurons[0]}` : `${job.spec.neurons.length} neurons`;
  const label = `${job.spec.feature.kind.replaceAll("_", " ")} of ${whose}`;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Progress of ${label}`);
  line.append(element("span", "job", label), element("span", "state", "queued"), bar, element("span", "words", ""));
  document.querySelector("#jobs ul").append(line);
  return line;
}

function addCancel(line, id) {
  const button = element("button", "cancel", "Cancel");
  button.type = "button";
  button.addEventListener("click", async () => {
    const answer = await fetch(`/api/v1/jobs/${id}:cancel`, { method: "POST", headers: headers() });
    if (!answer.ok) {
      showProblem(await answer.json());
    }
  });
  line.append(button);
}

function showProgress(line, progress) {
  if (progress?.total > 0) {
    const bar = line.querySelector("progress");
    bar.max = progress.total;
    bar.value = progress.done;
    line.querySelector(".words").textContent = `${progress.phase}, ${progress.done} of ${progress.total} done, ${Math.floor(100 * progress.share)} %`;
  }
}

function showState(line, state) {
  line.querySelector(".state").textContent = state.toLowerCase();
}

/** What the job made is in the page that the server makes now. */
async function renew() {
  const answer = await fetch(location.pathname);
  if (answer.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("results");
    document.getElementById("results").replaceWith(document.adoptNode(fresh));
    countPicked();
  }
}

async function end(line, id) {
  const job = await (await fetch(`/api/v1/jobs/${id}`)).json();
  showState(line, job.state);
  showProgress(line, job.progress);
  line.querySelector(".cancel")?.remove();
  if (job.failure) {
    line.querySelector(".words").textContent = job.failure.message;
  }
  await renew();
}

async function poll(line, id) {
  const answer = await fetch(`/api/v1/jobs/${id}`);
  const job = answer.ok ? await answer.json() : {};
  if (OVER.has(job.state)) {
    await end(line, id);
    return;
  }
  showProgress(line, job.progress);
  setTimeout(() => poll(line, id), POLL_MILLISECONDS);
}

function follow(id, line) {
  addCancel(line, id);
  const events = new EventSource(`/api/v1/jobs/${id}/events`);
  const data = (event) => JSON.parse(event.data);
  events.addEventListener("started", () => showState(line, "running"));
  events.addEventListener("queued", () => showState(line, "queued"));
  events.addEventListener("cancelling", () => showState(line, "cancelling"));
  events.addEventListener("progress", (event) => showProgress(line, data(event).data));
  for (const type of ["succeeded", "failed", "cancelled"]) {
    events.addEventListener(type, () => {
      events.close();
      end(line, id);
    });
  }
  events.addEventListener("error", () => {
    // The browser takes a broken stream up again by itself; only a refused one is closed.
    if (events.readyState === EventSource.CLOSED) {
      poll(line, id);
    }
  });
}

function countPicked() {
  const picked = [...document.querySelectorAll(".pick:checked")].map((box) => box.value);
  const line = document.querySelector(".compare");
  if (line !== null) {
    line.hidden = picked.length < 2;
    document.getElementById("compare-count").textContent = String(picked.length);
    document.getElementById("compare").href = `/api/v1/features/side-by-side/figure.svg?feature=${picked.join(",")}`;
  }
}

form.hidden = false;
tokenField.value = sessionStorage.getItem(TOKEN) ?? "";
form.elements.feature.addEventListener("change", showSettings);
form.addEventListener("submit", ask);
document.addEventListener("change", (event) => event.target.matches(".pick") && countPicked());
showSettings();
for (const line of document.querySelectorAll("#jobs [data-job]")) {
  follow(line.dataset.job, line);
}
