// Saves a form while you type, at most five seconds behind, and never says "bewaard" before the server did.
//
//   <form method="post" data-autosave="/address/"> with components/saved.html and input[name=version] inside.
//
// Sends the form with the header X-Autosave: 1. Expects 200 {"version": 4, "saved_at": "14:03", "url": new address
// of the form, or ""}; 409 and a piece of HTML, or nothing, when somebody was ahead of you; 422 when it cannot be stored; a
// redirect, 401 or 403 when you are signed out. Whatever happens, what you typed stays where it is.

const WAIT = 3500; // ms after the first change; with a slow answer still within five seconds
const AGAIN = 5000; // ms before another try after a failure
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse more in a request that outlives its page

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-saved]");
    this.words = form.querySelector("[data-saved-words]");
    this.more = form.querySelector("[data-saved-more]");
    this.kept = this.snapshot();
    this.safe = true;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save());
    addEventListener("pagehide", () => this.save());
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.leaving = false;
    });
    addEventListener("online", () => this.save());
    addEventListener("beforeunload", (event) => !this.safe && !this.leaving && event.preventDefault());
    if (this.typedBefore()) {
      this.kept = undefined;
      this.changed();
    }
  }

  // On a slow line somebody types before this script is there.
  typedBefore() {
    return [...this.form.elements].some(
      ({ value, defaultValue = value, checked, defaultChecked = checked }) =>
        value !== defaultValue || checked !== defaultChecked,
    );
  }

  // What counts as a change: everything but the version, which the server changes itself.
  snapshot() {
    const data = new FormData(this.form);
    data.delete("version");
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
  }

  changed() {
    if (!this.stopped) this.timer ??= setTimeout(() => this.save(), WAIT);
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const now = this.snapshot();
    if (this.stopped || this.leaving || this.busy || now === this.kept) return this.busy;
    this.busy = this.send(now);
    await this.busy;
    this.busy = undefined;
    if (!this.stopped && this.snapshot() !== this.kept) {
      this.timer ??= setTimeout(() => this.save(), this.safe ? WAIT : AGAIN);
    }
  }

  async send(now) {
    const version = this.form.elements.version?.value;
    const body = version === undefined ? now : `${now}&version=${encodeURIComponent(version)}`;
    try {
      const answer = await fetch(this.form.dataset.autosave || this.form.action, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { "X-Autosave": "1", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: body.length < KEEPALIVE_LIMIT,
      });
      if (answer.ok) this.done(now, await answer.json());
      else if (answer.status === 409) await this.clash(answer);
      else if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) this.fail("signedOut");
      else this.fail("failed");
    } catch {
      this.fail("failed");
    }
  }

  done(now, { version, saved_at: time, url }) {
    this.kept = now;
    this.safe = true;
    if (this.form.elements.version && version !== undefined) this.form.elements.version.value = version;
    if (url && url !== this.form.dataset.autosave) {
      this.form.dataset.autosave = this.form.action = url;
      history.replaceState(history.state, "", url); // a reload finds what was typed
    }
    this.say("done", this.state?.dataset.done.replace("{time}", time));
  }

  fail(why) {
    this.safe = false;
    this.say("failed", this.state?.dataset[why]);
  }

  // Somebody, or you on another device, was ahead: stop saving over it and show what the server says.
  async clash(answer) {
    this.stopped = true;
    this.safe = false;
    const text = await answer.text();
    this.say("failed", this.state?.dataset.clash);
    this.more?.replaceChildren(document.createRange().createContextualFragment(text));
  }

  // The version must be the newest when the form goes: wait for the save that is under way.
  submit(event) {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.busy) {
      event.preventDefault();
      const button = event.submitter;
      this.busy.then(() => this.form.requestSubmit(button));
      return;
    }
    this.leaving = true;
  }

  say(kind, words = "") {
    this.state?.classList.toggle("saved--done", kind === "done");
    this.state?.classList.toggle("saved--failed", kind === "failed");
    if (this.words && this.words.textContent !== words) this.words.textContent = words;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
