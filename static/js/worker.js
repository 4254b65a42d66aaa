// The one service worker, on somebody's own device. It keeps what of Werkplek is there without a network
// (docs/decisions/0154): our own files, and one page that is the same for everybody. Nothing that was made for somebody is
// ever kept here; views/offline.py says what to keep and under which version. And it shows messages, which hold no words
// of anybody: a second one of the same kind takes the place of the first (docs/decisions/0150).
const { version, page, files } = self.kept;
const language = new URL(self.location).searchParams.get("language");

async function fill() {
  const box = await caches.open(version);
  await box.addAll(files);
  const answer = await fetch(page, { credentials: "omit", cache: "no-store", headers: { "Accept-Language": language } });
  if (!answer.ok) throw new Error(`${page} ${answer.status}`);
  await box.put(page, answer);
}

async function tidy() {
  for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
}

const kept = async (name) => (await caches.match(name, { ignoreVary: true })) ?? Response.error();

addEventListener("install", (event) => event.waitUntil(fill().then(() => self.skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => kept(page)));
  else if (files.includes(new URL(request.url).pathname)) event.respondWith(fetch(request).catch(() => kept(request.url)));
});

addEventListener("push", (event) => {
  const { kind, text, url } = event.data.json();
  event.waitUntil(self.registration.showNotification("Werkplek", { body: text, tag: kind, data: url }));
});
addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
