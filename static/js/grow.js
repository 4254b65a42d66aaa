// Text areas as high as their text, in browsers that cannot do it by style alone.
const fit = (area) => {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
};

for (const area of document.querySelectorAll("textarea")) {
  area.addEventListener("input", () => fit(area));
  if (area.value) fit(area);
}
