/* The letter leaves, or is thrown away: checked, saved, then told to the server. */

import { post } from "./post.js";
import { say, slot } from "./phrases.js";

export class Sending {
  /* The doubts that were told: "1" stands for those that the departure tells by itself. */
  #warned = ["1"];
  /* What a question answered "anyway" goes on with: Send, or a time of the menu "later". */
  #by;

  constructor(composer) {
    this.composer = composer;
    composer.form.addEventListener("submit", (event) => this.#submitted(event));
    composer.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      this.send();
    }, true);
  }

  get button() { return slot(this.composer, "send"); }

  #submitted(event) {
    event.preventDefault();
    const { submitter } = event;
    if (submitter === this.button) this.send();
    else if (submitter?.closest("[data-preau-later]")) this.send(submitter);
    else if (submitter === slot(this.composer, "discard")) this.discard();
    else if (this.composer.wordings.answers(submitter)) return;
    else if (submitter === slot(this.composer, "mailing")) this.mailing();
    else if (submitter?.name === "each") this.mailing({ each: "1" });
    else if (submitter?.name === "warned") this.#anyway(submitter.value);
    else if (submitter?.name === "mend") this.#mend(submitter.value);
    else if (submitter?.name === "copy" || !submitter?.hasAttribute("data-preau-remove")) this.composer.saving.now();
  }

  /** By a button of the menu "later", at the time it says. */
  async send(by = this.button) {
    const { composer } = this;
    this.#by = by;
    if (composer.hasAttribute("aria-busy")) return;
    composer.recipients.forEach((field) => field.settle());
    if (!composer.departure.mayGo()) return;
    this.#busy(true);
    await this.#afterUploads();
    if (!(await composer.attachments.beside.chosen())) composer.notices.show("not-sent", { level: "danger" });
    else if (await composer.saving.now()) await this.#dispatch(by);
    else if (composer.saving.state === "failing") composer.notices.show("not-sent", { level: "danger" });
    this.#busy(false);
  }

  #anyway(doubt) {
    this.#warned.push(doubt);
    this.send(this.#by);
  }

  /* The server changes the letter as its question proposed: the window is filled again. */
  async #mend(mend) {
    const { composer } = this;
    const { saving } = composer;
    if (!(await saving.now())) return;
    const fields = { csrfmiddlewaretoken: saving.token, version: saving.version, mend };
    const { kind, answer } = await post(this.button.formAction, fields);
    if (kind !== "ok") return this.#stayed(kind, answer);
    saving.stop();
    if (composer.isPage) return location.reload();
    composer.replaceWith(document.importNode(parse(await answer.text()).querySelector("preau-composer"), true));
  }

  /** The letter becomes a mailing, on pages of its own; with `each`, of its recipients. */
  async mailing(fields = {}) {
    const { composer } = this;
    const { saving } = composer;
    composer.recipients.forEach((field) => field.settle());
    if (!(await composer.attachments.beside.chosen()) || !(await saving.now())) return;
    const posted = { csrfmiddlewaretoken: saving.token, ...fields };
    const { kind, answer } = await post(composer.dataset.preauMailing, posted);
    if (kind !== "ok") return this.#stayed(kind, answer);
    saving.stop();
    location.assign(answer.headers.get("HX-Redirect"));
  }

  async discard() {
    const { composer } = this;
    composer.attachments.stopAll();
    await composer.saving.pause();
    const { token, version } = composer.saving;
    const { kind, answer } = await post(composer.dataset.preauDiscard, { csrfmiddlewaretoken: token, version });
    if (kind === "ok") await this.#gone(answer);
    else if (kind === "conflict") composer.saving.hold(kind, answer);
    else if (kind === "session") composer.saving.retry();
    else composer.notices.show("not-discarded", { level: "danger" });
  }

  async #afterUploads() {
    const { attachments, notices } = this.composer;
    if (!attachments.isBusy) return;
    notices.show("uploading", { level: "notice" });
    await attachments.settled();
    notices.hide("uploading");
  }

  async #dispatch(by) {
    const { composer } = this;
    const { saving } = composer;
    slot(composer, "state").textContent = say(composer, "sending");
    const time = by === this.button ? {} : { at: by.value, day: composer.form.elements.day.value };
    const fields = { csrfmiddlewaretoken: saving.token, version: saving.version, warned: this.#warned, ...time };
    const { kind, answer } = await post(by.formAction, fields);
    if (kind === "ok") await this.#gone(answer);
    else await this.#stayed(kind, answer);
  }

  /* The toast of the answer carries the undo; a page goes back to the list and finds it there. */
  async #gone(answer) {
    const { composer } = this;
    composer.saving.stop();
    const next = answer.headers.get("HX-Redirect");
    const html = await answer.text();
    if (composer.isPage) return location.assign(next ?? composer.dataset.preauList);
    composer.leave();
    showToasts(html);
  }

  async #stayed(kind, answer) {
    const { composer } = this;
    slot(composer, "state").textContent = "";
    if (kind === "session" || kind === "conflict") return composer.saving.hold(kind, answer);
    const html = (await answer?.text()) ?? "";
    const told = parse(html).querySelector("[data-preau-notices]")?.innerHTML.trim();
    if (told) {
      composer.notices.replace(told);
      for (const doubt of parse(html).querySelectorAll("input[name=warned]")) this.#warned.push(doubt.value);
      composer.notices.place.querySelector("button")?.focus();
    }
    else composer.notices.show("not-sent", { level: "danger" });
    showToasts(html);
  }

  #busy(on) {
    this.composer.toggleAttribute("aria-busy", on);
    this.button.setAttribute("aria-disabled", String(on));
  }
}

export function showToasts(html) {
  const place = document.querySelector("#toasts");
  const toasts = [...parse(html).querySelectorAll("[data-preau-toast]")].map((toast) => document.importNode(toast, true));
  place?.append(...toasts);
  toasts.forEach((toast) => window.htmx?.process(toast));
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
