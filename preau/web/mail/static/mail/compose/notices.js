/* Bars at the top of the composer: a sentence, and its fix as a button. One a subject. */

import { copyOf, say, slot } from "./phrases.js";

export class Notices {
  #bars = new Map();

  constructor(composer) {
    this.composer = composer;
    this.place = composer.querySelector("[data-preau-notices]");
  }

  /** `actions`: [name of the label, what it does], or a link's address instead of a function. */
  show(subject, { level = "warning", values = {}, actions = [], sentence = "" } = {}) {
    const bar = copyOf(this.composer, "notice");
    bar.classList.add(`notice-${level}`);
    slot(bar, "words").textContent = sentence || say(this.composer, subject, values);
    slot(bar, "actions").append(...actions.map((action) => this.#action(...action)));
    this.hide(subject);
    this.place.append(bar);
    this.#bars.set(subject, bar);
    return bar;
  }

  hide(...subjects) {
    for (const subject of subjects) {
      this.#bars.get(subject)?.remove();
      this.#bars.delete(subject);
    }
  }

  has(subject) { return this.#bars.has(subject); }

  /** What the server says, as it says it. */
  replace(html) {
    this.#bars.clear();
    this.place.innerHTML = html;
  }

  #action(label, act) {
    const isLink = typeof act === "string";
    const control = copyOf(this.composer, isLink ? "notice-link" : "notice-action");
    control.textContent = say(this.composer, label);
    if (isLink) control.href = act;
    else control.addEventListener("click", act);
    return control;
  }
}
