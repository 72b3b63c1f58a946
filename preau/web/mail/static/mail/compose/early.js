/* Words typed in a plain field while the editor over it came: they stay, and so does the caret.

   The plain field holds the rich text without its shape. What was only added to it goes above what was
   given, or below where it was added last; what was changed otherwise counts as it stands. */

import { toHtml } from "./plain.js";

export class EarlyWords {
  constructor(field) {
    this.text = field.value;
    this.given = field.defaultValue;
    this.isTyped = this.text !== this.given;
    this.caret = document.activeElement === field ? field.selectionEnd : null;
    this.from = placeOf(this.text, this.given);
    this.added = addedAt(this.from, this.text, this.given);
    this.isBelow = this.added !== null && this.from > 0 && this.from === this.given.length;
  }

  /** What the editor is to show in the place of the rich text that was given. */
  over(html) {
    if (!this.isTyped) return html;
    if (this.added === null) return toHtml(this.text);
    return this.isBelow ? html + toHtml(this.added) : toHtml(this.added) + html;
  }

  /** Once the editor is shown: for who was writing, the focus and the place they had. */
  writeOn(editor) {
    if (this.caret === null) return;
    editor.focus();
    if (this.isBelow) editor.moveCursorToEnd();
    else if (this.isTyped) this.#putCaret(editor);
  }

  #putCaret(editor) {
    const before = this.text.slice(this.added === null ? 0 : this.from, this.caret).split("\n");
    const line = editor.getRoot().children[before.length - 1]?.firstChild;
    if (line?.nodeType !== Node.TEXT_NODE) return;
    const caret = document.createRange();
    caret.setStart(line, Math.min(before.at(-1).length, line.length));
    editor.setSelection(caret);
  }
}

/* Where the two begin to differ. */
function placeOf(text, given) {
  if (text.endsWith(given)) return 0;
  let at = 0;
  while (at < given.length && text[at] === given[at]) at += 1;
  return at;
}

/* What stands there and nowhere else in what was given; null where that was changed. */
function addedAt(from, text, given) {
  const length = text.length - given.length;
  return text.slice(from + length) === given.slice(from) && length > 0 ? text.slice(from, from + length) : null;
}
