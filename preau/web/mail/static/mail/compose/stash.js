/* The text kept on this computer while the server cannot be told.
   Never on a computer declared as shared. */

const PREFIX = "preau:draft:";

const isShared = () => document.querySelector("[data-preau-shared-computer]") !== null;

export function keep(draft, fields, version) {
  if (isShared()) return false;
  try {
    localStorage.setItem(PREFIX + draft, JSON.stringify({ fields, version, at: Date.now() }));
    return true;
  } catch {
    return false; // full, or forbidden by the browser: the banner says that nothing is kept
  }
}

export function kept(draft) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + draft));
  } catch {
    return null;
  }
}

/** What waits for an answer is out of the way of what is typed meanwhile. */
export function setAside(draft, { fields, version }) {
  if (keep(aside(draft), fields, version)) forget(draft);
}

export const aside = (draft) => `${draft}:aside`;

export function forget(draft) {
  try {
    localStorage.removeItem(PREFIX + draft);
  } catch {
    /* nothing was kept there */
  }
}
