/* What is written: rich or plain, with the quote of the original beside it.

   The original stays out of the editor, in a sandboxed frame: its tables and styles then come back
   untouched from the server, and cannot be broken by a caret. It enters only when asked for. */

import { EarlyWords } from "./early.js";
import { openEditor } from "./editor.js";
import { ownLines } from "./forgotten.js";
import { slot } from "./phrases.js";
import { toHtml, toText } from "./plain.js";
import { park } from "./styles.js";
import { openToolbar } from "./toolbar.js";

export class Body {
  editor = null;
  isTypedBefore = false;
  #richBefore = null;

  constructor(composer, changed) {
    Object.assign(this, { composer, changed });
    this.form = composer.querySelector("form");
    this.root = composer.querySelector("[data-preau-editor]");
    this.bar = composer.querySelector("[data-preau-toolbar]");
    this.textArea = this.form.elements.text;
    this.htmlArea = this.form.elements.html;
    this.textArea.addEventListener("input", changed);
  }

  get isRich() { return this.editor !== null && this.form.elements.format.value === "html"; }

  async open() {
    const isRich = this.composer.dataset.preauFormat === "html";
    this.editor = isRich ? await this.#make().catch(() => null) : null;
    const early = new EarlyWords(this.textArea);
    this.isTypedBefore = early.isTyped;
    if (this.editor) {
      await this.#openRich(early.over(this.htmlArea.value));
      early.writeOn(this.editor);
    } else if (isRich) this.#goOnPlain();
    this.#listen();
  }

