// A page beside the room: who is busy there is still in the session.
//
//   <form data-here method="post" action="…/room/here/"> with the token against forgery in it.

const HERE = 10000; // ms, as in room.js
const form = document.querySelector("[data-here]");

function here() {
  const body = new URLSearchParams(new FormData(form));
  fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" }).catch(() => {});
}

here();
setInterval(here, HERE);
