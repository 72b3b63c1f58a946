/** Rows that come by themselves, without moving what one reads. */
const find = (selector, root = document) => root.querySelector(selector);

// Rows printed again are woven in: the ones here stay where they are, with their box and their focus.
const weave = (rows, fresh) => {
  const old = new Map([...rows.querySelectorAll("[data-preau-row]")].map((row) => [row.id, row]));
  let place = rows.firstElementChild;
  for (const row of fresh.querySelectorAll("[data-preau-row]")) {
    const here = old.get(row.id);
    if (here) place = replace(here, row).nextElementSibling;
    else (rows.insertBefore(row, place), (row.dataset.new = ""), window.htmx.process(row));
    old.delete(row.id);
  }
  const newest = fresh.querySelectorAll("[data-preau-row]").length;
  const gone = [...rows.querySelectorAll("[data-preau-row]")].slice(0, newest).filter((row) => old.has(row.id));
  for (const row of fresh.querySelector("#more") ? gone : old.values()) row.matches(".row-current") || row.remove();
};

// What the server printed of a row, without what scripts added to it since.
const looks = (row) => row.className + find(".row-link", row).innerHTML + find(".row-star", row)?.getAttribute("aria-pressed");

const replace = (here, row) => {
  const [box, current] = [find("input", here), here.matches(".row-current")];
  if (box.checked) (find("input", row).setAttribute("checked", ""), (row.dataset.chosen = ""));
  row.classList.toggle("row-current", current);
  if (current) find("a", row).setAttribute("aria-current", "true");
  if (looks(here) === looks(row)) return here;
  const focused = here.contains(document.activeElement);
  here.replaceWith(row);
  window.htmx.process(row);
  if (focused) find("a", row).focus({ preventScroll: true });
  return row;
};

/** Asks for the first rows and the folders again. */
export const refresh = async () => {
  const rows = find("[data-preau-rows]");
  if (!rows || document.hidden) return;
  const answer = await fetch(rows.dataset.preauRows, { headers: { "HX-Request": "true", "HX-Target": "rows", "X-Preau-Unasked": "1" } }).catch(
    () => null,
  );
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const came = find("#rows", fresh);
  if (came && !new URLSearchParams(location.search).get("from")) weave(rows, came);
  const [links, counts] = [find("#folder-links"), find("#folder-links", fresh)];
  if (!links || !counts) return;
  const focused = links.contains(document.activeElement) && document.activeElement.id;
  links.replaceWith(counts);
  window.htmx.process(counts);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
};
