// What every page may need; the rest is fetched only by pages that have the thing it is about.
import "./theme.js";

const has = (selector) => !!document.querySelector(selector);
const isKeeping = () => {
  try {
    return "lock" in localStorage; // pocket.js
  } catch {
    return false;
  }
};

if (has("form:not([data-plain]) textarea:not([readonly]), form[data-autosave]")) import("./autosave.js");
if (has("[data-own]") || isKeeping()) import("./pocket.js");
if (has("[data-whole]")) import("./whole.js");
if (has("[data-longest], [data-room]")) import("./limits.js");
if (has("[data-stems]")) import("./chips.js");
if (has("[data-watch]")) import("./sensitive.js");
if (has("[data-largest]")) import("./files.js");
if (has("[data-print]")) import("./print.js");
if (has("[data-keys]")) import("./row.js");
if (has("textarea") && !CSS.supports("field-sizing", "content")) import("./grow.js");

// An open menu closes with Escape and when you look elsewhere.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && document.querySelector("[data-menu][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
for (const kind of ["click", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

// What went wrong is read first.
document.querySelector(".errors")?.focus();

const offline = document.querySelector("[data-offline]");
const tell = () => {
  if (offline) offline.hidden = navigator.onLine || !has("textarea");
};
addEventListener("online", tell);
addEventListener("offline", tell);
tell();

// Signed in beside a text: back to it.
if (has("[data-back]")) close();
