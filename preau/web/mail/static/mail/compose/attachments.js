/* Files: by button, by drop, by paste; two at a time, each with its bar, cancel and retry. */

import { Beside } from "./beside.js";
import { copyOf, say, slot } from "./phrases.js";
import { LARGE, resumable } from "./resumable.js";
import { CutLine, upload } from "./upload.js";

const AT_ONCE = 2;

export class Attachments {
  #waiting = [];
  #running = new Set();
  #failed = new Set();

  /** `token()` gives the anti-forgery token; `placeImage(url, name)` puts an image in the text. */
  constructor(composer, { token, placeImage, report }) {
    Object.assign(this, { composer, token, placeImage, report });
    this.strip = composer.querySelector("[data-preau-attachments]");
    this.max = Number(composer.dataset.preauMaxSize);
    this.most = Number(composer.dataset.preauMostByLink);
    this.beside = new Beside(this.strip, { token, report, url: composer.dataset.preauUpload });
    this.#listen();
  }

  get list() { return this.strip.querySelector("ul"); }

  get names() { return [...this.strip.querySelectorAll("[data-preau-attachment]")].map((item) => item.dataset.preauName); }

  get isBusy() { return this.#waiting.length + this.#running.size > 0; }

  get hasFailed() { return this.#failed.size > 0; }

  /** Resolves when no file is on its way any more. */
  async settled() {
    while (this.isBusy) await new Promise((resolve) => this.strip.addEventListener("preau:uploaded", resolve, { once: true }));
  }

  add(files, { inline = false } = {}) {
    for (const file of files) this.#addOne({ file, inline, row: this.#row(file), stop: null, from: this.beside.begun(file) });
    this.#next();
  }

  stopAll() {
    this.#waiting = [];
    for (const task of this.#running) task.stop.abort();
  }

  #listen() {
    const input = slot(this.composer, "files");
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = ""; // sent apart: not again with the form
      this.add(files);
    });
    slot(this.composer, "attach").addEventListener("click", () => input.click());
    this.strip.addEventListener("click", (event) => this.#removed(event));
    addEventListener("online", () => this.retryAll());
    this.#listenToDrops();
  }

  /* A file that no longer fits in the letter leaves beside it. */
  #addOne(task) {
    this.list.append(task.row);
    const tooHeavy = this.max && this.#total("Size") > this.max;
    slot(task.row, "cancel").addEventListener("click", () => this.#cancel(task));
    slot(task.row, "retry").addEventListener("click", () => this.#retry(task));
    if (tooHeavy) this.#weighBeside(task);
    if (tooHeavy && this.#total("LinkedSize") > this.most) this.#refuse(task, "upload-too-big", this.#limit);
    else this.#waiting.push(task);
  }

  #weighBeside({ row }) {
    row.dataset.preauLinkedSize = row.dataset.preauSize;
    delete row.dataset.preauSize;
  }

  get #limit() { return { limit: this.composer.dataset.preauMostByLinkLabel }; }

  #total(weight) {
    const weights = [...this.strip.querySelectorAll("li")].map((item) => Number(item.dataset[`preau${weight}`] ?? 0));
    return weights.reduce((sum, one) => sum + one, 0);
  }

  #row(file) {
    const row = copyOf(this.strip, "upload");
    row.dataset.preauSize = file.size;
    slot(row, "name").textContent = file.name;
    slot(row, "bar").setAttribute("aria-label", say(this.strip, "upload-bar", { name: file.name }));
    slot(row, "cancel").setAttribute("aria-label", say(this.strip, "upload-cancel", { name: file.name }));
    slot(row, "retry").hidden = true;
    return row;
  }

  #next() {
    while (this.#running.size < AT_ONCE && this.#waiting.length) this.#send(this.#waiting.shift());
  }

