/** Choosing rows: by box, by Shift, all of them, the whole search; and the row one opens. */
const find = (selector) => document.querySelector(selector);
const boxes = () => [...document.querySelectorAll("#rows input[name=id]")];
const list = () => find("[data-preau-list]");
let last = null;
let shift = false;

const say = (element, sentence, number) => {
  if (element) element.textContent = sentence.replace("{n}", number);
};

const update = () => {
  const place = list();
  if (!place) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked);
  for (const box of all) box.closest("[data-preau-row]").toggleAttribute("data-chosen", box.checked);
  const hasAll = all.length > 0 && chosen.length === all.length;
  place.toggleAttribute("data-selecting", chosen.length > 0);
  say(find("[data-preau-count]"), place.dataset.preauChosen, chosen.length);
  find("[data-preau-count]")?.setAttribute("data-number", chosen.length);
  const whole = find("[data-preau-all]");
  if (whole) Object.assign(whole, { checked: hasAll, indeterminate: chosen.length > 0 && !hasAll });
  const bar = find("[data-preau-every-bar]");
  bar.hidden = !(hasAll && (find("#more") || find("a[rel=prev]")));
  if (!hasAll) chooseEvery(false);
};

const chooseEvery = (every) => {
  find("[data-preau-every-field]").value = every ? "1" : "";
  const button = find("[data-preau-every-bar] [data-preau-every]");
  button.setAttribute("aria-pressed", every);
  if (every) say(find("[data-preau-count]"), button.textContent.trim(), "");
};

const choose = (checked, chosen = boxes()) => {
  for (const box of chosen) box.checked = checked;
  update();
};

document.addEventListener("click", (event) => {
  if (event.target.closest(".row-check")) shift = event.shiftKey || (shift && event.target.matches("input"));
  if (event.target.closest("[data-preau-clear]")) choose(false);
  if (event.target.closest("button[data-preau-every]")) chooseEvery(true);
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-preau-all]")) return choose(target.checked);
  if (!target.matches("#rows input[name=id]")) return;
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(target)].sort((a, b) => a - b);
  if (shift && from >= 0) choose(target.checked, all.slice(from, to + 1));
  [last, shift] = [target, false];
  update();
});

// The row one opens is the current one at once; the server's row follows.
const markCurrent = (row) => {
  for (const other of document.querySelectorAll(".row-current")) {
    other.classList.remove("row-current");
    other.querySelector("a").removeAttribute("aria-current");
  }
  row?.classList.add("row-current");
  row?.querySelector("a").setAttribute("aria-current", "true");
};

const showPane = () => {
  const reader = find("#reader");
  find("#panes")?.classList.toggle("panes-open", Boolean(reader?.dataset.preauReader));
  if (reader?.dataset.preauReader) markCurrent(find(`#row-${CSS.escape(reader.dataset.preauReader)}`));
  else markCurrent(null);
};

// A verb acts on the row it was pressed on, and each row asks for itself: the verbs may be another row's before the
// answer comes, and of what one form has waiting htmx keeps only the last.
document.addEventListener(
  "click",
  (event) => {
    const verb = event.target.closest("[data-preau-row] button[form=one]");
    if (!verb || !window.htmx) return;
    event.preventDefault();
    event.stopPropagation();
    const values = { ...Object.fromEntries(new FormData(find("#one"))), [verb.name]: verb.value };
    const source = verb.closest("[data-preau-row]");
    window.htmx.ajax("POST", verb.getAttribute("formaction"), { source, values, swap: "none" });
  },
  true,
);

// When the row that has the focus leaves, its neighbour inherits it at once.
const staying = (row, step) => {
  let next = row[step];
  while (next?.matches("[data-leaving]")) next = next[step];
  return next?.matches("[data-preau-row]") && next;
};
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const { elt, requestConfig } = detail;
  if (elt.matches("a.row-link")) markCurrent(elt.closest("[data-preau-row]"));
  if (!elt.matches("#one, #bulk, [data-preau-row]") || !/\/(archive|trash|junk|move|snooze|wake)(\?|$)/.test(requestConfig.path)) return;
  const left = requestConfig.formData.getAll("id").map((id) => find(`#row-${CSS.escape(id)}`));
  for (const row of left) row?.setAttribute("data-leaving", "");
  const held = document.activeElement.closest("[data-leaving]");
  const heir = held && (staying(held, "nextElementSibling") || staying(held, "previousElementSibling"));
  heir?.querySelector("a").focus({ preventScroll: true });
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful) for (const row of document.querySelectorAll("[data-leaving]")) row.removeAttribute("data-leaving");
  else if (detail.elt.matches("#bulk")) choose(false);
});
// Only once settled: until then htmx still gives a swapped row the class it came with.
document.addEventListener("htmx:afterSettle", () => {
  showPane();
  update();
});

// The reader closed without asking again when its list is still there.
document.addEventListener("click", (event) => {
  const back = event.target.closest("[data-preau-back]");
  if (!back || !find("#rows") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = find(".row-current a");
  window.htmx.ajax("GET", back.href, { target: "#reader", select: "#reader", swap: "outerHTML", source: back }).then(() => {
    history.pushState({ htmx: true }, "", back.href);
    row?.focus({ preventScroll: true });
  });
});

// The verbs are lent to the row under the pointer or the focus; a row that leaves does not take them along.
let verbs;
const lend = (row) => {
  verbs = find("[data-preau-list] > [data-preau-verbs]") ?? verbs;
  if (!row || !verbs || row.contains(verbs)) return;
  for (const verb of verbs.children) verb.value = row.dataset.preauRow;
  verbs.hidden = false;
  row.append(verbs);
};

// Dragging and swiping are fetched when a first pointer comes, and beforehand for a finger, whose first touch may
// already be a swipe.
const gestures = () => import(find("#panes").dataset.preauGestures);
const rowOf = ({ target }) => target.closest?.("[data-preau-row]");
document.addEventListener("pointerover", (event) => rowOf(event) && (lend(rowOf(event)), gestures()), { passive: true });
document.addEventListener("focusin", (event) => lend(rowOf(event)));
if (matchMedia("(pointer: coarse)").matches && find("#panes")) addEventListener("load", () => setTimeout(gestures, 300));

// A row may have left already, taken by the news of the same deed: then there is nothing to take away.
const LEAVING = /<li id="(row-[^"]+)" hx-swap-oob="delete"><\/li>/g;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  detail.serverResponse = detail.serverResponse.replace(LEAVING, (row, id) => (document.getElementById(id) ? row : ""));
});
