/** One event stream a page. Others listen to `preau:heard` {kind, data}; kind "again" when something may have been missed. */
const RETRY = 30000;
let stream = null;
let url = "";
let isAwake = () => false;
let opened = false;

const tell = (kind, data = {}) => document.dispatchEvent(new CustomEvent("preau:heard", { detail: { kind, data } }));

const open = () => {
  if (stream || !url || (document.hidden && !isAwake())) return;
  stream = new EventSource(url);
  // A stream that opens again missed what was told meanwhile; one that was refused is asked for later.
  stream.addEventListener("open", () => (opened && tell("again"), (opened = true)));
  stream.addEventListener("error", ({ target }) => {
    if (target.readyState !== EventSource.CLOSED || target !== stream) return;
    stream = null;
    tell("refused");
    setTimeout(open, RETRY);
  });
  for (const kind of ["mailbox", "dispatch", "sign-in", "ended"]) stream.addEventListener(kind, ({ data }) => tell(kind, JSON.parse(data)));
};

const close = () => {
  stream?.close();
  stream = null;
};

/** It sleeps with the page, unless `awake()`. */
export const listen = (address, awake) => {
  [url, isAwake] = [address, awake];
  if (document.readyState === "complete") open();
  else addEventListener("load", open);
};

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) open();
  else if (!isAwake()) close();
});

/** For good: the session is over. */
export const stop = () => {
  url = "";
  close();
};
