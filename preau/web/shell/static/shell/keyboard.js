/** Shortcuts. An element says which key presses it: data-preau-key="e". This file only chooses the one that is meant. */
const find = (selector, root = document) => root.querySelector(selector);
const isTyping = (target) =>
  target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [contenteditable='']");

// The row that letters act on: the focused one, else the open one, else the first.
const rows = () => [...document.querySelectorAll("[data-preau-row]")];
const rowHere = () => document.activeElement.closest("[data-preau-row]") ?? find(".row-current") ?? null;

const walk = (step) => {
  const all = rows();
  const here = all.indexOf(rowHere());
  let at = here < 0 ? 0 : here + step;
  while (all[at]?.matches("[data-leaving]")) at += step;
  const next = all[at];
  if (!next) return;
  const link = find("a", next);
  link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (find("#reader[data-preau-reader]")) link.click();
};

const press = (key) => {
  const wanted = `[data-preau-key="${CSS.escape(key)}"]`;
  const places = [
    find("[data-selecting] [data-preau-bulk]"),
    document.activeElement.closest("[data-preau-row]"),
    find("#reader[data-preau-reader]"),
    rowHere(),
    document,
  ];
  for (const place of places) {
    // What a closed menu hides counts too: it is this key's meaning here. What is shown comes first.
    const goals = place
      ? [...place.querySelectorAll(wanted)].filter(
          (each) => place !== document || !each.closest("[data-preau-bulk], [data-preau-row]"),
        )
      : [];
    const goal = goals.find((each) => each.getClientRects().length) ?? goals[0];
    if (!goal) continue;
    if (goal.matches("input:not([type=checkbox])")) (goal.focus(), goal.select());
    else if (goal.matches("summary"))
      ((goal.parentElement.open = true), find("input, button, a", goal.nextElementSibling)?.focus());
    else goal.click();
    return true;
  }
  return false;
};

const toggleHere = () => find("input[type=checkbox]", rowHere() ?? document.body)?.click();
const letters = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => find("a", rowHere() ?? document.body)?.click(),
  x: toggleHere,
  "?": () => find("#shortcuts")?.showModal(),
};
const afterG = { i: ".brand" };
let went = 0;

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || find("dialog[open]")) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !isTyping(target)) {
    if (key === "a" && find("[data-preau-all]"))
      (event.preventDefault(), find("[data-preau-all]").checked || find("[data-preau-all]").click());
    if (key === "z" && find("[data-preau-undo]")) (event.preventDefault(), document.dispatchEvent(new CustomEvent("preau:undo")));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
  if (target.closest(".menu[open]")) return;
  if ((key === "ArrowDown" || key === "ArrowUp") && target.closest("[data-preau-row]")) {
    event.preventDefault();
    return walk(key === "ArrowDown" ? 1 : -1);
  }
  if (key === "g") return void (went = Date.now());
  if (Date.now() - went < 1500 && afterG[key]) return void ((went = 0), find(afterG[key])?.click());
  const known = letters[key];
  if (known) (event.preventDefault(), known());
  else if ((key.length === 1 && key !== " ") || key === "Escape") press(key) && event.preventDefault();
});
