/** Files that the antivirus still looks at: the page asks again, less and less often, and shows what became of them. */
const FIRST = 3000;
const LONGEST = 60000;
const shown = document.querySelector("[data-preau-slot=files]");

/** The same part of the page as it is now; null while nobody answers. A link that is over, or locked again, is another page. */
async function asked() {
  const answer = await fetch(location.href, { headers: { "X-Preau-Unasked": "1" } }).catch(() => null);
  if (!answer || (!answer.ok && answer.status !== 404)) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-preau-slot=files]");
  if (!now) location.reload();
  return now;
}

/** Only the lines that changed: who stands on another stays there, and hears of no other. */
function put(now) {
  const lines = shown.querySelectorAll("li");
  [...now.querySelectorAll("li")].forEach((line, place) => {
    if (lines[place]?.outerHTML !== line.outerHTML) lines[place]?.replaceWith(document.adoptNode(line));
  });
  if (!("preauWaiting" in now.dataset)) shown.querySelector("[data-preau-slot=waiting]")?.remove();
}

async function look(wait) {
  const now = document.hidden ? null : await asked();
  if (now) put(now);
  if (!now || "preauWaiting" in now.dataset) setTimeout(look, wait, Math.min(LONGEST, wait * 1.5));
}

setTimeout(look, FIRST, FIRST);
