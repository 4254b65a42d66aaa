// The clock of the room: what the server says it is, whatever the phone thinks. Shows what is left, marks the minute of
// a story, and rings softly when the time is over, for who asked for that.

const RING = "room-sound"; // in the browser of who leads: wants to hear it
const COARSE = 1500; // ms: an answer tells whole seconds; more apart than that is a clock that was put right

let ahead; // ms that the server is ahead of this device
let rung = ""; // the end that was rung for
let sound; // needs a click first

// Every answer says what time it is there, rounded down. The latest of what was heard is nearest.
export function heard(answer) {
  const there = Date.parse(answer.headers.get("Date") || "");
  if (Number.isNaN(there)) return;
  const now = there - Date.now();
  if (ahead === undefined || now > ahead || ahead - now > COARSE) ahead = now;
}

export const now = () => Date.now() + (ahead ?? 0);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function left(span, ms) {
  const { leftClock, leftMany, leftOne, over } = span.dataset;
  if (ms <= 0) return over;
  const seconds = Math.ceil(ms / 1000);
  if (leftClock) return fill(leftClock, { clock: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` });
  const minutes = Math.ceil(ms / 60000);
  return minutes > 1 ? fill(leftMany, { count: minutes }) : leftOne;
}

export function tick(room) {
  for (const line of room.querySelectorAll("[data-ends]")) {
    const ms = new Date(line.dataset.ends) - now();
    const span = line.querySelector("[data-left]");
    const text = left(span, ms);
    if (span.textContent !== text) span.textContent = text;
    if (ms > 0) rung = "";
    else if (rung !== line.dataset.ends) {
      if (ms > -3000) ring(); // not for who opens the page long after
      rung = line.dataset.ends;
    }
  }
  for (const steps of room.querySelectorAll("[data-began]")) {
    const since = (now() - new Date(steps.dataset.began)) / 1000;
    const current = [...steps.children].findLast((step) => step.dataset.from <= since) || steps.firstElementChild;
    for (const step of steps.children) {
      if (step === current) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
  }
  const button = room.querySelector("[data-sound]");
  if (!button) return;
  button.hidden = typeof AudioContext === "undefined";
  button.setAttribute("aria-pressed", String(wants()));
}

function wants() {
  try {
    return localStorage.getItem(RING) === "1";
  } catch {
    return false; // a browser that keeps nothing
  }
}

export function toggle(room) {
  try {
    localStorage.setItem(RING, wants() ? "0" : "1");
  } catch {
    return;
  }
  tick(room);
  if (wants()) ring(); // so this is what it sounds like
}

// One soft tone that dies away.
function ring() {
  if (!wants() || typeof AudioContext === "undefined") return;
  sound ??= new AudioContext();
  const tone = sound.createOscillator();
  const volume = sound.createGain();
  const at = sound.currentTime;
  tone.frequency.value = 528;
  volume.gain.setValueAtTime(0.0001, at);
  volume.gain.exponentialRampToValueAtTime(0.12, at + 0.05);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 1.6);
  tone.connect(volume).connect(sound.destination);
  tone.start(at);
  tone.stop(at + 1.7);
}

// Sound needs a click on the page: the first one anywhere wakes it.
function wake() {
  if (!wants() || typeof AudioContext === "undefined") return;
  sound ??= new AudioContext();
  sound.resume();
}

addEventListener("click", wake, { passive: true });
