// The screen on the wall: letters as large as fit, how many words are left over, and a short movement of what is new.
//
//   [data-fit] holds one or more [data-list]; the sizes are classes of it (wall.css), the largest first. Behind a list
//   stands a [data-more]. What has a [data-key] is known by it: room.js draws the whole part anew at every change.
//
// Without this script all is small, and what does not fit is not there.

const SIZES = ["is-large", "is-medium", "is-small"];
const room = document.querySelector("[data-room]");
const main = room.querySelector("[data-part=main]");
let scene;
let known;

const isCut = (list) =>
  [...list.querySelectorAll(".wall__words")].some(
    (words) => words.scrollHeight - words.clientHeight > parseFloat(getComputedStyle(words).fontSize) / 2,
  );

function out(list) {
  const box = list.getBoundingClientRect();
  return [...list.children].filter((item) => {
    const { right, bottom } = item.getBoundingClientRect();
    return right > box.right + 1 || bottom > box.bottom + 1;
  });
}

function fit(group) {
  const lists = [...group.querySelectorAll("[data-list]")];
  for (const item of group.querySelectorAll(".is-out")) item.classList.remove("is-out");
  for (const list of lists) list.nextElementSibling.hidden = true;
  for (const size of SIZES) {
    group.classList.remove(...SIZES, "is-tight");
    group.classList.add(size);
    if (!lists.some((list) => out(list).length || isCut(list))) return;
  }
  group.classList.toggle("is-tight", lists.some((list) => list.children.length && out(list).length > list.children.length - 2));
  for (const list of lists) leaveOut(list);
}

// The line that says how many takes room itself, so it is there before they are counted.
function leaveOut(list) {
  const more = list.nextElementSibling;
  const say = (count) => (more.textContent = room.dataset.more.replace("{count}", count));
  more.hidden = !out(list).length;
  if (more.hidden) return;
  say(0);
  const gone = out(list);
  say(gone.length);
  for (const item of gone) item.classList.add("is-out");
}

function look() {
  const now = main.querySelector("[data-scene]");
  const here = [...main.querySelectorAll("[data-key]")];
  if (known && now.dataset.scene !== scene) now.classList.add("is-new");
  else if (known) for (const item of here) if (!known.has(item.dataset.key)) item.classList.add("is-new");
  scene = now.dataset.scene;
  known = new Set(here.map((item) => item.dataset.key));
  main.querySelectorAll("[data-fit]").forEach(fit);
}

// The end is thanked for by the page itself. Whatever else comes instead of the wall is somebody's, and not for all to read.
room.addEventListener("leave", async (event) => {
  event.preventDefault();
  const answer = await fetch(location.href, { redirect: "manual" });
  if (answer.ok) location.reload();
  else room.replaceChildren(Object.assign(document.createElement("h1"), { textContent: room.dataset.gone }));
});

new MutationObserver(look).observe(main, { childList: true });
addEventListener("resize", look);
look();
