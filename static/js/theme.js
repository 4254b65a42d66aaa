// Light or dark by choice. A cookie keeps it, so that the server already sends the page in the right colours.
const box = document.querySelector("[data-themes]");

if (box) {
  box.hidden = false;
  box.addEventListener("change", (event) => {
    const choice = event.target.value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser that we serve
    document.cookie = `theme=${choice}; Path=/; SameSite=Lax; Max-Age=${choice ? 31536000 : 0}${secure}`;
    if (choice) document.documentElement.dataset.theme = choice;
    else delete document.documentElement.dataset.theme;
  });
}
