/* <preau-composer>: one letter being written, over a form that works without it.
   This file only introduces the parts to each other. */

import { Attachments } from "./attachments.js";
import { Body } from "./body.js";
import { Departure } from "./departure.js";
import { Notices } from "./notices.js";
import { say, slot } from "./phrases.js";
import { Recipients } from "./recipients.js";
import { restoreStash } from "./restoring.js";
import { Saving } from "./saving.js";
import { Sending } from "./sending.js";
import { sayTimes } from "./slots.js";
import { showState } from "./states.js";
import { openWindow } from "./window.js";
import { Wordings } from "./wordings.js";

class Composer extends HTMLElement {
  #alive = new AbortController();
  #isTypedBefore = false;

  connectedCallback() {
    if (this.form) return; // moved in the page, not new
    this.opener = document.activeElement;
    this.form = this.querySelector("form");
    this.#build();
    this.#open();
  }

  disconnectedCallback() {
    if (this.isConnected) return;
    this.#alive.abort();
    this.attachments?.stopAll();
    this.body?.close();
  }

  get isPage() { return this.dataset.preauWindow === "page"; }

  /** Everything that is posted, by name. */
  get fields() {
    return { ...this.#head, ...this.body.fields };
  }

  get #head() {
    const { elements } = this.form;
    const from = elements.from ? { from: elements.from.value } : {};
    const people = Object.fromEntries(this.recipients.map((field) => [field.posted.name, field.posted.value]));
    const remind = elements.remind ? { remind: elements.remind.value } : {};
    const receipt = slot(this, "receipt").checked ? "1" : "0";
    return { ...from, ...people, ...remind, receipt, subject: elements.subject.value };
  }

  touch = () => {
    slot(this, "title").textContent = this.form.elements.subject.value.trim() || say(this, "untitled");
    this.saving?.touch();
  };

  report = (sentence) => {
    slot(this, "report").textContent = sentence;
  };

  /* The page can be written in before its modules come, and while the editor does. */
  #build() {
    this.#isTypedBefore = isTyped(this.form);
    this.isNew = !slot(this, "state").textContent.trim();
    this.notices = new Notices(this);
    this.body = new Body(this, this.touch);
    this.recipients = [...this.querySelectorAll("[data-preau-field]")].map((field) => new Recipients(field, this));
    this.saving = new Saving({
      draft: this.dataset.preauDraft,
      form: this.form,
      url: this.form.getAttribute("action"),
      label: slot(this, "state").textContent,
      read: () => this.fields,
      show: (state, label) => showState(this, state, label),
    });
    this.attachments = new Attachments(this, {
      token: () => this.saving.token,
      placeImage: (url, name) => this.body.placeImage(url, name),
      report: this.report,
    });
    this.departure = new Departure({ composer: this, notices: this.notices, fields: this.recipients, body: this.body, attachments: this.attachments });
    this.sending = new Sending(this);
    this.wordings = new Wordings(this);
  }

  async #open() {
    for (const part of this.querySelectorAll("[data-preau-without-script]")) part.hidden = true;
    for (const part of ["attach", "format"]) slot(this, part).hidden = false;
    this.querySelector("[data-preau-toolbar]").hidden = false;
    openWindow(this);
    this.#listen();
    const head = this.#head;
    await this.body.open();
    if (!this.isConnected) return;
    const isTouched = this.#isTypedBefore || this.body.isTypedBefore;
    this.saving.begin(this.#alive.signal, isTouched ? null : { ...head, ...this.body.fields });
    this.#signAsChosen();
    await restoreStash(this);
    this.touch();
    if (!this.contains(document.activeElement)) this.#focusFirst();
    this.dataset.preauReady = "";
  }

  /* A sender chosen while the editor came. */
  #signAsChosen() {
    const { from } = this.form.elements;
    const isOther = from?.querySelector("option[selected]")?.selected === false;
    if (isOther) this.body.sign(from.selectedOptions[0].dataset.preauSignature);
  }

  #listen() {
    this.form.elements.subject.addEventListener("input", this.touch);
    this.form.elements.subject.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.form.elements.from?.addEventListener("change", ({ target }) => {
      this.body.sign(target.selectedOptions[0].dataset.preauSignature);
      this.touch();
    });
    this.form.elements.remind?.addEventListener("change", this.touch);
    slot(this, "receipt").addEventListener("change", this.touch);
    this.addEventListener("preau:changed", this.touch);
    addEventListener("beforeunload", (event) => this.attachments.isBusy && event.preventDefault(), { signal: this.#alive.signal });
    this.addEventListener("keydown", (event) => event.stopPropagation()); // "e" here archives nothing there
    this.addEventListener("preau:images", ({ detail }) => this.attachments.add(detail, { inline: this.body.isRich }));
    this.#listenToFolded();
    sayTimes(this);
  }

  #listenToFolded() {
    const fields = this.recipients.map(({ field }) => field);
    const more = slot(this, "more");
    const show = () => {
      for (const button of more.children) button.hidden = !fields.find((field) => field.dataset.preauField === button.dataset.preauShow).hidden;
      more.hidden = [...more.children].every((button) => button.hidden);
    };
    for (const { field, all } of this.recipients) {
      field.hidden = "preauFolded" in field.dataset && !all.length && !field.contains(document.activeElement);
    }
    more.addEventListener("click", ({ target }) => {
      const field = this.recipients.find((one) => one.field.dataset.preauField === target.dataset.preauShow);
      field?.show();
      field?.input.focus();
    });
    this.addEventListener("preau:shown", show);
    show();
  }

  #focusFirst() {
    const [to] = this.recipients;
    if (!to.all.length) to.input.focus();
    else if (!this.form.elements.subject.value) this.form.elements.subject.focus();
    else this.body.focus();
  }

  /** Gone from the screen; the focus goes back to where it was called from. */
  leave() {
    // Opened by a key, nothing had the focus: the page takes it, or Tab would begin at the top.
    const had = this.opener?.isConnected && this.opener !== document.body;
    const opener = had ? this.opener : document.querySelector("#main");
    this.remove();
    opener?.focus();
  }

}

const isTyped = (form) =>
  [...form.querySelectorAll("input, textarea")].some(
    (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
  ) || [...form.querySelectorAll("option[selected]")].some((option) => !option.selected);

customElements.get("preau-composer") ?? customElements.define("preau-composer", Composer);
