/** Toasts and what is said aloud. Others speak by `preau:toast` {sentence, level, link} and `preau:announce` {sentence}. */
const LASTS = 15000;
const region = document.querySelector("[data-preau-toasts]");

const tend = (toast) => {
  let timer;
  const start = () => {
    timer = setTimeout(() => toast.remove(), LASTS);
  };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
  // At once, not when htmx has settled: a quick Ctrl+Z would leave the page for the whole of it again.
  window.htmx?.process(toast);
  if ("preauReload" in toast.dataset) document.dispatchEvent(new CustomEvent("preau:reload"));
};

const added = (nodes) => [...nodes].filter((node) => node.nodeType === 1);
for (const toast of region.children) tend(toast);
new MutationObserver((changes) => {
  for (const toast of added(changes.flatMap((change) => [...change.addedNodes]))) {
    tend(toast);
    for (const older of [...region.children].slice(0, -2)) older.remove();
  }
}).observe(region, { childList: true });

const element = (tag, className, words = "") => Object.assign(document.createElement(tag), { className, textContent: words });

const tell = ({ sentence, level = "notice", link }) => {
  if (region.lastElementChild?.textContent.trim().startsWith(sentence)) return;
  const toast = element("div", `toast toast-${level}`);
  toast.dataset.preauToast = "";
  toast.append(element("p", "toast-words", sentence));
  if (link) toast.append(Object.assign(element("a", "button", link.words), { href: link.url }));
  region.append(toast);
};

document.addEventListener("preau:toast", ({ detail }) => tell(detail));
document.addEventListener("preau:announce", ({ detail }) => {
  document.querySelector("#announcer").textContent = detail.sentence;
});

// Undo: the newest toast that offers it. A toast that was undone goes.
document.addEventListener("preau:undo", () => [...region.querySelectorAll("[data-preau-undo] button")].at(-1)?.click());
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) detail.elt.closest("[data-preau-undo]")?.closest("[data-preau-toast]").remove();
});

// When the server cannot be asked, the page stays as it is and a sentence says so.
const words = region.dataset;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { status } = detail.xhr;
  if (status < 400) return;
  const entrance = detail.xhr.getResponseHeader("X-Preau-Sign-In");
  detail.selectOverride = "unset";
  detail.shouldSwap = Boolean(detail.xhr.getResponseHeader("HX-Retarget"));
  if (status === 401) {
    const back = new URL(entrance ?? "/", location);
    back.searchParams.set("next", location.pathname + location.search);
    tell({ sentence: words.preauEnded, level: "error", link: { words: words.preauSignIn, url: back.href } });
    document.dispatchEvent(new CustomEvent("preau:session-ended"));
  } else if (!detail.shouldSwap) tell({ sentence: words.preauFailed, level: "error" });
});
for (const lost of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(lost, () =>
    tell({ sentence: navigator.onLine ? words.preauFailed : words.preauOffline, level: "error" }),
  );
}
// A message came back after its window was closed: nobody must think that it left.
document.addEventListener("preau:dispatch", ({ detail: { box, draft, state } }) => {
  if (state !== "refused") return;
  const url = `/mail/${encodeURIComponent(box)}/drafts/d/${draft}/`;
  tell({ sentence: words.preauRefused, level: "error", link: { words: words.preauRefusedOpen, url } });
});
addEventListener("offline", () => tell({ sentence: words.preauOffline, level: "warning" }));
