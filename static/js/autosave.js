// Keeps what somebody types in every form with a box of more than a line, at most five seconds behind, and never says
// "bewaard" before the server did (docs/decisions/0149).
//
//   <form method="post">                              kept at data-drafts until it is sent (accounts/views/drafts.py)
//   <form method="post" data-autosave="/address/">    kept by its own page; components/saved.html shows how it stands
//   <form data-plain>, and the forms of a live room   not kept here
//
// A save carries the header X-Autosave: 1. It expects 200 {"version": 4, "saved_at": "14:03", "url": new address of the
// form, or ""}; 409 and a piece of HTML, or nothing, when somebody was ahead; 422 when it cannot be stored. A button
// saves first and sends then: what cannot be saved now is not sent into nothing, but waits on the page until it can.
// Nothing is kept in the browser: others use it too. On somebody's own device what cannot be saved waits in pocket.js.

const SOON = 500; // ms of rest, before it is kept on an own device
const WAIT = 3500; // ms after the first change; with a slow answer still within five seconds
const AGAIN = 5000; // ms before another try after a failure, longer each time
const MOST_PATIENT = 60000;
const TOO_SLOW = 10000; // ms for one save
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse more in a request that outlives its page
const LARGEST = 1900000; // bytes; the server does not read a form that is larger (settings.py), so it cannot give it back
const OURS = ["version", "csrfmiddlewaretoken", "once", "draft"]; // no change by the writer
const NOT_NOW = [408, 425, 429]; // and all above 499: later it may go well

const banner = document.querySelector("[data-offline]");
const page = { ...banner.dataset, ...document.body.dataset };
const pocket = page.own ? import("./pocket.js") : undefined;

