/** A choice of colours or density is seen at once; the server hears of it by the form. */
const current = document.querySelector("[data-preau-strip] [aria-current]")
current?.scrollIntoView({ block: "nearest", inline: "center" })

const LOOKS = { theme: "theme", density: "density" }

document.addEventListener("change", ({ target }) => {
  const look = target.matches("[data-preau-wish]") && LOOKS[target.name]
  if (look) document.documentElement.dataset[look] = target.value
})
