// Says that a file is too large before it goes, and records a voice into the field for files.
const LONGEST = 300_000; // ms of one recording

for (const input of document.querySelectorAll("[data-largest]")) {
  input.addEventListener("change", () => {
    const isTooLarge = [...input.files].some((file) => file.size > input.dataset.largest);
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

const record = async (button, input, say) => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 48_000 });
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  const stop = () => recorder.state === "recording" && recorder.stop();
  button.addEventListener("click", stop, { once: true });
  const timer = setTimeout(stop, LONGEST);
  recorder.start();
  say("stop");
  await stopped;
  clearTimeout(timer);
  for (const track of stream.getTracks()) track.stop();
  const chosen = new DataTransfer();
  chosen.items.add(new File(parts, "opname", { type: recorder.mimeType }));
  input.files = chosen.files;
  input.dispatchEvent(new Event("change"));
};

for (const button of document.querySelectorAll("[data-record]")) {
  if (!window.MediaRecorder || !navigator.mediaDevices) continue;
  const words = button.querySelector("[data-record-words]");
  const said = button.parentElement.querySelector("[data-record-said]");
  const first = words.textContent;
  button.hidden = false;
  let isBusy = false;
  button.addEventListener("click", async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await record(button, document.getElementById(button.dataset.record), (what) => (words.textContent = button.dataset[what]));
      said.textContent = button.dataset.done;
    } catch {
      said.textContent = button.dataset.refused;
    }
    words.textContent = first;
    isBusy = false;
  });
}
