// Says how many characters are too many in a box, as the server counts them, and cuts nothing. Also in a box that comes
// later (room.js).
const says = document.querySelector("[data-offline]").dataset.tooLong;
const lines = new WeakMap();
const excess = (box) => [...box.value.trim()].length - box.dataset.longest;

function lineAt(box) {
  const line = Object.assign(document.createElement("p"), { className: "field__error", hidden: true });
  line.setAttribute("role", "status");
  box.after(line);
  lines.set(box, line);
  return line;
}

function look(box) {
  const count = excess(box);
  const line = lines.get(box) ?? (count > 0 ? lineAt(box) : undefined);
  if (!line) return;
  line.hidden = count <= 0;
  line.textContent = count > 0 ? says.replace("{count}", count) : "";
}

document.addEventListener("input", ({ target }) => target.matches("[data-longest]") && look(target));
for (const box of document.querySelectorAll("[data-longest]")) look(box);
