/* Templates: Ctrl+M opens their menu; the chosen one comes filled from the server, and stands where
   the caret is. */

import { say, slot } from "./phrases.js";
import { post } from "./post.js";
import { showToasts } from "./sending.js";

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export class Wordings {
  constructor(composer) {
    this.composer = composer;
    this.menu = slot(composer, "wordings");
    this.filter = slot(this.menu, "filter");
    if (this.filter) this.filter.hidden = false;
    composer.addEventListener("keydown", (event) => this.#called(event), true);
    this.menu.addEventListener("keydown", (event) => this.#walked(event));
    this.menu.addEventListener("input", () => this.#narrow());
  }

  /** Whether this button of the form is one of ours; then it is answered here. */
  answers(submitter) {
    if (!this.menu.contains(submitter)) return false;
    this.menu.removeAttribute("open");
    if (submitter.name === "wording") this.#put(submitter.value);
    else this.#keep(submitter.formAction);
    return true;
  }

  get #items() { return [...this.menu.querySelectorAll(".menu-item")].filter((item) => !item.hidden); }

  #called(event) {
    if (event.key.toLowerCase() !== "m" || !event.ctrlKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.menu.open = !this.menu.open;
    if (this.menu.open) (this.filter ?? this.#items[0]).focus();
    else this.composer.body.focus();
  }

  #walked(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = this.#items;
    if (event.key === "Escape" && this.menu.open) {
      event.stopPropagation();
      this.menu.removeAttribute("open");
      this.composer.body.focus();
    } else if (event.key === "Enter" && event.target === this.filter) {
      event.preventDefault();
      items[0]?.click();
    } else if (step) {
      event.preventDefault();
      items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
    }
  }

  #narrow() {
    for (const item of this.menu.querySelectorAll("[name=wording]")) {
      item.hidden = !plain(item.textContent).includes(plain(this.filter.value));
    }
  }

  async #put(number) {
    const answer = await this.#ask(this.menu.dataset.preauWordingUrl, { wording: number });
    if (!answer) return;
    const { subject, html, text } = await answer.json();
    const field = this.composer.form.elements.subject;
    if (subject && !field.value.trim()) field.value = subject;
    this.composer.body.insert(html, text);
    this.composer.touch();
  }

  async #keep(url) {
    const answer = await this.#ask(url, {});
    if (answer) showToasts(await answer.text());
  }

  /* What is typed is saved first: places are filled from the recipient and the subject. */
  async #ask(url, fields) {
    const { saving, notices } = this.composer;
    this.composer.recipients.forEach((field) => field.settle());
    if (!(await saving.now())) return null;
    const { kind, answer } = await post(url, { csrfmiddlewaretoken: saving.token, ...fields });
    if (kind === "ok") return answer;
    if (kind === "session" || kind === "conflict") saving.hold(kind, answer);
    else notices.show("not-put", { level: "danger", sentence: say(this.composer, "not-put") });
    return null;
  }
}
