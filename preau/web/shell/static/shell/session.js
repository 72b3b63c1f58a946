/** The session of this page: the server says how long it lasts; the page asks a minute before, and closes once it is over.
    With it goes the one event stream of a page. Others listen to `preau:heard` {kind, data}; kind "again" when something
    may have been missed. */

const WARNING = 60;
const LOOK = 5;
const place = document.querySelector("[data-preau-session]");
const words = place.dataset;
const isShared = "preauSharedComputer" in words;
const [warning, ended] = [document.querySelector("#leaving"), document.querySelector("#ended")];
const channel = "BroadcastChannel" in window ? new BroadcastChannel("preau:session") : null;
let ends = Date.now() + Number(words.preauLeft) * 1000;
let isOver = false;
let timer = 0;
let told = Date.now();

// A shared computer's page must close at once also where nobody looks; notices are for who looks elsewhere.
const isAwake = () =>
  isShared || (window.Notification?.permission === "granted" && Boolean(document.querySelector("[data-preau-notices]")));

// The stream: it sleeps with the page, unless it is to hear what concerns who does not look.
const RETRY = 30000;
let stream = null;
let wasOpened = false;

const tell = (kind, data = {}) => document.dispatchEvent(new CustomEvent("preau:heard", { detail: { kind, data } }));

const listen = () => {
  if (stream || isOver || (document.hidden && !isAwake())) return;
  stream = new EventSource(words.preauEvents);
  // A stream that opens again missed what was told meanwhile; one that was refused is asked for later.
  stream.addEventListener("open", () => (wasOpened && tell("again"), (wasOpened = true)));
  stream.addEventListener("error", ({ target }) => {
    if (target.readyState !== EventSource.CLOSED || target !== stream) return;
    stream = null;
    tell("refused");
    setTimeout(listen, RETRY);
  });
  for (const kind of ["mailbox", "dispatch", "sign-in", "ended"]) stream.addEventListener(kind, ({ data }) => tell(kind, JSON.parse(data)));
};

const stop = () => {
  stream?.close();
  stream = null;
};

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) listen();
  else if (!isAwake()) stop();
});

const secondsLeft = () => Math.ceil((ends - Date.now()) / 1000);
const token = () => warning.querySelector("[name=csrfmiddlewaretoken]").value;

/** Asks the server; what it answers is the truth, whatever other pages did. */
const ask = async (url, options = {}) => {
  const headers = { "X-Preau-Unasked": "1", "X-Requested-With": "fetch", ...options.headers };
  const answer = await fetch(url, { ...options, headers, cache: "no-store" }).catch(() => null);
  if (answer?.status === 401) return over();
  if (!answer?.ok) return;
  const { left, who } = await answer.json();
  if (who !== words.preauWho) return over();
  ends = Date.now() + left * 1000;
  reopen();
};
const look = () => ask(words.preauLeftUrl);
const stay = () => ask(words.preauStayUrl, { method: "POST", headers: { "X-CSRFToken": token() } });

const arm = () => {
  clearTimeout(timer);
  if (isOver) return;
  const left = secondsLeft();
  if (left > WARNING) timer = setTimeout(check, Math.min((left - WARNING) * 1000, 2 ** 30));
  else timer = setTimeout(warn, 1000);
};

const check = async () => {
  await look();
  if (!isOver && secondsLeft() <= WARNING) warn();
  else arm();
};

const warn = async () => {
  if (!warning.open) {
    warning.showModal();
    document.dispatchEvent(new CustomEvent("preau:leaving", { detail: { wait: () => {} } }));
  }
  const left = Math.max(0, secondsLeft());
  warning.querySelector("[data-preau-seconds]").textContent = left;
  if (left % LOOK === 0) await look();
  if (!isOver && secondsLeft() > WARNING) warning.close();
  arm();
};

/** Over for everybody of this browser. A shared computer keeps nothing on its screen; one's own waits under a cover. */
const over = () => {
  if (isOver) return;
  isOver = true;
  clearTimeout(timer);
  stop();
  channel?.postMessage(words.preauWho);
  document.dispatchEvent(new CustomEvent("preau:session-ended"));
  if (isShared) leave();
  else cover();
};

const entrance = () => {
  const url = new URL(words.preauEntrance, location);
  url.searchParams.set("next", location.pathname + location.search);
  url.searchParams.set("ended", secondsLeft() > 0 ? "ended" : "idle");
  return url.href;
};

const leave = () => {
  document.body.hidden = true;
  // What was typed was saved as it was typed: nothing is left to ask about.
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
  location.replace(entrance());
};

const cover = () => {
  warning.close();
  ended.querySelector("a").href = entrance();
  document.body.dataset.preauOver = "";
  if (!ended.open) ended.showModal();
};

/* Signed in again in another tab, as the same person. */
const reopen = () => {
  if (!("preauOver" in document.body.dataset)) return;
  delete document.body.dataset.preauOver;
  ended.close();
};

ended.addEventListener("cancel", (event) => event.preventDefault());
ended.addEventListener("close", () => "preauOver" in document.body.dataset && ended.showModal());
warning.querySelector("[data-preau-stay]").addEventListener("click", async () => {
  await stay();
  if (!isOver) warning.close();
  arm();
});

// Whoever signs out here is on the way to the entrance already.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-preau-sign-out]")) return;
  isOver = true;
  clearTimeout(timer);
  stop();
});

// Somebody reads without asking for anything: the server is told now and then.
const pause = Math.max(2, Number(words.preauIdle) / 20) * 1000;
const active = () => {
  if (isOver || warning.open || Date.now() - told < pause) return;
  told = Date.now();
  stay().then(arm);
};
for (const sign of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(sign, active, { passive: true, capture: true });

const again = async () => {
  if (!isOver) return check();
  isOver = false;
  await look();
  if (isOver) return;
  listen();
  arm();
};
document.addEventListener("visibilitychange", () => document.hidden || again());
addEventListener("focus", () => isOver && again());

// Back from where browsers keep pages one has left.
addEventListener("pagehide", () => isShared && (document.documentElement.hidden = true));
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  if (isShared) location.reload();
  else again();
});

channel?.addEventListener("message", ({ data }) => data === words.preauWho && over());
document.addEventListener("preau:heard", ({ detail: { kind, data } }) => {
  if (kind === "ended") over();
  if (kind === "again" || kind === "refused") check();
  if (kind === "sign-in") {
    const link = { words: words.preauLook, url: words.preauSessions };
    document.dispatchEvent(new CustomEvent("preau:toast", { detail: { sentence: data.sentence, level: "warning", link } }));
  }
});
if (document.readyState === "complete") listen();
else addEventListener("load", listen);
arm();