// The answer, or nothing without a network and when it takes too long.
async function ask(url, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TOO_SLOW);
  try {
    return await fetch(url, {
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: stop.signal,
      ...options,
      headers: { Accept: "application/json", ...options.headers },
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

const isShut = (answer) => answer.type === "opaqueredirect" || [401, 403].includes(answer.status);

// Why nothing is taken from this page now: nothing when only its token was old, which is new then. Who needs no account
// is not signed out; the page that refuses gives their words back, with a token that is good.
async function reasonToRefuse() {
  if (!page.writer) return "refused";
  const answer = await ask(page.drafts);
  if (!answer) return noAnswer();
  if (!answer.ok) return isShut(answer) ? "signedOut" : "failed";
  const { writer, token } = await answer.json();
  if (writer !== page.writer) return "other";
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  return "";
}

// What a form is answered, or why there is no answer. With a new token it is sent once more.
async function post(url, body, options = {}) {
  let answer = await ask(url, { method: "POST", body: body(), ...options });
  if (answer && isShut(answer)) {
    const why = await reasonToRefuse();
    if (why) return { why };
    answer = await ask(url, { method: "POST", body: body(), ...options });
  }
  return answer ? { answer } : { why: noAnswer() };
}

const noAnswer = () => (navigator.onLine ? "failed" : "offline");

class Autosave {
  constructor(form) {
    this.form = form;
    this.hasOwn = "autosave" in form.dataset;
    this.line = form.querySelector("[data-saved]");
    this.kept = this.snapshot();
    this.safe = true;
    this.patience = AGAIN;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => (document.hidden ? this.save() : this.retry()));
    addEventListener("pagehide", () => {
      if (!this.safe) this.keepHere();
      this.save();
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.leaving = false;
    });
    addEventListener("online", () => this.retry());
    addEventListener("focus", () => this.retry());
    addEventListener("beforeunload", (event) => !this.safe && !this.isHere && !this.leaving && event.preventDefault());
    if (!this.hasOwn) this.beginning = this.begin();
    if (this.isTypedIn()) {
      this.kept = undefined;
      this.changed();
    }
  }

  addLine(html) {
    this.line = document.createRange().createContextualFragment(html).firstElementChild;
    const buttons = [...this.form.querySelectorAll(".actions")].pop();
    if (buttons) buttons.before(this.line);
    else this.form.append(this.line);
  }

  // --- What was typed before ------------------------------------------------------------------------------------

  async begin() {
    const { pathname, search } = new URL(this.form.action);
    this.which = { draft_address: pathname + search, draft_form: this.name() };
    const { draft_address: address, draft_form: form } = this.which;
    const answer = await ask(`${page.drafts}?${new URLSearchParams({ address, form })}`);
    if (!answer?.ok) return;
    const { writer, key, draft, line } = await answer.json();
    if (writer !== page.writer) return;
    if (!this.line) this.addLine(line);
    const isNewer = "answer" in page; // what stands in the boxes was sent a moment ago
    this.key(draft && (isNewer || !this.isTypedIn()) ? draft.key : key);
    if (draft && !isNewer && !this.isTypedIn()) this.putBack(draft);
  }

  // What tells this form from another at the same address: its boxes and what it is about.
  name() {
    const telling = [...this.form.elements].filter(({ type, name }) => type === "textarea" || type === "hidden" && !OURS.includes(name));
    return telling.map(({ type, name, value }) => (type === "hidden" ? `${name}=${value}` : name)).join(" ").slice(0, 500);
  }

  key(key) {
    if (this.form.elements.draft) return;
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "draft", value: key }));
  }

  putBack({ fields, saved_at: time, more }) {
    const typed = new Map();
    for (const [name, value] of fields) typed.set(name, [...(typed.get(name) ?? []), value]);
    for (const field of this.form.elements) {
      const values = typed.get(field.name) ?? [];
      if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
      else if (field.type === "select-multiple") for (const one of field.options) one.selected = values.includes(one.value);
      else if (values.length && (field.type !== "hidden" || field.name === "version")) field.value = values.shift();
    }
    this.kept = this.snapshot();
    for (const box of this.form.querySelectorAll("textarea")) {
      box.dispatchEvent(new Event("input", { bubbles: true }));
      toTheEnd(box);
    }
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "linklike", textContent: this.line.dataset.drop });
    drop.addEventListener("click", () => this.drop());
    this.say("done", more ? "putBackMore" : "putBack", { time }, drop);
  }

  async drop() {
    const { answer } = await post(page.drafts, () => new URLSearchParams([...this.fields(), ["draft_dropped", "1"]]));
    if (!answer?.ok) return;
    this.leaving = true;
    location.reload();
  }

  // --- Saving -----------------------------------------------------------------------------------------------------

  // On a slow line somebody types before this script is there.
  isTypedIn() {
    return [...this.form.elements].some(({ type, value, defaultValue = value, checked, defaultChecked }) =>
      ["radio", "checkbox"].includes(type) ? checked !== defaultChecked : type !== "hidden" && value !== defaultValue,
    );
  }

  fields() {
    return [...new FormData(this.form)].filter(([, value]) => typeof value === "string");
  }

  snapshot() {
    return new URLSearchParams(this.fields().filter(([name]) => !OURS.includes(name))).toString();
  }

  changed() {
    if (this.snapshot() === this.kept) return;
    if (!this.safe) {
      this.held = undefined; // who types on sends it when it is ready
      this.isHere = this.turn = false;
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.keepHere(), SOON);
    }
    if (!this.stopped) this.timer ??= setTimeout(() => this.save(), WAIT);
  }

  retry() {
    this.patience = AGAIN;
    if (!this.safe) this.save();
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.stopped || this.leaving || this.busy || this.snapshot() === this.kept) return this.busy;
    this.busy = this.send();
    await this.busy;
    this.busy = undefined;
    if (this.stopped || this.leaving || this.snapshot() === this.kept) return;
    this.timer ??= setTimeout(() => this.save(), this.safe ? WAIT : this.patience);
  }

  async send() {
    if (!this.hasOwn && !this.form.elements.draft) {
      await this.beginning;
      if (!this.form.elements.draft) await this.begin();
      if (!this.form.elements.draft) return this.fail((await reasonToRefuse()) || "failed");
    }
    const now = this.snapshot();
    const body = () => new URLSearchParams([...this.fields(), ...Object.entries(this.hasOwn ? {} : this.which)]);
    if (body().toString().length > LARGEST) return this.fail("tooLarge");
    const { answer, why } = await post(this.hasOwn ? this.form.dataset.autosave || this.form.action : page.drafts, body, {
      headers: { "X-Autosave": "1" },
      keepalive: body().toString().length < KEEPALIVE_LIMIT,
    });
    if (why) this.fail(why);
    else if (answer.ok) this.done(now, await answer.json());
    else if (answer.status === 409) await this.clash(answer);
    else this.fail(answer.status > 499 || NOT_NOW.includes(answer.status) ? "failed" : "refused");
  }

  done(now, { version, saved_at: time, url }) {
    this.kept = now;
    this.safe = true;
    this.patience = AGAIN;
    if (this.form.elements.version && version !== undefined) this.form.elements.version.value = version;
    if (url && url !== this.form.dataset.autosave) {
      this.form.dataset.autosave = this.form.action = url;
      history.replaceState(history.state, "", url); // a reload, or the way back, finds what was typed
    }
    this.say("done", this.hasOwn ? "done" : "drafted", { time });
    this.leaveHere();
    if (this.held) this.go();
  }

  fail(why) {
    this.safe = false;
    this.patience = Math.min(this.patience * 1.5, MOST_PATIENT);
    if (this.held && why === "refused") return this.go(); // the page that answers says why, with the words on it
    if (why === "tooLarge") this.held = undefined;
    const isHeld = this.held && why !== "other";
    const isLater = ["offline", "failed"].includes(why);
    const what = isLater && this.isHere ? "here" : why;
    this.say("failed", what, { isHeld }, why === "signedOut" && this.line ? wayIn(this.line.dataset) : "");
    if (isLater && !this.isHere) this.keepHere();
  }

  // On somebody's own device it waits there too, also when this page is closed.
  async keepHere() {
    clearTimeout(this.soon);
    if (!pocket || !crypto.subtle || this.stopped) return; // there is no lock without https
    if (!this.hasOwn) this.key(crypto.randomUUID());
    this.waiting ??= crypto.randomUUID();
    const { button } = this.held ?? {};
    const entry = {
      page: location.pathname + location.search,
      fields: this.fields(),
      save: [this.hasOwn ? this.form.dataset.autosave || this.form.action : page.drafts, Object.entries(this.hasOwn ? {} : this.which)],
      send: this.held && [this.form.action, button?.name ? [[button.name, button.value]] : []],
    };
    const { keep } = await pocket;
    this.turn = entry;
    const isKept = await keep(this.waiting, entry, this.form).catch(() => false);
    if (entry !== this.turn) return; // what stands there now is kept by the next
    this.isHere = isKept;
    if (this.isHere && !this.safe) this.say("failed", "here", { isHeld: Boolean(this.held) });
  }

  // The server has it, or answers with it on the page.
  async leaveHere() {
    clearTimeout(this.soon);
    const id = this.waiting;
    this.waiting = undefined; // what is typed from now on is another text
    this.isHere = this.turn = false;
    if (id) (await pocket).drop(id);
  }

  // Somebody, or you on another device, was ahead: stop saving over it and show what the server says.
  async clash(answer) {
    this.stopped = true;
    this.safe = false;
    const text = await answer.text();
    this.say("failed", "clash", {}, document.createRange().createContextualFragment(text));
    if (this.held) this.go();
  }

  // --- Sending ----------------------------------------------------------------------------------------------------

  submit(event) {
    clearTimeout(this.timer);
    this.timer = undefined;
    const isKept = this.safe && !this.busy && this.snapshot() === this.kept;
    if (this.sure || (navigator.onLine && (isKept || this.stopped))) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    if (!this.stopped) this.hold(event.submitter);
    else if (this.line) this.say("failed", "offline", { isHeld: true }, ...this.line.querySelector("[data-saved-more]").childNodes);
  }

  // Saved first: then the newest version goes, and the words are safe whatever becomes of what is sent.
  async hold(button) {
    this.held = { button };
    this.isHere = this.turn = false;
    this.say("", "busy");
    await this.busy;
    if (!this.held || this.leaving) return;
    this.kept = undefined;
    await this.save();
  }

  go() {
    const { button } = this.held;
    this.leaveHere();
    this.held = undefined;
    this.sure = true;
    this.form.requestSubmit(button);
    this.sure = false;
  }

  // Without a network from the start there is no line: then the banner tells that the text is only here.
  say(kind, what, { time = "", isHeld = false } = {}, ...more) {
    if (kind === "failed" && !this.line) banner.hidden = false;
    if (!this.line) return;
    const said = this.line.dataset;
    const words = `${isHeld ? `${said.notSent} ` : ""}${said[what].replace("{time}", time)}`;
    this.line.classList.toggle("saved--done", kind === "done");
    this.line.classList.toggle("saved--failed", kind === "failed");
    const place = this.line.querySelector("[data-saved-words]");
    if (place.textContent !== words) place.textContent = words;
    this.line.querySelector("[data-saved-more]").replaceChildren(...more);
  }
}

// Signing in beside the text, which stays where it is.
function wayIn({ signIn: href, signInHere: textContent }) {
  const link = Object.assign(document.createElement("a"), { href, target: "_blank", textContent });
  link.addEventListener("click", (event) => {
    if (window.open(href, "sign-in", "popup,width=480,height=720")) event.preventDefault();
  });
  return link;
}

function toTheEnd(box) {
  if (box.matches(":focus, [autofocus]") && !box.selectionEnd) box.setSelectionRange(box.value.length, box.value.length);
}

const isOurs = (form) =>
  "autosave" in form.dataset ||
  (page.writer && form.method === "post" && form.querySelector("textarea:not([readonly])") &&
    !form.matches("[data-plain], [data-move], [data-pad]"));

for (const form of document.forms) if (isOurs(form)) new Autosave(form);
for (const box of document.querySelectorAll("textarea[autofocus]")) toTheEnd(box);
