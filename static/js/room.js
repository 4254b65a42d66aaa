// The room of a live value check. Asks all the time whether there is something new, at once when the signal
// process says so, and puts in only the parts that changed. Whatever happens, what somebody typed stays.
//
//   <div data-room data-part-url data-here-url data-token data-csrf data-signal> with <div data-parts data-tag> inside.
//
// Without this script every form is a form, and "Ververs" shows what is new.

import * as clock from "./clock.js";
import * as guard from "./guard.js";

const POLL = 1700; // ms: a change is on every screen within two seconds, the way there included
const POLL_WITH_SIGNAL = 3000; // in case a signal got lost
const HERE = 10000; // a sign of life, so that the others know
const SAY = 5000; // one summary for screen readers
const SAVE = 2000; // after the last key in the own pad
const AGAIN = 2000; // before a move is sent once more
const TRIES = 30;

const room = document.querySelector("[data-room]");
const told = document.querySelector("[data-told]");
const [news, close, quotes] = told.children;
const says = document.querySelector("[data-says]");
const parts = () => room.querySelector("[data-parts]");
const words = room.dataset;

let tag = parts().dataset.tag;
let token = words.token;
let signalUrl = words.signal;
let facts = JSON.parse(parts().dataset.facts);
let saidFacts = facts;
const shown = new Map(); // name of a part → its last HTML from the server
const twins = new WeakMap(); // a form that stays while somebody is in it → the same form as the server has it now
let hasSignal = false;
let fails = 0;
let asking; // a question that is under way
let askAgain = false;
let fresh = false; // ask for the parts whatever their version: own things changed
let timer;
let left = false; // the session is over for this person

const version = () => tag.split("-")[0];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

// --- Asking ------------------------------------------------------------------------------------------------------

function plan(wait = hasSignal ? POLL_WITH_SIGNAL : POLL) {
  clearTimeout(timer);
  if (!left) timer = setTimeout(ask, wait);
}

// One question at a time; asked for meanwhile, it is asked once more when the first is answered.
async function ask() {
  if (left) return;
  if (asking) {
    askAgain = true;
    return asking;
  }
  clearTimeout(timer);
  asking = askOnce();
  await asking;
  asking = undefined;
  if (askAgain) {
    askAgain = false;
    return ask();
  }
  plan(fails ? Math.min(500 * 2 ** fails, 4000) : undefined);
}

async function askOnce() {
  const known = fresh ? "" : tag;
  fresh = false;
  try {
    const answer = await fetch(words.partUrl, {
      headers: { "If-None-Match": `"${known}"`, "X-Room": token, "X-Requested-With": "fetch" },
      cache: "no-store",
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout?.(8000),
    });
    clock.heard(answer);
    const seat = answer.headers.get("X-Seat");
    if (seat && words.seat && seat !== words.seat) return leave(); // somebody else signed in here
    takeCsrf(answer.headers.get("X-Csrf"));
    token = answer.headers.get("X-Room") || token;
    signalUrl = answer.headers.get("X-Signal") || signalUrl;
    if (answer.status === 200) put(await answer.text());
    else if (answer.type === "opaqueredirect" || [401, 403, 404, 410].includes(answer.status)) return leave();
    else if (answer.status !== 304) throw new Error(answer.status);
    if (fails) tellOff();
    fails = 0;
  } catch {
    fails += 1;
    if (fails === 2) tell(words.offline, [], true);
  }
}

// Who signed in again has another one, and the page they write on goes on.
function takeCsrf(value) {
  if (!value) return;
  words.csrf = value;
  for (const field of room.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = value;
}

async function here() {
  if (!words.hereUrl) return;
  try {
    const answer = await post(words.hereUrl, "", { "X-Room": token });
    if (answer.ok && (await answer.json()).tag !== tag) ask();
  } catch {
    // the next question tells that the connection is gone
  }
}

function post(url, body, more = {}) {
  return fetch(url, {
    method: "POST",
    body,
    headers: {
      Accept: "application/json",
      "Content-Type": "application/x-www-form-urlencoded",
      "X-CSRFToken": words.csrf,
      "X-Seat": words.seat, // nothing of this page is from whoever sits here by now
      ...more,
    },
    credentials: "same-origin",
    redirect: "manual",
    signal: AbortSignal.timeout?.(10000),
  });
}

function listen() {
  if (!signalUrl || typeof EventSource === "undefined") return;
  const source = new EventSource(signalUrl);
  source.addEventListener("open", () => {
    hasSignal = true;
    ask(); // whatever was said while nobody listened
  });
  source.addEventListener("version", (event) => event.data !== tag && ask());
  source.addEventListener("error", () => {
    hasSignal = false;
    plan(0);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 4000);
  });
}

