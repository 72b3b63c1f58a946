/* Between the rich text and the plain one. */

const BLOCKS = /^(?:ADDRESS|BLOCKQUOTE|DIV|DL|H[1-6]|LI|OL|P|PRE|TABLE|TR|UL)$/;

/** What the editor holds, as one would type it in a plain text mail. */
export function toText(node) {
  return blockText(node).replace(/\u200b/g, "").replace(/\n{3,}/g, "\n\n").replace(/[ \t]+\n/g, "\n").trim();
}

function blockText(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data.replace(/\s+/g, " ");
    else if (child.nodeType === Node.ELEMENT_NODE) text = join(text, child, elementText(child));
  }
  return text;
}

function join(text, element, added) {
  if (!BLOCKS.test(element.nodeName)) return text + added;
  const start = text && !text.endsWith("\n") ? "\n" : "";
  return `${text}${start}${added}${added.endsWith("\n") ? "" : "\n"}`;
}

function elementText(element) {
  switch (element.nodeName) {
    case "BR": return element.nextSibling ? "\n" : "";
    case "PRE": return element.textContent;
    case "BLOCKQUOTE": return blockText(element).trimEnd().replace(/^/gm, "> ");
    case "LI": return listMark(element) + blockText(element).trim().replace(/\n/g, "\n  ");
    case "A": return linkText(element);
    case "IMG": return element.alt ? `[${element.alt}]` : "";
    case "TD": case "TH": return `${blockText(element).trim()}  `;
    default: return blockText(element);
  }
}

function listMark(item) {
  const list = item.parentElement;
  return list?.nodeName === "OL" ? `${[...list.children].indexOf(item) + 1}. ` : "- ";
}

function linkText(link) {
  const text = blockText(link);
  const target = link.href.replace(/^mailto:/, "");
  return !target || target.replace(/\/$/, "") === text.replace(/\/$/, "") ? text : `${text} <${target}>`;
}

/** Plain text as the editor's HTML: one block a line. */
export function toHtml(text) {
  const line = document.createElement("div");
  return text.split("\n").map((words) => {
    line.textContent = words;
    return `<div>${line.innerHTML || "<br>"}</div>`;
  }).join("");
}
