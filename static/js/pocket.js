// What somebody writes without a network on their own device: locked away at once, and brought to the server as soon as there
// is one (docs/decisions/0154). Only in browsers where somebody said so.
//
// Locking needs no server: data-own on the page is the half of the lock that closes. The half that opens is with the
// session, so what is kept can be read by nobody when that has ended, and goes when the server says so: signed out,
// another session, or not one's own device any more.
//
//   keep(id, {page, fields, save, send}, form)   what stands in this form: the page where it was written, save: address
//                                                and fields for what is not finished, send: the same of a button that was
//                                                pressed, or nothing
//   drop(id)                                     it is at the server

const { own, writer, until } = document.body.dataset;
const says = document.querySelector("[data-offline]").dataset;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const TOO_SLOW = 10000; // ms
const TOO_SLOW_FILE = 180000; // ms: a photo of 10 MB on a slow line
const AGAIN = 4000; // ms before another try, longer each time
const MOST_PATIENT = 300000;
const ASKED = { "X-Pocket": "0" }; // a script does not see where a redirect leads: so the server says whether it is done
const DONE = 204;
const NOT_NOW = [401, 408, 425, 429]; // and all above 499: later it may go well
const NOT_THERE = [403, 404, 410]; // what is kept behind such an address is found by nobody
const REST = "rest"; // what goes with the fields, as the last of them
const OF_PAGE = ["csrfmiddlewaretoken"]; // goes stale; the token of the moment goes in a header
const WORDS = ["text", "textarea"]; // boxes in which somebody types
const list = document.querySelector("[data-list]");
const { subtle } = crypto;

// --- A lock of two halves ---------------------------------------------------------------------------------------------

export const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));

async function keyOf(mine, theirs, use) {
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  const whole = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode("werkplek") };
  return subtle.deriveKey(how, whole, { name: "AES-GCM", length: 256 }, false, [use]);
}

