/* Where saving is, in a line; what it asks of the person, in a bar. */

import { post } from "./post.js";
import { say, slot } from "./phrases.js";

export function showState(composer, state, label) {
  const line = slot(composer, "state");
  const isBack = state === "calm" && ["failing", "session"].includes(line.dataset.preauKind);
  if (isBack) composer.attachments.retryAll();
  line.dataset.preauKind = state;
  if (state === "calm") composer.isNew = !label;
  line.textContent = sentenceOf(composer, state, label);
  composer.notices.hide(...["session", "session-shared", "conflict", "cut"].filter((bar) => !bar.startsWith(state)));
  BARS[state]?.(composer, label);
}

function sentenceOf(composer, state, label) {
  if (state === "calm") return label;
  if (state === "session") return isShared() ? say(composer, "failing") : say(composer, "session-state");
  return state === "conflict" ? say(composer, "waiting") : say(composer, state);
}

const isShared = () => document.querySelector("[data-preau-shared-computer]") !== null;

const BARS = {
  session(composer) {
    const sentence = isShared() ? "session-shared" : "session";
    if (!composer.notices.has(sentence)) composer.notices.show(sentence, { actions: [["sign-in", signInUrl(composer)]] });
  },
  /* A letter that is on its way (`sentence` says so) cannot be written over. */
  conflict(composer, sentence) {
    composer.notices.show("conflict", {
      sentence,
      actions: [
        ["see-other", composer.form.getAttribute("action")],
        ...(sentence ? [] : [["keep-mine", () => composer.saving.overwrite()]]),
        ["keep-both", () => keepBoth(composer)],
      ],
    });
  },
  failing(composer) {
    if (!composer.notices.has("cut") && !navigator.onLine) composer.notices.show("cut");
  },
};

/* Signed in again in the other tab, this one is in front once more and saves by itself. */
function signInUrl(composer) {
  const url = new URL(composer.dataset.preauSignIn, location);
  url.searchParams.set("next", composer.form.getAttribute("action"));
  return url.href;
}

/* What is on this screen becomes a draft of its own; the other keeps its place. */
async function keepBoth(composer) {
  const { saving, form } = composer;
  const fields = { csrfmiddlewaretoken: saving.token, version: saving.version, ...composer.fields, copy: "1" };
  const { kind, answer } = await post(form.getAttribute("action"), fields);
  if (kind !== "ok") return;
  const { url } = await answer.json();
  saving.stop();
  if (composer.isPage) return location.assign(url);
  const page = await fetch(url, { headers: { "HX-Request": "true" } });
  const next = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("preau-composer");
  composer.replaceWith(document.adoptNode(next));
}
