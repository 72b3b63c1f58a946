/* The window over the list: folded, open, or full; several stand side by side. */

import { post } from "./post.js";
import { say, slot } from "./phrases.js";

export function openWindow(composer) {
  openBar(composer);
  if (composer.isPage) return;
  slot(composer, "window").hidden = false;
  slot(composer, "fold").addEventListener("click", () => turn(composer, "folded"));
  slot(composer, "full").addEventListener("click", () => turn(composer, "full"));
  slot(composer, "close").addEventListener("click", () => close(composer));
  slot(composer, "bar").addEventListener("click", ({ target }) => {
    if (!target.closest("button")) turn(composer, "folded");
  });
  composer.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) { event.stopPropagation(); close(composer); }
  });
}

/** Into `state`, or back to open when it is already there. */
function turn(composer, state) {
  const next = composer.dataset.preauWindow === state ? "open" : state;
  composer.dataset.preauWindow = next;
  slot(composer, "fold").setAttribute("aria-expanded", String(next !== "folded"));
  slot(composer, "full").setAttribute("aria-pressed", String(next === "full"));
  if (next === "folded") composer.saving.now();
  else composer.body.focus();
}

/* Kept as a draft; a letter nobody began to write is not worth one. */
async function close(composer) {
  composer.recipients.forEach((field) => field.settle());
  if (isUntouched(composer)) {
    await post(composer.dataset.preauDiscard, { csrfmiddlewaretoken: composer.saving.token, silent: "1" });
    return composer.leave();
  }
  if (!(await composer.saving.now())) return; // the bar says why, and the text stays
  const announcer = document.querySelector("#announcer");
  if (announcer) announcer.textContent = say(composer, "closed");
  composer.leave();
}

function isUntouched(composer) {
  return composer.isNew && !composer.saving.isDirty && !composer.attachments.names.length;
}

function openBar(composer) {
  const bar = composer.querySelector("[data-preau-toolbar]");
  const button = slot(composer, "format");
  const show = (open) => {
    bar.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(bar.hidden));
  show(matchMedia("(min-width: 48rem)").matches);
}
