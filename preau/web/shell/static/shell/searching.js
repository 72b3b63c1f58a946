/** The search field completes what one types: criteria, people, folders, then what is found (ARIA combobox). */
const PAUSE = 100;
const FIND_PAUSE = 300;
const form = document.querySelector("[data-preau-search]");
const field = form.querySelector("input[name=q]");
const list = form.querySelector("[role=listbox]");
let timer = 0;
let asked = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

const close = () => {
  clearTimeout(timer);
  asked += 1; // an answer on its way comes too late
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
};

const point = (option) => {
  for (const other of options()) other.setAttribute("aria-selected", other === option);
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
};

const fetched = async (more) => {
  const query = new URLSearchParams({ q: field.value, at: field.selectionStart, ...more });
  const answer = await fetch(`${form.dataset.preauSearch}?${query}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  return answer?.ok ? await answer.text() : "";
};

const show = () => {
  const any = options().length > 0;
  list.hidden = !any;
  field.setAttribute("aria-expanded", any);
};

// Ways to search come at once; what is found follows beneath them, so that nothing under the pointer moves.
const ask = async () => {
  const mine = (asked += 1);
  const isMine = () => mine === asked && document.activeElement === field;
  const ways = await fetched({});
  if (!isMine()) return;
  list.innerHTML = ways;
  field.removeAttribute("aria-activedescendant");
  show();
  await new Promise((resolve) => setTimeout(resolve, FIND_PAUSE - PAUSE));
  if (!isMine()) return;
  const found = await fetched({ found: 1 });
  if (!isMine()) return;
  list.insertAdjacentHTML("beforeend", found);
  show();
};

// What is chosen stands in the field; behind a colon one goes on choosing.
const take = ({ dataset: { preauText, preauCaret, preauUrl } }) => {
  close();
  if (preauUrl) return location.assign(preauUrl);
  field.value = preauText;
  field.setSelectionRange(preauCaret, preauCaret);
  if (preauText[preauCaret - 1] === ":") ask();
};

const move = (step) => {
  const all = options();
  const at = all.indexOf(active());
  point(all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length]);
};

const keys = {
  ArrowDown: () => (list.hidden ? ask() : move(1)),
  ArrowUp: () => list.hidden || move(-1),
  Escape: close,
  Enter: () => take(active()),
};
field.addEventListener("keydown", (event) => {
  const ours = event.key.startsWith("Arrow") || (!list.hidden && (event.key === "Escape" || (event.key === "Enter" && active())));
  if (!ours || !keys[event.key]) return;
  event.preventDefault();
  event.stopPropagation();
  keys[event.key]();
});
field.addEventListener("input", () => {
  clearTimeout(timer);
  if (!field.value.trim()) return close();
  timer = setTimeout(ask, PAUSE);
});
field.addEventListener("blur", close);
form.addEventListener("submit", close);
list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
list.addEventListener("click", ({ target }) => target.closest("[role=option]") && take(target.closest("[role=option]")));

for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }))
  field.setAttribute(name, value);
// It was fetched while one was typing already.
if (document.activeElement === field && field.value !== field.defaultValue) ask();