// --- Putting in what is new ----------------------------------------------------------------------------------------

function put(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-parts]");
  if (!fresh) return leave(); // the way in, or an error page
  tag = parts().dataset.tag = fresh.dataset.tag;
  facts = JSON.parse(fresh.dataset.facts);
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const name = part.dataset.part;
    const html = part.innerHTML;
    const old = parts().querySelector(`[data-part="${name}"]`);
    if (old && shown.get(name) !== html) replace(old, part);
    shown.set(name, html);
  }
  guard.show();
  const heading = document.querySelector("h1");
  document.title = document.title.replace(/^[^·]*/, `${heading?.textContent.trim() || ""} `);
  tick();
}

// A form that somebody is in, or typed in, is never touched: its words, its caret and what it is about stay. The rest of
// the part around it is new.
function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : undefined;
  const label = focused?.textContent;
  const open = [...old.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
  const held = new Map();
  for (const form of old.querySelectorAll("form[data-keep]")) {
    if (!isDirty(form) && !isIn(form)) continue;
    const twin = fresh.querySelector(`form[data-keep="${CSS.escape(form.dataset.keep)}"]`);
    if (twin) held.set(form, twin);
    else if (form.matches("[data-pad]") && isDirty(form)) save(form);
    else if (!form.busy) spare(unsent(form));
  }
  for (const [form, twin] of held) {
    twins.set(form, twin);
    goAlong(form);
  }
  swap(old, fresh, held);
  for (const summary of old.querySelectorAll("details > summary")) {
    if (open.includes(summary.textContent)) summary.parentElement.open = true;
  }
  const csrf = old.querySelector("[data-csrf-field]");
  if (csrf) csrf.value = words.csrf;
  const pad = old.querySelector("[data-pad]");
  if (pad && padVersion > Number(pad.elements.version.value)) pad.elements.version.value = padVersion;
  if (focused && !old.contains(focused)) refocus(old, focused, label);
}

// The children of one element by those of another, around the held forms, which do not leave the page for a moment.
function swap(old, fresh, held) {
  const pairs = [...held];
  const stay = [...old.children].filter((child) => pairs.some(([form]) => child.contains(form)));
  const places = stay.map((child) => {
    const twins = pairs.filter(([form]) => child.contains(form)).map(([, twin]) => twin);
    return [...fresh.children].find((each) => twins.some((twin) => each.contains(twin)));
  });
  for (const child of [...old.childNodes]) if (!stay.includes(child)) child.remove();
  let next = 0;
  for (const child of [...fresh.childNodes]) {
    const place = places.indexOf(child);
    if (place < 0) old.insertBefore(child, stay[next] ?? null);
    else {
      next = place + 1;
      if (!held.has(stay[place])) swap(stay[place], child, held);
    }
  }
}

// A form without words goes along with what the page is about now, also when its words were sent or taken out later.
// Words stay where they were meant; the form says where that is, and offers to put them where the group is now.
function goAlong(form) {
  if (!twins.has(form)) return;
  if (!unsent(form).length) aim(form);
  const other = form.querySelector("[data-aim]");
  const now = twins.get(form).querySelector("[data-aim]");
  if (!other || !now) return;
  other.hidden = other.value === now.value;
  other.textContent = now.textContent;
}

function aim(form) {
  const twin = twins.get(form);
  for (const field of form.querySelectorAll("input[type=hidden]")) {
    const now = twin.elements.namedItem(field.name);
    if (now && field.name !== "version") field.value = now.value;
  }
  delete form.dataset.basedOn;
  const about = twin.querySelector("[data-about]");
  if (!about) return;
  form.querySelector("[data-about]").replaceChildren(...about.cloneNode(true).childNodes);
  form.querySelector("[data-aim]").value = twin.querySelector("[data-aim]").value;
}

