/* Words typed in a plain field while the editor over it came: they stay, and so does the caret. */

import { toHtml } from "./plain.js";

export class EarlyWords {
  constructor(field) {
    this.isTyped = field.value !== field.defaultValue;
    this.html = this.isTyped ? toHtml(field.value) : "";
    this.before = document.activeElement === field ? field.value.slice(0, field.selectionEnd).split("\n") : null;
  }

  /** Once the editor is shown: for who was writing, the focus and the place they had. */
  writeOn(editor) {
    if (!this.before) return;
    editor.focus();
    const line = this.isTyped ? editor.getRoot().children[this.before.length - 1]?.firstChild : null;
    if (line?.nodeType !== Node.TEXT_NODE) return;
    const caret = document.createRange();
    caret.setStart(line, Math.min(this.before.at(-1).length, line.length));
    editor.setSelection(caret);
  }
}
