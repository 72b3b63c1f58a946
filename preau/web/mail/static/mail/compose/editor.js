/* The rich text: Squire inside, DOMPurify at its door, both loaded only when one writes. */

import { park, parkedStyle, unpark } from "./styles.js";

const ALLOWED = {
  FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "svg", "math", "video", "audio", "iframe", "tt"],
  FORBID_ATTR: ["id", "name", "srcset", "background", "contenteditable", "tabindex"],
  ADD_ATTR: ["target"],
  RETURN_DOM_FRAGMENT: true,
};

/** A rich text editor in `root`. `vendor` gives the addresses of the two libraries. */
export async function openEditor(root, vendor) {
  const [{ default: Squire }, { default: purify }] = await Promise.all([import(vendor.squire), import(vendor.purify)]);
  const Editor = underPolicy(Squire);
  const editor = new Editor(root, {
    blockTag: "DIV",
    sanitizeToDOMFragment: (html) => clean(purify, html),
    undo: { documentSizeThreshold: 2e6, undoLimit: 50 },
    tagAttributes: { a: { target: "_blank", rel: "noopener noreferrer" } },
    didError: () => {}, // an error of the editor may quote what is written: it goes nowhere
  });
  leaveToBrowser(editor);
  return editor;
}

function clean(purify, html) {
  const fragment = purify.sanitize(park(html), ALLOWED);
  for (const image of fragment.querySelectorAll("img")) {
    if (!isOurs(image.getAttribute("src"))) image.replaceWith(image.alt);
  }
  return document.importNode(unpark(fragment), true);
}

/* An image pasted from a web page would be asked from that site by every reader. */
function isOurs(source) {
  return /^data:image\//.test(source ?? "") || new URL(source ?? "x:", location).origin === location.origin;
}

function underPolicy(Squire) {
  return class extends Squire {
    _setRawHTML(html) {
      super._setRawHTML(park(html));
      unpark(this.getRoot());
      return this;
    }

    /* Squire's own sets a style attribute, which the policy refuses. */
    setTextColor(color) {
      const plain = { tag: "SPAN", attributes: { class: "color" } };
      const added = color && { tag: "SPAN", attributes: { class: "color", ...parkedStyle(`color: ${color}`) } };
      this.changeFormat(added || null, plain);
      unpark(this.getRoot());
      return this;
    }
  };
}

/* Keys that mean something else to the person, and a resizer drawn with style attributes. */
function leaveToBrowser(editor) {
  for (const key of ["PageUp", "PageDown", "Ctrl-d", "Meta-d"]) editor.setKeyHandler(key, null);
  editor._imageResizer.destroy();
}

/** Which of our buttons describe the place of the caret. */
export function stateOf(editor) {
  const path = editor.getPath();
  const inside = (tag) => new RegExp(`(?:^|>)${tag}\\b`).test(path);
  return {
    bold: editor.hasFormat("B"),
    italic: editor.hasFormat("I"),
    underline: editor.hasFormat("U"),
    strike: editor.hasFormat("S"),
    link: editor.hasFormat("A"),
    bullets: inside("UL"),
    numbers: inside("OL"),
    quote: inside("BLOCKQUOTE"),
  };
}

const TOGGLES = {
  bold: ["bold", "removeBold"],
  italic: ["italic", "removeItalic"],
  underline: ["underline", "removeUnderline"],
  strike: ["strikethrough", "removeStrikethrough"],
  bullets: ["makeUnorderedList", "removeList"],
  numbers: ["makeOrderedList", "removeList"],
  quote: ["increaseQuoteLevel", "decreaseQuoteLevel"],
  clear: ["removeAllFormatting", "removeAllFormatting"],
  undo: ["undo", "undo"],
  redo: ["redo", "redo"],
};

export function apply(editor, command) {
  const [on, off] = TOGGLES[command];
  editor[stateOf(editor)[command] ? off : on]();
}
