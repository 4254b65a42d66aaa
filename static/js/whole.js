// The one page that works without a network (docs/decisions/0154): a whole experience in one form, locked away while it is
// typed and brought to the server when there is a line. Nothing comes back here: the half that opens is with the session.
import { canKeep, keep, leave } from "./pocket.js";

const WAIT = 500; // ms of rest
const form = document.querySelector("[data-whole]");
const said = form.querySelector("[data-said]");
const { situation, happened_on: day, file, description, recognisable } = form.elements;
let id;
let timer;
let isBusy = false;

const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
};

function begin() {
  form.reset();
  day.value = day.max = today();
  id = crypto.randomUUID();
}

// A file is nothing without what is to be seen and who.
const isBare = () => Boolean(file.files.length && !(description.value.trim() && recognisable.value));

function entry(isSent) {
  const given = [...new FormData(form), ["once", id]].filter(([, value]) => value && value.size !== 0);
  const fields = isBare() ? given.filter(([name]) => name !== "file") : given;
  return { page: form.dataset.whole, fields, save: [form.action, []], send: isSent ? [form.action, []] : undefined };
}

async function put(isSent) {
  clearTimeout(timer);
  const isKept = await keep(id, entry(isSent), form).catch(() => false);
  const how = !isKept ? "failed" : isBare() ? "bare" : "kept";
  said.textContent = isKept && isSent ? "" : form.dataset[how];
  return isKept;
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => !isBusy && situation.value.trim() && put(false), WAIT);
});
addEventListener("pagehide", () => situation.value.trim() && put(false));

// What is typed on while it is put away, goes along.
async function putAll() {
  const words = () => String(new URLSearchParams(new FormData(form)));
  for (let had; had !== words();) {
    had = words();
    if (!(await put(true))) return false;
  }
  return true;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isBusy) return;
  if (!situation.value.trim()) {
    said.textContent = form.dataset.empty;
    situation.focus();
    return;
  }
  if (isBare()) {
    said.textContent = form.dataset.bare;
    description.focus();
    return;
  }
  if (file.validity.customError) { // files.js
    file.reportValidity();
    return;
  }
  const sent = id;
  isBusy = true;
  const isPut = await putAll();
  isBusy = false;
  if (!isPut) return;
  begin();
  form.querySelector("details").open = false;
  document.querySelector("[data-gone]").hidden = false;
  scrollTo(0, 0);
  await leave(sent);
});

document.querySelector("[data-again]").addEventListener("click", () => location.reload());
const tell = () => {
  for (const part of document.querySelectorAll("[data-line]")) part.hidden = (part.dataset.line === "on") !== navigator.onLine;
};
addEventListener("online", tell);
addEventListener("offline", tell);
tell();

form.hidden = !canKeep();
document.querySelector("[data-no-lock]").hidden = !form.hidden;
begin();
