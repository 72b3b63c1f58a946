/** The editor over the plain field of a form: `text` makes way for `html`, which the form then posts. */
import { EarlyWords } from "./early.js";
import { openEditor } from "./editor.js";
import { openToolbar } from "./toolbar.js";

export const openOver = async (element) => {
  const { html, text, format } = element.querySelector("form").elements;
  const root = element.querySelector("[data-preau-editor]");
  const editor = await openEditor(root, { squire: element.dataset.preauSquire, purify: element.dataset.preauPurify });
  const early = new EarlyWords(text);
  editor.setHTML(early.over(html.value));
  openToolbar(element.querySelector("[data-preau-toolbar]"), editor);
  element.querySelector("[data-preau-box]").hidden = false;
  text.hidden = text.disabled = true;
  html.disabled = false;
  format.value = "html";
  element.querySelector(`label[for="${text.id}"]`).removeAttribute("for");
  early.writeOn(editor);
  return { editor, root, isTyped: early.isTyped };
};
