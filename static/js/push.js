// Asks the browser for messages when somebody chose some: <form data-push="public key">. What the browser gives goes along
// in the form; what it refuses is said (docs/decisions/0150). The worker is that of pocket.js.
import { bytes } from "./pocket.js";

const TOO_SLOW = 10000; // ms

const form = document.querySelector("form[data-push]");
const problem = document.querySelector("[data-push-error]");

const tooLong = () => new Promise((_done, fail) => setTimeout(fail, TOO_SLOW));

async function subscribe() {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
  const { pushManager } = await Promise.race([navigator.serviceWorker.ready, tooLong()]);
  await (await pushManager.getSubscription())?.unsubscribe(); // it may be of another key
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
  return (await pushManager.subscribe(options)).toJSON();
}

form?.addEventListener("submit", async (event) => {
  if (!form.querySelector("input[type=checkbox]:checked") || form.elements.endpoint.value) return;
  event.preventDefault();
  problem.hidden = true;
  try {
    const { endpoint, keys } = await subscribe();
    for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
    form.submit();
  } catch {
    problem.hidden = false;
  }
});
