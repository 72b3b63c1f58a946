/* The formatting bar: one stop for Tab, arrows inside, Alt+F10 from the text. */

import { apply, stateOf } from "./editor.js";
import { slot } from "./phrases.js";

export function openToolbar(bar, editor) {
  const tools = () => [...bar.querySelectorAll("[data-preau-tool]")].filter((tool) => tool.offsetParent !== null);
  rove(bar, tools);
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    editor.focus();
  });
  bar.addEventListener("mousedown", (event) => {
    if (!event.target.closest("input")) event.preventDefault(); // the caret stays in the text
  });
  bar.addEventListener("click", ({ target }) => {
    const tool = target.closest("[data-preau-tool]");
    if (tool) use(tool, bar, editor);
  });
  for (const event of ["pathChange", "select", "cursor", "undoStateChange"]) {
    editor.addEventListener(event, () => show(bar, editor));
  }
  editor.addEventListener("keydown", (event) => shortcut(event, bar, editor));
}

function rove(bar, tools) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  bar.addEventListener("keydown", (event) => {
    const all = tools();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key in step) to(all, (at + step[event.key] + all.length) % all.length, event);
    else if (event.key === "Home") to(all, 0, event);
    else if (event.key === "End") to(all, all.length - 1, event);
  });
  bar.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-preau-tool]")) tools().forEach((tool) => { tool.tabIndex = tool === target ? 0 : -1; });
  });
}

function to(tools, index, event) {
  event.preventDefault();
  tools[index].focus();
}

function use(tool, bar, editor) {
  const command = tool.dataset.preauTool;
  if (command === "link") openLink(bar, editor);
  else if (command === "color") openPanel(bar, "colors");
  else if (tool.dataset.preauColor !== undefined) colour(tool.dataset.preauColor, bar, editor);
  else if (command in ACTIONS) apply(editor.focus(), command);
  show(bar, editor);
}

const ACTIONS = Object.fromEntries(
  ["bold", "italic", "underline", "strike", "bullets", "numbers", "quote", "clear", "undo", "redo"].map((name) => [name, true]),
);

function show(bar, editor) {
  const state = stateOf(editor);
  for (const tool of bar.querySelectorAll("[aria-pressed]")) {
    tool.setAttribute("aria-pressed", String(Boolean(state[tool.dataset.preauTool])));
  }
}

function shortcut(event, bar, editor) {
  const held = event.ctrlKey || event.metaKey;
  if (held && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    event.stopPropagation();
    openLink(bar, editor);
  } else if (event.altKey && event.key === "F10") {
    event.preventDefault();
    (bar.querySelector('[data-preau-tool][tabindex="0"]') ?? bar.querySelector("[data-preau-tool]")).focus();
  }
}

function openPanel(bar, name) {
  const panel = slot(bar, name);
  panel.hidden = !panel.hidden;
  bar.querySelector(`[aria-controls="${panel.id}"]`).setAttribute("aria-expanded", String(!panel.hidden));
  if (!panel.hidden) panel.querySelector("input, button").focus();
  panel.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    openPanel(bar, name);
    bar.querySelector(`[aria-controls="${panel.id}"]`).focus();
  };
  return panel;
}

function colour(value, bar, editor) {
  openPanel(bar, "colors");
  editor.focus();
  editor.setTextColor(value || null);
}

function openLink(bar, editor) {
  const current = linkAt(editor);
  const panel = slot(bar, "link");
  if (panel.hidden) openPanel(bar, "link");
  const field = panel.querySelector("input");
  field.value = current?.getAttribute("href") ?? "";
  field.select();
  field.onkeydown = (event) => {
    if (event.key === "Enter") { event.preventDefault(); putLink(field.value, bar, editor); }
  };
  slot(panel, "put").onclick = () => putLink(field.value, bar, editor);
  slot(panel, "remove").onclick = () => putLink("", bar, editor);
  slot(panel, "remove").hidden = !current;
}

function linkAt(editor) {
  const { startContainer } = editor.getSelection();
  return (startContainer.nodeType === Node.ELEMENT_NODE ? startContainer : startContainer.parentElement)?.closest("a[href]");
}

function putLink(typed, bar, editor) {
  openPanel(bar, "link");
  editor.focus();
  const target = address(typed.trim());
  if (target) editor.makeLink(target, { target: "_blank", rel: "noopener noreferrer" });
  else editor.removeLink();
}

function address(typed) {
  if (!typed || /^(?:javascript|data|vbscript):/i.test(typed)) return "";
  if (/^[a-z][a-z\d+.-]*:/i.test(typed)) return typed;
  return typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
}
