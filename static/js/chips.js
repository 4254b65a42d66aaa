// Beginnings of a sentence become buttons that put themselves into the text area.
const press = (area, words) => {
  const before = area.value.slice(0, area.selectionEnd).trimEnd();
  const after = area.value.slice(area.selectionEnd).trimStart();
  const text = `${before}${before && "\n"}${words.replace(/…$/, "").trimEnd()} `;
  area.value = text + (after && `\n${after}`);
  area.focus();
  area.setSelectionRange(text.length, text.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

for (const box of document.querySelectorAll("[data-stems]")) {
  const area = document.getElementById(box.dataset.stems);
  for (const stem of area ? box.querySelectorAll("[data-stem]") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = stem.className;
    button.textContent = stem.textContent;
    button.addEventListener("click", () => press(area, button.textContent));
    stem.replaceWith(button);
  }
}