  /* The editor is not to be had (a line cut, a new version served): one writes and sends all the same. */
  #goOnPlain() {
    this.#show(false);
    slot(this.composer, "plain").hidden = true;
  }

  /** The fields as posted; what is absent stays as the server has it. */
  get fields() {
    const quote = slot(this.composer, "quote-state");
    const own = this.isRich ? { format: "html", html: this.editor.getHTML() } : { format: "text", text: this.textArea.value };
    return quote ? { ...own, quote: quote.value } : own;
  }

  /** The new words alone: neither quotes nor the signature. */
  get ownText() {
    if (!this.isRich) return ownLines(this.textArea.value);
    const copy = this.root.cloneNode(true);
    copy.querySelectorAll("blockquote, .preau-signature, .preau-quote").forEach((part) => part.remove());
    return toText(copy);
  }

  async restore({ format, html, text, quote }) {
    if (quote && slot(this.composer, "quote-state")) this.#setQuote(quote);
    if (format === "html") await this.#openRich(html);
    else this.#showPlain(text ?? "");
  }

  focus() {
    if (!this.isRich) return this.textArea.focus();
    this.editor.focus();
  }

  /** Where the caret is: as HTML in the rich text, as text in the plain one. */
  insert(html, text) {
    if (this.isRich) {
      this.editor.focus();
      this.editor.insertHTML(html);
    } else {
      const { selectionStart: start, selectionEnd: end } = this.textArea;
      this.textArea.setRangeText(text, start, end, "end");
      this.textArea.focus();
    }
    this.changed();
  }

  placeImage(url, name) {
    if (!this.isRich || !url) return;
    this.editor.insertImage(url, { alt: name });
    this.changed();
  }

  /** Another sender: its signature in the place of the former, or at the end where there was none. */
  sign(html) {
    if (!this.isRich) return;
    const place = this.root.querySelector(".preau-signature") ?? this.#placeForSignature(html);
    if (!place) return;
    this.editor.saveUndoState();
    place.replaceChildren(this.editor._config.sanitizeToDOMFragment(html, this.editor));
    this.changed();
  }

  #placeForSignature(html) {
    if (!html) return null;
    const place = document.createElement("div");
    place.className = "preau-signature";
    const apart = document.createElement("div");
    apart.append(document.createElement("br"));
    this.root.append(apart, place);
    return place;
  }

  close() {
    this.editor?.destroy();
  }

  #listen() {
    slot(this.composer, "plain")?.addEventListener("click", () => this.#toggle());
    this.#listenToQuote();
  }

  async #openRich(html) {
    this.editor ??= await this.#make();
    this.editor.setHTML(html);
    this.form.elements.format.value = "html";
    this.#show(true);
  }

  async #make() {
    const { preauSquire: squire, preauPurify: purify } = this.composer.dataset;
    const editor = await openEditor(this.root, { squire, purify });
    editor.addEventListener("input", this.changed);
    editor.addEventListener("pasteImage", ({ detail }) => this.composer.dispatchEvent(
      new CustomEvent("preau:images", { detail: [...detail.clipboardData.files] }),
    ));
    openToolbar(this.bar, editor);
    this.root.addEventListener("click", ({ target }) => target === this.root && this.#leaveSignature());
    return editor;
  }

  /* A click below the text would write in the signature: the caret goes above it, and above the empty line. */
  #leaveSignature() {
    const apart = this.root.querySelector(":scope > .preau-signature")?.previousElementSibling;
    const own = apart?.textContent ? apart : apart?.previousElementSibling ?? apart;
    if (!own) return;
    const caret = document.createRange();
    caret.selectNodeContents(own);
    if (own.lastChild?.nodeName === "BR") caret.setEndBefore(own.lastChild);
    caret.collapse(false);
    this.editor.setSelection(caret);
  }

  #showPlain(text) {
    this.textArea.value = text;
    this.form.elements.format.value = "text";
    this.#show(false);
  }

  #show(rich) {
    this.root.hidden = !rich;
    this.textArea.hidden = rich;
    for (const tool of this.bar.querySelectorAll("[data-preau-rich]")) tool.hidden = !rich;
    slot(this.composer, "plain").setAttribute("aria-pressed", String(!rich));
  }

  /* Back to rich without an edit gives the very same rich text again. */
  async #toggle() {
    if (this.isRich) {
      const html = this.editor.getHTML();
      this.#showPlain(toText(this.root));
      this.#richBefore = { html, text: this.textArea.value };
    } else {
      const same = this.#richBefore?.text === this.textArea.value;
      await this.#openRich(same ? this.#richBefore.html : toHtml(this.textArea.value));
    }
    this.changed();
    this.focus();
  }

  #listenToQuote() {
    const quote = this.composer.querySelector("[data-preau-quote]");
    if (!quote) return;
    slot(quote, "edit").addEventListener("click", () => this.#inline(quote));
    slot(quote, "remove").addEventListener("click", () => this.#setQuote("removed"));
    slot(quote, "restore").addEventListener("click", () => this.#setQuote("kept"));
    quote.addEventListener("toggle", () => this.#openFrame(quote), true);
    slot(quote, "quote-tools").hidden = false;
    this.#setQuote(quote.dataset.preauState, true);
  }

  #openFrame(quote) {
    const frame = slot(quote, "frame");
    if (frame.getAttribute("src")) return;
    frame.addEventListener("load", () => fit(frame));
    frame.src = frame.dataset.preauSrc;
  }

  async #inline(quote) {
    const answer = await fetch(quote.dataset.preauEdit, { headers: { "HX-Request": "true" }, redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return;
    const html = await answer.text();
    if (!this.isRich) this.#showPlain(`${this.textArea.value}\n\n${toText(this.#parsed(html)).replace(/^/gm, "> ")}`);
    else this.#append(html);
    this.#setQuote("inlined");
    this.focus();
  }

  #append(html) {
    this.editor.moveCursorToEnd();
    this.editor.insertHTML(`<div class="preau-quote">${html}</div>`);
    this.editor.moveCursorToStart();
  }

  #parsed(html) {
    return new DOMParser().parseFromString(park(html), "text/html").body;
  }

  #setQuote(state, silent = false) {
    const quote = this.composer.querySelector("[data-preau-quote]");
    slot(quote, "quote-state").value = state;
    slot(quote, "whole").hidden = state !== "kept";
    slot(quote, "gone").hidden = state !== "removed";
    if (!silent) this.changed();
  }
}

function fit(frame) {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.style.blockSize = `${Math.min(page.scrollHeight + 2, 480)}px`;
}
