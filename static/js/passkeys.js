// Shows passkeys where they work: in browsers that know them, on an address with a name. Says so when one fails. Whose
// device it is, is ticked in the form above: data-follows brings it along.

const works = Boolean(window.PublicKeyCredential) && !/^[\d.]+$|:/.test(location.hostname);

if (works) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = true;
}

for (const field of document.querySelectorAll("[data-follows]")) {
  const tick = document.getElementById(field.dataset.follows);
  const follow = () => {
    field.value = tick.checked ? "on" : "";
  };
  tick.addEventListener("change", follow);
  follow();
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-error]")) part.hidden = false;
});