const isText = (field) => field.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])");
const isIn = (form) => form.contains(document.activeElement) && isText(document.activeElement);
const isBox = (field) => field.matches("textarea, select, input:not([type=hidden])");
const isDirty = (form) => [...form.elements].some((field) => isBox(field) && isTyped(field));
const unsent = (form) =>
  [...form.elements].filter((field) => isText(field) && isTyped(field)).map((field) => field.value.trim()).filter(Boolean);

const unsentHere = () => [...room.querySelectorAll("form[data-keep]")].flatMap(unsent);

// The form is gone from the page, its words are not.
const spare = (texts) => texts.length && tell(words.unsent, texts);

// The session closed, or this person is not in it any more. Not before they took their words.
function leave() {
  spare(unsentHere());
  if (!kept.length && room.dispatchEvent(new Event("leave", { cancelable: true }))) return location.reload();
  clearTimeout(timer);
  left = true;
}

const isTyped = (field) =>
  field.type === "radio" || field.type === "checkbox"
    ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT"
      ? ![...field.options].every((option) => option.selected === option.defaultSelected) &&
        !(field.selectedIndex === 0 && ![...field.options].some((option) => option.defaultSelected))
      : field.value !== field.defaultValue;

function refocus(part, focused, label) {
  const same = (focused.id && document.getElementById(focused.id)) ||
    [...part.querySelectorAll("button, summary, a")].find((each) => each.textContent === label);
  if (same) return same.focus({ preventScroll: true });
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

// --- Moves ---------------------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-reload]")) {
    event.preventDefault();
    here().then(ask);
  } else if (form.matches("[data-move]")) {
    event.preventDefault();
    move(form);
  } else if (form.matches("[data-pad]")) {
    event.preventDefault();
    save(form);
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-sound]")) clock.toggle(room);
  const form = event.target.closest("[data-aim]")?.form;
  if (form) {
    aim(form);
    goAlong(form);
    form.querySelector("input[type=text]").focus();
  }
  const link = event.target.closest("a[href]:not([target])");
  const pad = link && room.querySelector("[data-pad]");
  if (!pad || !isDirty(pad) || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  save(pad).then(() => location.assign(link.href));
});

addEventListener("beforeunload", (event) => {
  if (kept.length || (!left && unsentHere().length)) event.preventDefault();
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form");
  if (form?.matches("[data-move]")) {
    form.dataset.basedOn ??= version();
    goAlong(form);
  }
  if (form?.matches("[data-pad]")) {
    clearTimeout(form.saving);
    form.saving = setTimeout(() => save(form), SAVE);
  }
});

// Sent until the server has answered, with the same id: it counts once. `based_on` is what was on the screen.
async function move(form) {
  if (form.busy) return;
  form.busy = true;
  const guarded = guard.isGuarded(form);
  if (guarded) guard.busy();
  const fields = fieldsOf(form);
  const said = fields.toString();
  if (form.said !== said) Object.assign(form, { said, key: newId() }); // other words are another move
  fields.set("id", form.key);
  fields.set("based_on", form.dataset.basedOn ?? version());
  const answer = await send(form.action, fields.toString());
  form.busy = false;
  fresh = true;
  if (answer) {
    form.said = undefined;
    delete form.dataset.basedOn;
  }
  if (answer?.ok) await done(form, fields, answer);
  else await tellWhy(answer, form);
  if (answer?.status === 409 && form.elements.version) renew(form);
  if (left && !kept.length) location.reload();
  await ask();
  if (guarded) guard.rest();
}

// The newer version comes in its place. What was typed is told, and stays on the page.
function renew(form) {
  form.removeAttribute("data-keep");
  shown.clear();
  fresh = true;
}

async function tellWhy(answer, form) {
  const { message, typed } = (await answer?.json().catch(() => ({}))) || {};
  const own = unsent(form);
  if (left) return spare(own);
  tell(message || words.failed, own.length ? own : typed || []);
}

const fieldsOf = (form) =>
  new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));

async function send(url, body) {
  for (let count = 0; count < TRIES; count += 1) {
    try {
      const answer = await post(url, body);
      if (answer.type === "opaqueredirect") return leave();
      if (answer.status < 500) return answer;
    } catch {
      // no network, or a web process that is being started again
    }
    if (count === 1) tell(words.offline, [], true);
    await new Promise((go) => setTimeout(go, AGAIN));
  }
}

