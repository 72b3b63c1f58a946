/* Does a text promise a file? French and English, whatever the accents. Pure.
   The server asks the same (formats/promises.py): one table of tests holds both. */

const PROMISES = [
  /\bci[- ]?(?:joint|annexe)e?s?\b/,
  /\b(?:pieces?|fichiers?|documents?|photos?|dossiers?|copies?) (?:\w+ )?(?:jointe?s?|attachee?s?)\b/,
  /\ben (?:p\.?j\b|pieces? jointe|annexe|fichier joint|attache\b|attachement)/,
  /\bp\.?j\.? ?:/,
  /\btrouver(?:ez|as|ont)(?: \w+)?,? (?:ci[- ])?(?:joint|annexe)e?s?\b/,
  /\b(?:je|nous) (?:vous |te |t'|leur |lui )?(?:joins|joignons)\b/,
  /\bj'ai joint\b/,
  /\bjointe?s? a (?:ce|mon|cet) (?:mail|message|courriel|mel|envoi)/,
  /\battach(?:ed|ments?|ing)\b/,
  /\benclosed\b/,
];
const DENIALS = /\b(?:sans|aucune?|pas de|without|no)(?: any| la| une| de)? (?:pieces? jointes?|fichiers? joints?|pj|attachments?)\b/g;

export function promisesFile(text) {
  const plain = text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[’ʼ]/g, "'").toLowerCase().replace(/\s+/g, " ").replace(DENIALS, " ");
  return PROMISES.some((promise) => promise.test(plain));
}

/** A plain text without what is quoted and without the signature. */
export function ownLines(text) {
  return text.split(/^-- $/m)[0].split("\n").filter((line) => !line.startsWith(">")).join("\n");
}
