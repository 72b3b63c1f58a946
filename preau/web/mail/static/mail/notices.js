/** What came while one looks elsewhere, said by the browser itself: only for who chose it and allowed it. */
const told = new Set();
let asked = Date.now() - 60000;

const show = ({ id, title, body, url }) => {
  if (told.has(id)) return;
  told.add(id);
  // One tag, so that several pages of one browser tell it once.
  const notice = new Notification(title, { body, tag: id, lang: document.documentElement.lang });
  notice.addEventListener("click", () => {
    window.focus();
    notice.close();
    location.assign(url);
  });
};

/** Asks what this folder of this box has received since one last asked; answers with the unread of the inbox. */
export const tell = async ({ box, folder = "INBOX" }) => {
  if (!box) return null;
  const seconds = Math.ceil((Date.now() - asked) / 1000) + 5;
  asked = Date.now();
  const query = new URLSearchParams({ folder, seconds });
  const answer = await fetch(`/mail/${encodeURIComponent(box)}/news?${query}`, { headers: { "HX-Request": "true", "X-Preau-Unasked": "1" } }).catch(() => null);
  if (!answer?.ok) return null;
  const { unread, notices } = await answer.json();
  notices.forEach(show);
  return location.pathname.startsWith(`/mail/${encodeURIComponent(box)}/`) ? unread : null;
};
