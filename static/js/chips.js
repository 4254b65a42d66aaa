// Beginnings of a sentence become buttons that put themselves into the text area.
const press = (area, words) => {
  const before = area.value.slice(0, area.selectionEnd).trimEnd();
  const after = area.value.slice(area.selectionEnd).trimStart();
  const stem = `${before && "\n"}${words.replace(/…$/, "").trimEnd()} `;
  area.focus();
  area.setSelectionRange(before.length, area.value.length - after.length);
  insert(area, stem + (after && "\n"));
  area.setSelectionRange(before.length + stem.length, before.length + stem.length);
};

// As if it was typed, so that undo works; there is no other way to do that.
const insert = (area, words) => {
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
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
