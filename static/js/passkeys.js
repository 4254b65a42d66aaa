// Shows passkeys where they work: in browsers that know them, on an address with a name. Says so when one fails.

const works = Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);

if (works) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-error]")) part.hidden = false;
});
