/* The window over the list: folded, open, or full; several stand side by side. */

import { post } from "./post.js";
import { say, slot } from "./phrases.js";

const WIDTH = 592; // pixels a window and its gap take

export function openWindow(composer) {
  openBar(composer);
  if (composer.isPage) return;
  slot(composer, "window").hidden = false;
  makeRoom(composer);
  slot(composer, "fold").addEventListener("click", () => turn(composer, "folded"));
  slot(composer, "full").addEventListener("click", () => turn(composer, "full"));
  slot(composer, "close").addEventListener("click", () => close(composer));
  slot(composer, "bar").addEventListener("click", ({ target }) => {
    if (!target.closest("button")) turn(composer, "folded");
  });
  composer.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close(composer);
  });
}

/** Into `state`, or back to open when it is already there. */
function turn(composer, state) {
  const next = composer.dataset.preauWindow === state ? "open" : state;
  set(composer, next);
  if (next === "folded") return composer.saving.now();
  makeRoom(composer);
  composer.body.focus();
}

function set(composer, state) {
  composer.dataset.preauWindow = state;
  slot(composer, "fold").setAttribute("aria-expanded", String(state !== "folded"));
  slot(composer, "full").setAttribute("aria-pressed", String(state === "full"));
}

/* As many open as stand side by side, one on a phone; the others wait folded. */
function makeRoom(composer) {
  const room = Math.max(1, Math.floor(innerWidth / WIDTH)) - 1;
  const others = [...document.querySelectorAll("[data-preau-composer]")].filter(
    (other) => other !== composer && other.saving && ["open", "full"].includes(other.dataset.preauWindow),
  );
  for (const other of others.slice(0, Math.max(0, others.length - room))) set(other, "folded");
}

/* Kept as a draft; a letter nobody began to write is not worth one. */
async function close(composer) {
  await composer.saving.begun;
  composer.recipients.forEach((field) => field.settle());
  if (isUntouched(composer)) {
    const { token, version } = composer.saving;
    await post(composer.dataset.preauDiscard, { csrfmiddlewaretoken: token, version, silent: "1" });
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
