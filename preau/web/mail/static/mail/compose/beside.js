/* What leaves beside the letter, as a link; and what was cut on its way there. */

import { say } from "./phrases.js";
import { post } from "./post.js";
import { CutLine } from "./upload.js";

export class Beside {
  #choosing = null;

  /** `url` answers with all that is joined; `token()` gives the anti-forgery token. */
  constructor(strip, { url, token, report }) {
    Object.assign(this, { strip, url, token, report });
    strip.addEventListener("click", (event) => this.#pressed(event));
    strip.addEventListener("change", ({ target }) => target.closest("[data-preau-link]") && this.#choose({}));
  }

  /** The same file, cut on its way before: it goes on in the same place. */
  begun(file) {
    const mine = [...this.strip.querySelectorAll("[data-preau-unfinished]")]
      .find((item) => item.dataset.preauName === file.name && Number(item.dataset.preauSize) === file.size);
    mine?.remove();
    return { url: mine?.dataset.preauUnfinished };
  }

  /** No longer on its way: it arrived, and only the answer was lost; or it waited too long, and begins again. */
  async goneWhile(task, error) {
    if (error.message !== "404" || !task.from.url) throw error;
    task.from = { url: undefined };
    const html = await fetch(this.url, { headers: { "HX-Request": "true" } }).then((answer) => answer.text(), () => "");
    const known = new Set([...this.strip.querySelectorAll("[data-preau-attachment]")].map((item) => item.dataset.preauAttachment));
    const arrived = [...parse(html).querySelectorAll("[data-preau-attachment]")]
      .find((item) => !known.has(item.dataset.preauAttachment) && item.dataset.preauName === task.file.name);
    if (arrived) return { html, id: arrived.dataset.preauAttachment };
    throw new CutLine();
  }

  /** As the server has it now, in its answer. */
  show(page) {
    const next = page.querySelector("[data-preau-beside]");
    if (next) this.strip.querySelector("[data-preau-beside]").replaceWith(next);
  }

  /* The files of the letter themselves: one may have become lighter, come in or gone beside. */
  #showAll(page) {
    const inside = (item) => !item.closest("[data-preau-beside]");
    const list = this.strip.querySelector("ul");
    for (const item of [...list.querySelectorAll("[data-preau-attachment]")].filter(inside)) item.remove();
    list.prepend(...[...page.querySelectorAll("[data-preau-attachment]")].filter(inside));
    this.show(page);
  }

  post(url, values = {}) {
    return post(url, { csrfmiddlewaretoken: this.token(), ...values });
  }

  async #pressed(event) {
    const button = event.target.closest("[data-preau-change]");
    if (!button) return;
    event.preventDefault();
    if (button.closest("[data-preau-link]")) return this.#choose(button.name ? { [button.name]: button.value } : {});
    button.setAttribute("aria-busy", "true");
    await this.#change(button.formAction, {});
    button.removeAttribute("aria-busy");
  }

  /** What was chosen of the link and not told yet, a password typed just now among it; false when it cannot be. */
  async chosen() {
    await this.#choosing;
    const link = this.strip.querySelector("[data-preau-link]");
    const isTold = !link || [...link.querySelectorAll("input, option")].every((one) => one.selected === one.defaultSelected && one.value === (one.defaultValue ?? one.value));
    return isTold || this.#choose({});
  }

  /* How long it stays open, and its password. */
  #choose(more) {
    const link = this.strip.querySelector("[data-preau-link]");
    const choices = [...link.querySelectorAll("[name]:not(button)")].map(({ name, value }) => [name, value]);
    this.#choosing = this.#change(link.dataset.preauLink, { ...Object.fromEntries(choices), ...more });
    return this.#choosing;
  }

  async #change(url, values) {
    const focused = document.activeElement?.name;
    const { kind, answer } = await this.post(url, values);
    const isKept = kind === "ok";
    if (isKept) this.#showAll(parse(await answer.text()));
    this.report(isKept ? say(this.strip, "changed") : await this.#whyNot(kind, answer));
    if (focused) this.strip.querySelector(`[data-preau-link] [name="${focused}"]`)?.focus();
    return isKept;
  }

  /* A refusal says its own sentence. */
  async #whyNot(kind, answer) {
    const page = kind === "invalid" ? parse(await answer.text()) : null;
    return page?.querySelector(".toast-words")?.textContent.trim() || say(this.strip, "change-failed");
  }
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
