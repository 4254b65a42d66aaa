// A service worker that shows a message and opens where it leads. It looks after no pages: its place is /static/. A
// second message of the same kind takes the place of the first. It holds no words of anybody (docs/decisions/0150).

self.addEventListener("push", (event) => {
  const { kind, text, url } = event.data.json();
  event.waitUntil(self.registration.showNotification("Werkplek", { body: text, tag: kind, data: url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data));
});
