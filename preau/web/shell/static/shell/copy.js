/** A value is copied by its button, which says so; without the right to copy, the button stays away. */
const SAID_FOR = 2000;

if (navigator.clipboard) {
  const show = (root) => root.querySelectorAll("[data-preau-copy][hidden]").forEach((button) => (button.hidden = false));
  show(document);
  document.addEventListener("htmx:afterSettle", ({ target }) => show(target));
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-preau-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.preauCopy);
  const word = document.createElement("span");
  word.className = "copied";
  word.role = "status";
  word.textContent = button.dataset.preauCopied;
  button.after(word);
  setTimeout(() => word.remove(), SAID_FOR);
});
