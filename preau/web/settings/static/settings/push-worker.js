/** Shows what a browser is told while it is closed, and opens the page that says more. It keeps nothing, and answers no page. */
self.addEventListener("push", (event) => {
  const { title, body, lang, url } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, lang, data: { url } }))
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  const url = new URL(event.notification.data.url, self.location.origin)
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url))
})
