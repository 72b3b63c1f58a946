/** What every page shares: menus, dialogs, the drawer, focus after a swap, a sign-out that loses nothing. */
const on = (event, act) => document.addEventListener(event, act);
const find = (selector) => document.querySelector(selector);

// Menus are <details>: one open at a time, closed by Escape, by a click elsewhere, by a choice.
const openMenus = () => document.querySelectorAll("[data-preau-menu][open]");
const closeMenus = (except) => openMenus().forEach((menu) => menu.contains(except) || menu.removeAttribute("open"));

on("click", ({ target }) => {
  closeMenus(target);
  const choice = target.closest(".menu-panel a, .menu-panel button[type=submit], .menu-panel [data-preau-open]");
  if (choice && !choice.closest("form.menu-panel, form.menu-form")) closeMenus();
});

on("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("[data-preau-menu][open]") ?? openMenus()[0];
  if (menu) {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
    event.stopImmediatePropagation();
  } else toggleDrawer(false);
});

// Arrows walk through the items of an open menu.
on("keydown", (event) => {
  const menu = event.target.closest?.("[data-preau-menu][open]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!menu || !step || event.target.matches("input:not([data-preau-filter]), select, textarea")) return;
  const items = [...menu.querySelectorAll(".menu-item")].filter((item) => item.offsetParent);
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
  event.preventDefault();
});

on("input", ({ target }) => {
  if (!target.matches("[data-preau-filter]")) return;
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const item of target.closest(".menu-panel, details").querySelectorAll("button.menu-item[name=to]")) {
    item.hidden = !plain(item.textContent).includes(plain(target.value));
  }
});

// Dialogs, drawer, passwords.
const toggleDrawer = (open) => {
  const drawer = find("#folders");
  if (!drawer || drawer.hasAttribute("data-open") === open) return;
  drawer.toggleAttribute("data-open", open);
  const goal = open ? drawer.querySelector("[aria-current], a") : find(".topbar-folders");
  goal?.focus({ preventScroll: true });
};
// A link to the folders opens the drawer where they wait in one.
if (location.hash === "#folders" && find(".topbar-folders")?.offsetParent) toggleDrawer(true);

on("click", (event) => {
  const { target } = event;
  const opener = target.closest("[data-preau-open]");
  if (opener) find(opener.dataset.preauOpen)?.showModal();

  const closer = target.closest("[data-preau-close]");
  const closed = closer?.closest(closer.dataset.preauClose);
  if (closed) {
    event.preventDefault();
    closed.matches("dialog") ? closed.close() : closed.remove();
  }
  if (target.matches("dialog[open]")) target.close();

  if (target.closest("[data-preau-drawer]")) {
    event.preventDefault();
    toggleDrawer(!find("#folders").hasAttribute("data-open"));
  } else if (target.id === "folders" || target.closest("#folders a")) toggleDrawer(false);

  const reveal = target.closest("[data-preau-reveal]");
  if (reveal) {
    const field = find(reveal.dataset.preauReveal);
    field.type = field.type === "password" ? "text" : "password";
    reveal.setAttribute("aria-pressed", field.type === "text");
  }
});

// What completes a search is fetched when one begins to.
on("focusin", ({ target }) => target.closest("[data-preau-search]") && import("./searching.js"));

// What only some browsers can do is shown to those; its module is fetched when it is first asked for.
for (const form of document.querySelectorAll("form[data-preau-lent]")) {
  const { preauLent, preauNeeds } = form.dataset;
  form.hidden = !(preauNeeds in window);
  if ("preauAutofill" in form.dataset) import(preauLent);
  else form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await import(preauLent);
    form.requestSubmit();
  }, { once: true });
}

// Writing opens over what one reads; on a phone, and in a new tab, it is a page.
on("click", (event) => {
  const link = event.target.closest("a[data-preau-compose]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx || !find("#composers")) return;
  if (!matchMedia("(min-width: 48rem)").matches) return;
  event.preventDefault();
  window.htmx.ajax("GET", link.href, { target: "#composers", swap: "beforeend" });
});

// After a swap: the title says where one is, the focus is at the beginning of what came.
on("htmx:afterSettle", ({ detail: { target, requestConfig } }) => {
  const asker = requestConfig?.elt;
  const title = find("#title");
  if (title) title.textContent = document.title.replace(/^\([^)]*\) /, "").split(" – ").slice(0, -1).join(" – ") || document.title;
  const came = target?.id ? find(`#${CSS.escape(target.id)}`) : null;
  if (came?.matches("dialog")) came.open || came.showModal();
  else if (came?.matches("#reader") && asker?.matches(".row-link, .reader *")) came.focus({ preventScroll: true });
});

// A sign-out waits (at most 4 s) for whoever still has something to save: `event.detail.wait(promise)`.
on("submit", async (event) => {
  if (!event.target.matches("[data-preau-sign-out]")) return;
  event.preventDefault();
  const waits = [];
  document.dispatchEvent(new CustomEvent("preau:leaving", { detail: { wait: (promise) => waits.push(promise) } }));
  await Promise.race([Promise.allSettled(waits), new Promise((done) => setTimeout(done, 4000))]);
  event.target.submit();
});
