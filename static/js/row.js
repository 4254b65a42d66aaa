// Keys to go through "Voor jou" (docs/decisions/0151). They stand on the page, do nothing while somebody types, and can
// be switched off: some people talk to their computer, and it types what they say (WCAG 2.1.4).
const SWITCH = "keys-off";
const help = document.querySelector("[data-keys-help]");
const button = help.querySelector("button");
const rows = [...document.querySelectorAll("[data-waits]")];

const isOff = () => localStorage.getItem(SWITCH) !== null;
const show = () => {
  help.hidden = false;
  button.textContent = isOff() ? button.dataset.keysOn : button.dataset.keysOff;
};
button.addEventListener("click", () => {
  if (isOff()) localStorage.removeItem(SWITCH);
  else localStorage.setItem(SWITCH, "");
  show();
});
show();

const answer = () =>
  document.querySelector("main [data-answer]") ??
  document.querySelector("main form textarea") ??
  document.querySelector("main .button--primary");

// Up or down the list from the line that has the focus; the first key finds the first line.
const step = (by) => {
  const at = rows.indexOf(document.activeElement);
  rows.at(at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1))?.focus();
};

const way = (key) => document.querySelector(`[data-key="${key}"]`)?.click();
const DO = {
  j: () => (rows.length ? step(1) : way("j")),
  k: () => (rows.length ? step(-1) : way("k")),
  a: () => answer()?.focus(),
  "/": () => document.querySelector("main input[type=search]")?.focus(),
  "?": () => {
    help.open = !help.open;
  },
};

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (isOff() || event.altKey || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    if (key === "Enter" && target.matches("main form textarea")) {
      event.preventDefault();
      target.form.requestSubmit(target.form.querySelector(".button--primary"));
    }
    return;
  }
  if (!Object.hasOwn(DO, key) || target.matches("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  DO[key]();
});