async function closed(fields, entry) {
  const theirs = await subtle.importKey("raw", bytes(localStorage.lock), CURVE, false, []);
  const mine = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const key = await keyOf(mine.privateKey, theirs, "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const packed = new Response(asForm([...fields, [REST, JSON.stringify(entry)]]));
  const type = packed.headers.get("Content-Type");
  const kept = await subtle.encrypt({ name: "AES-GCM", iv }, key, await packed.arrayBuffer());
  return { from: await subtle.exportKey("raw", mine.publicKey), iv, type, kept };
}

async function opened({ from, iv, type, kept }, opens) {
  const mine = await subtle.importKey("pkcs8", bytes(opens), CURVE, false, ["deriveBits"]);
  const theirs = await subtle.importKey("raw", from, CURVE, false, []);
  const key = await keyOf(mine, theirs, "decrypt");
  const packed = new Response(await subtle.decrypt({ name: "AES-GCM", iv }, key, kept), { headers: { "Content-Type": type } });
  const fields = [...(await packed.formData())];
  return { ...JSON.parse(fields.pop()[1]), fields };
}

// As a form goes over the line, so that a file is in it as it is.
function asForm(fields) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const filesOf = (fields) => fields.map(([, value]) => value).filter((value) => value instanceof File);

// --- Where it lies ------------------------------------------------------------------------------------------------------

let store;

function open() {
  store ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("werkplek", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return store;
}

async function inStore(mode, ask) {
  const work = (await open()).transaction("kept", mode, { durability: "strict" });
  const asked = ask(work.objectStore("kept"));
  return new Promise((resolve, reject) => {
    work.oncomplete = () => resolve(asked.result);
    work.onabort = () => reject(work.error);
  });
}

// A page that still has the words in its boxes brings them itself; when it is closed this ends by itself.
const held = new Map();

function hold(id) {
  if (held.has(id)) return;
  let letGo;
  const closing = new Promise((resolve) => { letGo = resolve; });
  const over = navigator.locks.request(id, () => closing);
  held.set(id, () => {
    letGo();
    return over;
  });
}

// The session that opens may be over before there is a network again.
export const canKeep = () => Boolean(subtle && localStorage.lock) && !(Date.now() > localStorage.until);

export async function keep(id, { fields: all, ...entry }, form) {
  if (!canKeep() || (own && localStorage.lock !== own)) return false;
  hold(id);
  const words = [...form.elements].filter(({ type, value }) => WORDS.includes(type) && value).map(({ value }) => value);
  const fields = all.filter(([name]) => !OF_PAGE.includes(name));
  const row = { id, at: Date.now(), ...(await closed(fields, { ...entry, words })) };
  if (!held.has(id)) return false; // the server has it by now
  await inStore("readwrite", (rows) => rows.put(row));
  await count();
  return true;
}

export async function drop(id) {
  const letGo = held.get(id);
  held.delete(id);
  await inStore("readwrite", (rows) => rows.delete(id));
  await letGo?.();
  await count();
}

// The page has no more to do with it.
export async function leave(id) {
  await held.get(id)?.();
  held.delete(id);
  return sync();
}

// Its writer, and nobody else, hears of words that nothing opens any more.
async function empty(isTheirs) {
  const lost = await inStore("readonly", (rows) => rows.count());
  await inStore("readwrite", (rows) => rows.clear());
  for (const name of ["lock", "writer", "until"]) localStorage.removeItem(name);
  if (lost && isTheirs) tell("lost");
}

// This is nobody's own device: it keeps no page of ours either.
async function forget(isTheirs) {
  await empty(isTheirs);
  for (const one of (await navigator.serviceWorker?.getRegistrations()) ?? []) await one.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

// --- Bringing it ---------------------------------------------------------------------------------------------------------

const ask = (url, options) =>
  fetch(url, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(TOO_SLOW), ...options }).catch(() => {});

// The half that opens, and the token; nothing when there is no network, and nothing any more when this is not theirs now.
async function key() {
  const answer = await ask(says.lock, { headers: { Accept: "application/json", ...ASKED } });
  const given = answer?.ok ? await answer.json().catch(() => {}) : undefined;
  if (given?.opens && given.closes === localStorage.lock) return given;
  if (given || answer?.status === 401) await forget(!given || given.writer === localStorage.writer);
  return undefined;
}

const isLater = (answer) => !answer || answer.status > 499 || NOT_NOW.includes(answer.status);

// Where it is now: "sent", "kept" and where, "stuck", or nothing: not now. What its writer sent is sent; what cannot be,
// and what was not finished, is kept where its form keeps it, beside what was written in that form since. Of a page that
// opens no more it stays here.
async function bring({ page, fields, save, send }, { id, at }, token) {
  const patience = filesOf(fields).length ? TOO_SLOW_FILE : TOO_SLOW;
  const age = Math.max(0, Date.now() - at);
  const post = (url, more, headers) =>
    ask(url, {
      method: "POST",
      body: asForm([...fields, ...more]),
      headers: { "X-CSRFToken": token, "X-Pocket": age, ...headers },
      signal: AbortSignal.timeout(patience),
    });
  const isDraft = save[0] === says.drafts;
  if (send || isDraft) {
    const answer = await (send ? post(...send) : ask(page));
    if (isLater(answer)) return [];
    if (answer.status === DONE) return ["sent"];
    if (NOT_THERE.includes(answer.status)) return ["stuck", says.page];
  }
  const late = isDraft ? [["draft_age", age], ["draft_else", id]] : [];
  const answer = await post(save[0], [...save[1], ...late], { "X-Autosave": "1", Accept: "application/json" });
  if (isLater(answer)) return [];
  if (!answer.ok) return ["stuck", says.page];
  const said = await answer.json().catch(() => {}); // of somebody else's network, perhaps
  return said ? ["kept", said.url || page] : [];
}

let timer;
let patience = AGAIN;

async function bringAll() {
  clearTimeout(timer);
  const ids = await inStore("readonly", (rows) => rows.getAllKeys());
  const isAsked = ids.length || (!writer && localStorage.lock); // signed out, perhaps: then nothing is written any more with this lock
  const given = isAsked && navigator.onLine ? await key() : undefined;
  let again = false; // a page that has just been closed, or a server that could not
  for (const id of given ? ids : []) {
    await navigator.locks.request(id, { ifAvailable: true }, async (isFree) => {
      again ||= !isFree && !held.has(id);
      const row = isFree && (await inStore("readonly", (rows) => rows.get(id)));
      if (!row) return; // its own page has it, or brought it just now
      const entry = await opened(row, given.opens).catch(() => {});
      const waits = row.isStuck && !list; // until its writer looks
      const [what, where] = !entry ? [] : waits ? ["stuck", says.page] : await bring(entry, row, given.token);
      if (!entry || what === "sent" || what === "kept") await inStore("readwrite", (kept) => kept.delete(id));
      if (what === "stuck") await inStore("readwrite", (kept) => kept.put({ ...row, isStuck: true }));
      again ||= entry && !what;
      if (what) tell(what, where, row, entry);
    });
  }
  if (again) timer = setTimeout(sync, patience);
  patience = again ? Math.min(patience * 2, MOST_PATIENT) : AGAIN;
  await count();
}

export const sync = () => navigator.locks.request("pocket", bringAll);

// --- Saying it -----------------------------------------------------------------------------------------------------------

let left = 0;

async function count() {
  left = await inStore("readonly", (rows) => rows.count());
  for (const place of document.querySelectorAll("[data-left]")) {
    place.hidden = !left;
    place.querySelector("p").textContent = (left === 1 ? place.dataset.one : place.dataset.more).replace("{count}", left);
  }
}

function tell(what, where, row, entry) {
  if (what === "stuck" && list) return show(list, row, entry);
  const note = Object.assign(document.createElement("div"), { className: "note" });
  const words = Object.assign(document.createElement("p"), { textContent: `${says[what]} ` });
  note.append(words);
  if (where) words.append(Object.assign(document.createElement("a"), { href: where, textContent: says.look }));
  const told = document.querySelector(".told");
  if (![...told.children].some((one) => one.textContent === note.textContent)) told.append(note);
  return undefined;
}

// What the server does not take, in full: its writer takes the words along, or throws them away.
function show(list, { id }, { page, fields, words }) {
  if (list.querySelector(`[data-id="${id}"]`)) return;
  const one = document.createRange().createContextualFragment(list.dataset.list).firstElementChild;
  one.dataset.id = id;
  one.querySelector("textarea").value = words.join("\n\n");
  one.querySelector("a").href = page;
  for (const file of filesOf(fields)) {
    const facts = { href: URL.createObjectURL(file), download: file.name, textContent: file.name };
    const place = document.createElement("p");
    place.append(Object.assign(document.createElement("a"), facts));
    one.querySelector("label").after(place);
  }
  one.querySelector("button").addEventListener("click", async () => {
    await drop(id);
    one.remove();
  });
  list.append(one);
}

// Some buttons wipe it: its writer reads that first, also of what another page kept a moment ago.
let isRead = false;

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  const place = form.querySelector("[data-left]");
  const isOut = form.getAttribute("action") === says.out;
  if (isRead || !(isOut || button?.matches("[data-empties]")) || place?.hidden === false) return;
  event.preventDefault();
  await count().catch(() => {});
  if (!left) {
    isRead = true;
    form.requestSubmit(button);
  } else if (place) place.focus();
  else location.assign(says.out);
});

// --- When a page comes ---------------------------------------------------------------------------------------------------

async function begin() {
  const isTheirs = localStorage.writer === writer;
  if (own && localStorage.lock !== own) await empty(isTheirs);
  else if (!own && writer) await forget(isTheirs);
  if (own) Object.assign(localStorage, { lock: own, writer, until });
  if (own) navigator.serviceWorker?.register(`${says.worker}?language=${document.documentElement.lang}`).catch(() => {});
  await sync();
}

if (subtle) {
  begin().catch((error) => {
    if (error.name !== "InvalidStateError") throw error; // signing out has closed the store under a page that goes
  });
  addEventListener("online", () => {
    patience = AGAIN;
    sync();
  });
}