// What was sent is stored. What was typed since is not, and stays.
async function done(form, sent, answer) {
  settle(form, sent);
  if (form.elements.version) form.elements.version.value = (await answer.json()).version;
  const texts = [...sent.values()].map((text) => text.trim());
  kept = kept.filter((text) => !texts.includes(text));
  tellOff(true);
  if (!("again" in form.dataset)) return;
  const boxes = form.querySelectorAll("input[type=text], textarea");
  for (const box of boxes) {
    if (box.value === box.defaultValue) box.value = "";
    box.defaultValue = "";
  }
  const at = document.activeElement;
  if (!isText(at) && (at === document.body || form.contains(at))) boxes[0].focus(); // who went elsewhere stays there
  goAlong(form);
}

function settle(form, sent) {
  for (const field of [...form.elements].filter(isBox)) {
    const values = sent.getAll(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.defaultChecked = values.includes(field.value);
    else if (field.tagName === "SELECT") for (const each of field.options) each.defaultSelected = values.includes(each.value);
    else field.defaultValue = values[0] ?? field.value;
  }
}

// --- The own pad -----------------------------------------------------------------------------------------------------

let padVersion = 0;

async function save(form) {
  clearTimeout(form.saving);
  if (form.busy) {
    form.saving = setTimeout(() => save(form), SAVE);
    return;
  }
  form.busy = true;
  const sent = fieldsOf(form);
  const answer = await send(form.action, sent.toString());
  form.busy = false;
  if (answer?.ok) {
    settle(form, sent);
    tellOff();
    padVersion = (await answer.json()).version;
    form.elements.version.value = padVersion;
    form.querySelector("[data-pad-says]").textContent = words.saved;
  } else {
    await tellWhy(answer, form);
    if (answer?.status !== 409) return;
    renew(form);
    await ask();
  }
}

// --- Telling -----------------------------------------------------------------------------------------------------------

let kept = []; // what was typed and not sent, until it is, or until somebody puts it away

// Only what is news is read aloud: a screen reader would begin again with every word that was kept.
function tell(message, typed, soft = false) {
  const line = (name, textContent) => Object.assign(document.createElement(name), { textContent });
  kept.push(...typed.filter((text) => !kept.includes(text)));
  told.hidden = false;
  told.classList.toggle("is-soft", soft);
  close.hidden = soft && !kept.length;
  if (news.textContent !== message) news.textContent = message;
  quotes.replaceChildren(...kept.map((text) => line("blockquote", text)));
  if (kept.length) quotes.prepend(line("p", words.kept));
}

function hush() {
  told.hidden = true;
  news.textContent = ""; // the same again is news again
}

function putAway() {
  kept = [];
  hush();
  if (left) location.reload();
}

close.addEventListener("click", putAway);

// It goes well again. What was typed and not sent stays in sight.
function tellOff(whatever = fails) {
  if (!whatever && !told.classList.contains("is-soft")) return;
  if (kept.length) tell(words.unsent, []);
  else hush();
}

// One polite sentence per five seconds, whatever happened in them.
function say() {
  if (!says || facts === saidFacts) return;
  const lines = [];
  if (facts.phase !== saidFacts.phase) lines.push(fill(words.sayPhase, { phase: facts.phase }));
  if (facts.teller && facts.teller !== saidFacts.teller) lines.push(fill(words.sayTeller, { name: facts.teller }));
  for (const [level, count] of Object.entries(facts.notes)) {
    const more = count - (saidFacts.notes[level] || 0);
    if (more > 0) lines.push(fill(more === 1 ? words.sayNote : words.sayNotes, { count: more, level }));
  }
  if (!lines.length && facts.people !== saidFacts.people) lines.push(fill(words.sayPeople, { count: facts.people }));
  saidFacts = facts;
  if (lines.length) says.textContent = lines.join(" ");
}

const tick = () => clock.tick(room);

setInterval(tick, 1000);
setInterval(say, SAY);
setInterval(here, HERE);
addEventListener("online", () => ask());
document.addEventListener("visibilitychange", () => !document.hidden && here().then(ask));
room.classList.add("is-live");
tick();
here();
listen();
plan();
