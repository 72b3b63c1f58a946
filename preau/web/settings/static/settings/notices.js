/** Whether this browser may show notices: told beside the choice, and asked by the button alone. */
const place = document.querySelector("[data-preau-permission]")

const tell = () => {
  const chosen = document.querySelector("input[name=notices]:checked")
  const now = window.Notification?.permission ?? "missing"
  place.hidden = chosen?.value === "off"
  for (const words of place.children) words.hidden = words.dataset.preauSays !== now
}

document.addEventListener("change", ({ target }) => target.name === "notices" && tell())
place.querySelector("[data-preau-ask]").addEventListener("click", async () => {
  await Notification.requestPermission()
  tell()
})
tell()
