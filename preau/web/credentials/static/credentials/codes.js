/** Recovery codes: print them, copy them. */
for (const button of document.querySelectorAll("[data-preau-print], [data-preau-copy]")) button.hidden = false

document.addEventListener("click", async ({ target }) => {
  if (target.closest("[data-preau-print]")) return print()
  const copy = target.closest("[data-preau-copy]")
  if (!copy) return
  const codes = [...document.querySelectorAll(`${copy.dataset.preauCopy} code`)]
  await navigator.clipboard.writeText(codes.map((code) => code.textContent).join("\n"))
  copy.querySelector("span").textContent = copy.dataset.preauCopied
})
