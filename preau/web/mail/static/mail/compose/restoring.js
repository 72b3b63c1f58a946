/* Text kept on this computer by an earlier, cut, life of the same draft. */

import { aside, forget, kept, setAside } from "./stash.js";

export async function restoreStash(composer) {
  const draft = composer.dataset.preauDraft;
  const found = kept(draft);
  if (!found || same(found.fields, composer.fields)) forget(draft);
  else if (found.version === composer.saving.version && !composer.saving.isDirty) {
    await putBack(composer, found);
    composer.notices.show("restored", { level: "success" });
  } else setAside(draft, found);
  const waiting = kept(aside(draft));
  if (waiting) offer(composer, waiting);
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

async function putBack(composer, { fields }) {
  for (const recipients of composer.recipients) {
    const text = fields[recipients.posted.name] ?? "";
    recipients.reset(text);
    if (text) recipients.show();
  }
  const { from, subject } = composer.form.elements;
  if (from && fields.from) from.value = fields.from;
  subject.value = fields.subject;
  await composer.body.restore(fields);
  composer.touch();
}

function offer(composer, found) {
  const close = () => {
    composer.notices.hide("restored-older");
    forget(aside(composer.dataset.preauDraft));
  };
  composer.notices.show("restored-older", {
    actions: [
      ["put-back", () => { close(); putBack(composer, found); }],
      ["forget", close],
    ],
  });
}