  async #send(task) {
    task.stop = new AbortController();
    this.#running.add(task);
    try {
      this.#arrived(task, await this.#carry(task));
    } catch (error) {
      this.#stopped(task, error);
    }
    this.#running.delete(task);
    this.#next();
    this.strip.dispatchEvent(new CustomEvent("preau:uploaded"));
  }

  #carry(task) {
    const { preauUpload, preauResumable } = this.composer.dataset;
    const wishes = { signal: task.stop.signal, onProgress: (share) => this.#progress(task, share), token: this.token };
    if (task.inline || (task.file.size < LARGE && !task.from.url)) return upload(preauUpload, this.#fields(task), wishes);
    return resumable(preauResumable, task.file, task.from, wishes).catch((error) => this.beside.goneWhile(task, error));
  }

  #fields({ file, inline }) {
    const fields = new FormData();
    fields.set("csrfmiddlewaretoken", this.token());
    if (inline) fields.set("inline", "1");
    fields.set("file", file, file.name);
    return fields;
  }

  #progress(task, share) {
    task.share = share;
    slot(task.row, "bar").value = share;
    slot(task.row, "state").textContent = `${Math.floor(share * 100)} %`;
  }

  /* Answers may cross on the line: each only adds what is new, none takes away. */
  #arrived(task, { html, id }) {
    const page = parse(html);
    const items = [...page.querySelectorAll("[data-preau-attachment]")].filter((item) => !item.closest("[data-preau-beside]"));
    const known = new Set([...this.list.querySelectorAll("[data-preau-attachment]")].map((item) => item.dataset.preauAttachment));
    const mine = id ?? items.at(-1)?.dataset.preauAttachment;
    for (const item of items) if (!known.has(item.dataset.preauAttachment)) this.list.insertBefore(item, task.row);
    task.row.remove();
    this.beside.show(page);
    const added = items.find((item) => item.dataset.preauAttachment === mine);
    if (task.inline && added) this.placeImage(added.dataset.preauUrl, task.file.name);
    this.report(say(this.strip, "uploaded", { name: task.file.name }));
  }

  #stopped(task, error) {
    if (error.name === "AbortError") return task.row.remove();
    if (error instanceof CutLine) this.#fail(task, "upload-cut", { share: `${Math.floor((task.share ?? 0) * 100)} %` });
    else if (error.message === "413") this.#refuse(task, "upload-too-big", this.#limit);
    else if (["401", "403"].includes(error.message)) this.#fail(task, "upload-session");
    else if (error.message === "507") this.#refuse(task, "upload-no-room");
    else this.#refuse(task, "upload-refused");
  }

  #fail(task, name, values) {
    this.#failed.add(task);
    slot(task.row, "retry").hidden = false;
    this.#tell(task, name, values);
  }

  #refuse(task, name, values) {
    delete task.row.dataset.preauSize; // it does not count towards the limits
    delete task.row.dataset.preauLinkedSize;
    this.#tell(task, name, values);
  }

  #tell(task, name, values = {}) {
    const sentence = say(this.strip, name, { name: task.file.name, ...values });
    task.row.dataset.preauKind = "failed";
    slot(task.row, "bar").hidden = true;
    slot(task.row, "state").textContent = sentence;
    this.report(`${task.file.name}: ${sentence}`);
  }

  #retry(task) {
    this.#failed.delete(task);
    delete task.row.dataset.preauKind;
    slot(task.row, "retry").hidden = true;
    slot(task.row, "bar").hidden = false;
    this.#progress(task, task.from.url ? task.share ?? 0 : 0);
    this.#waiting.push(task);
    this.#next();
  }

  /** The line, or the session, is back. */
  retryAll() {
    for (const task of [...this.#failed]) this.#retry(task);
  }

  #cancel(task) {
    this.#failed.delete(task);
    this.#waiting = this.#waiting.filter((other) => other !== task);
    if (this.#running.has(task)) task.stop.abort();
    else task.row.remove();
    slot(this.composer, "attach").focus();
  }

  async #removed(event) {
    const button = event.target.closest("[data-preau-remove]");
    if (!button) return;
    event.preventDefault();
    const item = button.closest("li");
    item.setAttribute("aria-busy", "true");
    const { kind, answer } = await this.beside.post(button.formAction);
    item.removeAttribute("aria-busy");
    if (kind !== "ok") return this.report(say(this.strip, "remove-failed", { name: item.dataset.preauName }));
    item.remove();
    this.beside.show(parse(await answer.text()));
    this.report(say(this.strip, "removed", { name: item.dataset.preauName }));
    slot(this.composer, "attach").focus();
  }

  #listenToDrops() {
    const { composer } = this;
    const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
    composer.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      composer.dataset.preauDropping = "";
    });
    composer.addEventListener("dragleave", ({ relatedTarget }) => {
      if (!composer.contains(relatedTarget)) delete composer.dataset.preauDropping;
    });
    composer.addEventListener("drop", (event) => {
      delete composer.dataset.preauDropping;
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      this.add(event.dataTransfer.files);
    }, true);
  }
}

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
