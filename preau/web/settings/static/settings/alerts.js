/** This browser is chosen to be alerted even when it is closed: it gives the address where it can be woken, and its keys. */
import { letters, octets } from "../credentials/base64url.js";

// Its own name, which stays: browsers come back to it for what changed. It stands over no page.
const WORKER = "/static/settings/push-worker.js"
const place = document.querySelector("[data-preau-alerts]")
const begin = place.querySelector("[data-preau-alerts-begin]")
const end = place.querySelector("[data-preau-alerts-end]")

const say = (which) => {
  for (const words of place.querySelectorAll("[data-preau-says]")) words.hidden = words.dataset.preauSays !== which
}

const awake = (registration) =>
  new Promise((resolve, reject) => {
    const worker = registration.active ?? registration.waiting ?? registration.installing
    const look = () => {
      if (worker.state === "activated") resolve(registration)
      if (worker.state === "redundant") reject(new Error("The worker did not start."))
    }
    worker.addEventListener("statechange", look)
    look()
  })

const subscribe = async (key) => {
  const { pushManager } = await awake(await navigator.serviceWorker.register(WORKER))
  // One that was chosen by somebody else, or was removed from elsewhere, is left behind.
  await (await pushManager.getSubscription())?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: octets(key) })
}

const fill = (form, subscription) => {
  form.elements.endpoint.value = subscription.endpoint
  form.elements.key.value = letters(subscription.getKey("p256dh"))
  form.elements.secret.value = letters(subscription.getKey("auth"))
}

if (begin && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  begin.hidden = false
  say(Notification.permission === "denied" ? "denied" : "")
  begin.addEventListener("submit", async (event) => {
    event.preventDefault()
    if ((await Notification.requestPermission()) !== "granted") return say("denied")
    try {
      fill(begin, await subscribe(begin.dataset.preauKey))
    } catch {
      return say("failed")
    }
    begin.submit()
  })
}

end?.addEventListener("submit", async (event) => {
  event.preventDefault()
  try {
    const registration = await navigator.serviceWorker?.getRegistration(WORKER)
    await registration?.unregister()
  } finally {
    end.submit()
  }
})
