// Says how many characters are too many in a box, as the server counts them (accounts/forms/lines.py), and cuts nothing.
const excess = (box) => [...box.value.trim()].length - box.dataset.longest;

for (const box of document.querySelectorAll("textarea[data-longest]")) {
  const line = Object.assign(document.createElement("p"), { className: "field__error", hidden: true });
  line.setAttribute("role", "status");
  box.after(line);
  const look = () => {
    const count = excess(box);
    line.hidden = count <= 0;
    line.textContent = count > 0 ? box.dataset.tooLong.replace("{count}", count) : "";
  };
  box.addEventListener("input", look);
  look();
}
