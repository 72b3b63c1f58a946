/** The panes kept true: frames that fit, mail that arrives, the next message when one leaves. */
const find = (selector, root = document) => root.querySelector(selector);

// What is laid out for a wide screen is shown smaller, down to half its size; beyond that it scrolls sideways.
const zoomOf = (body) => Number(body.style.zoom) || 1;
const shrink = (frame, body) => {
  const width = frame.clientWidth;
  if (!width || (frame.dataset.width === String(width) && body.scrollWidth * zoomOf(body) <= width + 1)) return;
  frame.dataset.width = width;
  body.style.zoom = "";
  if (body.scrollWidth > width + 1) body.style.zoom = Math.max(0.5, width / body.scrollWidth);
};

// A frame takes the height of its message: same origin, sandboxed, without scripts of its own.
const fit = (frame) => {
  const inside = frame.contentDocument?.documentElement;
  if (!inside?.isConnected || !frame.contentDocument.body) return;
  const measure = () => {
    const body = frame.contentDocument?.body;
    if (!body) return;
    shrink(frame, body);
    frame.style.setProperty("--fitted", `${Math.ceil(Math.max(body.scrollHeight * zoomOf(body), inside.offsetHeight))}px`);
    frame.dataset.fitted = "";
  };
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(frame.contentDocument.body);
  observer.observe(frame);
  inside.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") document.body.dispatchEvent(new KeyboardEvent("keydown", event));
  });
};
const fitAll = () => {
  for (const frame of document.querySelectorAll("iframe[data-preau-fit]:not([data-seen])")) {
    frame.dataset.seen = "";
    frame.addEventListener("load", () => fit(frame));
    if (frame.contentDocument?.readyState === "complete") fit(frame);
  }
};
document.addEventListener("htmx:load", fitAll);
document.addEventListener("toggle", fitAll, true);
fitAll();

// How many are unread stands before the window's title, and is true whatever was swapped.
const entitle = (unread) => {
  const plain = document.title.replace(/^\([^)]*\) /, "");
  document.title = unread ? `(${unread}) ${plain}` : plain;
};
const count = () => find("#folder-links") && entitle(find("#folder-inbox .folder-count")?.firstChild.textContent.trim());
document.addEventListener("htmx:afterSettle", count);

const refresh = () => import("./weave.js").then(({ refresh }) => refresh()).then(count);

// Who wants notices, and allowed them here, is told while the page is not looked at: the stream then stays awake.
const isWatching = () => window.Notification?.permission === "granted" && find("#panes")?.dataset.preauNotices;
const notify = (data) => {
  if (!isWatching() || (!document.hidden && document.hasFocus())) return;
  import(isWatching()).then(({ tell }) => tell(data)).then((unread) => unread === null || entitle(unread));
};

// What the stream tells; a page that is seen again catches up.
let soon;
const later = () => {
  clearTimeout(soon);
  soon = setTimeout(refresh, 400);
};
document.addEventListener("preau:heard", ({ detail: { kind, data } }) => {
  if (kind === "mailbox" || kind === "again") later();
  if (kind === "mailbox") notify(data);
  if (kind === "dispatch") document.dispatchEvent(new CustomEvent("preau:dispatch", { detail: data }));
});
document.addEventListener("visibilitychange", () => document.hidden || refresh());

// A list that emptied or changed as a whole is asked for again, and stays where it was scrolled. Hands that were in it
// find what came back, else what they held.
const rows = () => [...document.querySelectorAll("[data-preau-row]")];
// News of a deed may bring its rows before its own answer does: what stood here is known from when it was asked.
let stood;
const names = () => new Set(rows().map((row) => row.id));
document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig } }) => {
  if (requestConfig.verb === "post") stood = names();
});
const reload = async () => {
  const url = find("[data-preau-rows]")?.dataset.preauRows;
  if (!url) return;
  const { scrollTop } = find("#list [data-preau-scroll]");
  const [before, held] = [stood ?? names(), document.activeElement];
  const isHeld = held === document.body || held.closest("#list, [data-preau-toasts]");
  const name = held.closest("[data-preau-row]")?.id;
  await window.htmx.ajax("GET", url, { target: "#list", select: "#list", swap: "outerHTML ignoreTitle:true" });
  find("#list [data-preau-scroll]")?.scrollTo(0, scrollTop);
  const heir = isHeld && (rows().find((row) => !before.has(row.id)) ?? rows().find((row) => row.id === name));
  if (heir) find(".row-link", heir).focus({ preventScroll: true });
  refresh();
};
document.addEventListener("preau:reload", reload);

// The star and the envelope of the reader follow what was done.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const open = find("#reader[data-preau-reader]");
  const { path = "", formData } = detail.requestConfig ?? {};
  if (!open || !detail.successful || !formData?.getAll("id").includes(open.dataset.preauReader)) return;
  const on = formData.get("on") ?? new URL(path, location).searchParams.get("on");
  const star = find("[data-preau-star]", open);
  if (path.includes("/star") && star) (star.setAttribute("aria-pressed", on === "1"), (star.value = on === "1" ? "0" : "1"));
  if (path.includes("/reading") && on === "0") find("[data-preau-back]", open).click();
});

// The open message left: on a wide screen the next one comes, on a phone the list.
const leaves = /\/(archive|trash|junk|move|snooze|wake)(\?|$)/;
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const open = find("#reader[data-preau-reader]");
  if (!detail.successful || !leaves.test(detail.requestConfig?.path ?? "")) return;
  if (find("#rows") && !find("[data-preau-row]") && !find("#more")) reload();
  const left =
    open && (detail.elt.matches("#open") || detail.requestConfig.formData.getAll("id").includes(open.dataset.preauReader));
  if (!left) return;
  const next = matchMedia("(min-width: 48rem)").matches && find("[data-preau-step=j]", open);
  (next || find("[data-preau-back]", open))?.click();
});
