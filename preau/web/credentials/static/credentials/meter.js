/** The rules of a new password tell themselves as it is typed. Nothing leaves the page: what only
    the server knows (common and leaked passwords, birth dates) is told when the form is sent. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

const KEEPS = {
  length: (typed, least) => [...typed].length >= Number(least),
  upper: (typed) => /\p{Lu}/u.test(typed),
  lower: (typed) => /\p{Ll}/u.test(typed),
  digit: (typed) => /\p{Nd}/u.test(typed),
  symbol: (typed) => /[^\p{L}\p{N}]/u.test(typed),
  names: (typed, names) => !names.split(" ").some((name) => plain(typed).includes(name)),
}

function tell(box) {
  const typed = box.querySelector("[name=password]").value
  let kept = 0
  for (const rule of box.querySelectorAll("[data-rule]")) {
    const keeps = KEEPS[rule.dataset.rule]
    const state = typed && keeps ? (keeps(typed, rule.dataset.value) ? "kept" : "broken") : ""
    rule.dataset.state = state
    rule.querySelector(".hidden-visually")?.remove()
    // Until it is sent, what only the server knows is taken for kept when all the rest is.
    if (state === "kept" || (typed && !keeps)) kept += 1
  }
  const meter = box.querySelector("meter")
  const broken = box.querySelectorAll('[data-state="broken"]').length
  meter.value = broken ? Math.min(kept, meter.max - broken) : kept
}

document.addEventListener("input", ({ target }) => {
  const box = target.closest("[data-preau-new-password]")
  if (box && target.name === "password") tell(box)
})
