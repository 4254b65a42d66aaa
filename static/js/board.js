// The wall of an improvement track: asks every three seconds whether there is something new, and shows that. Without this
// script the page is as it was when it was opened.

const board = document.querySelector("[data-board]");
const EVERY = 3000;
let tag = board.dataset.tag;

async function look() {
  try {
    const headers = { "If-None-Match": `"${tag}"`, "X-Requested-With": "fetch" };
    const answer = await fetch(location.href, { headers, redirect: "manual" });
    if (answer.status === 200) {
      tag = answer.headers.get("ETag").replaceAll(/^W\/|"/g, "");
      board.innerHTML = await answer.text();
    } else if (answer.status !== 304 && answer.status < 500) {
      board.replaceChildren(Object.assign(document.createElement("h1"), { textContent: board.dataset.gone }));
      return;
    }
  } catch {
    // no connection: what is there stays, and it is asked again
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
