/* Before a letter leaves: what one would regret, each a sentence with its fix as a button.
   Only an address that cannot work stops it; for the rest a second click sends. */

import { promisesFile } from "./forgotten.js";
import { slot } from "./phrases.js";

export class Departure {
  #told = new Set();

  constructor({ composer, notices, fields, body, attachments }) {
    Object.assign(this, { composer, notices, fields, body, attachments });
    this.subject = composer.querySelector("[name=subject]");
  }

  /** Whether it may go now. What is shown for the first time stops it once. */
  mayGo() {
    this.notices.hide("no-recipient", "wrong-recipient", "forgotten", "no-subject", "many", "upload-failed");
    if (this.#stops()) return false;
    const warnings = this.#warnings().filter(({ subject }) => !this.#told.has(subject));
    for (const warning of warnings.reverse()) this.#tell(warning); // the focus ends on the first
    return warnings.length === 0;
  }

  #stops() {
    const [wrong] = this.fields.flatMap((field) => field.wrong.map((person) => ({ field, person })));
    if (wrong) {
      this.#tell({ subject: "wrong-recipient", level: "danger", values: wrong.person, actions: [["fix-recipient", () => wrong.field.edit(wrong.person.address)]] });
    } else if (!this.fields.some((field) => field.all.length)) {
      this.#tell({ subject: "no-recipient", level: "danger", actions: [["add-recipient", () => this.fields[0].input.focus()]] });
      return true;
    }
    return Boolean(wrong);
  }

  #warnings() {
    const clear = this.fields.filter((field) => field.field.dataset.preauField !== "bcc");
    const outside = clear.flatMap((field) => field.outside);
    const found = [];
    if (this.attachments.hasFailed) found.push({ subject: "upload-failed", actions: [] });
    if (this.#isForgotten) found.push({ subject: "forgotten", actions: [["attach", () => slot(this.composer, "attach").click()]] });
    if (!this.subject.value.trim()) found.push({ subject: "no-subject", actions: [["write-subject", () => this.subject.focus()]] });
    if (outside.length > Number(this.composer.dataset.preauMany)) {
      found.push({ subject: "many", values: { count: outside.length }, actions: this.#ways(clear) });
    }
    return found;
  }

  get #isForgotten() {
    if (this.attachments.names.length || this.attachments.isBusy) return false;
    return promisesFile(`${this.subject.value}\n${this.body.ownText}`);
  }

  #ways(clear) {
    const ways = [["to-bcc", () => this.#hide(clear)]];
    if (this.composer.dataset.preauMailing) ways.push(["each", () => this.composer.sending.mailing({ each: "1" })]);
    return ways;
  }

  #hide(clear) {
    const bcc = this.fields.find((field) => field.field.dataset.preauField === "bcc");
    bcc.show();
    for (const field of clear) for (const person of field.outside) field.moveTo(bcc, person.address);
    this.notices.hide("many");
  }

  #tell({ subject, level = "warning", values = {}, actions }) {
    this.#told.add(subject);
    const bar = this.notices.show(subject, { level, values, actions });
    this.notices.place.prepend(bar);
    (bar.querySelector("button") ?? slot(this.composer, "send")).focus();
  }
}
