/* Lists of addresses as people type and paste them. Pure: no page needed. */

const WHOLE = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]{2,}$/u;
const BETWEEN = /[,;\n\r\t]/;

/** Whether an address can be delivered to, as far as its shape tells. */
export function isWhole(address) {
  return WHOLE.test(address) && !address.includes("..");
}

/** Cut at commas, semicolons and line ends that stand outside quotes and angle brackets. */
export function cut(text) {
  const pieces = [""];
  let quoted = false;
  let bracketed = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    if (!quoted && letter === "<") bracketed = true;
    if (letter === ">") bracketed = false;
    if (!quoted && !bracketed && BETWEEN.test(letter)) pieces.push("");
    else pieces[pieces.length - 1] += letter;
  }
  return pieces.map((piece) => piece.trim()).filter(Boolean);
}

/** `"Claire Dubois" <c.dubois@x.fr>` → {name, address}; a bare word becomes a wrong address. */
export function read(piece) {
  const named = /^(.*?)<\s*([^<>]*?)\s*>?$/su.exec(piece);
  const address = (named ? named[2] : piece).replace(/^mailto:/i, "").trim();
  const name = named ? named[1].trim().replace(/^"(.*)"$/s, "$1").replace(/\\(["\\])/g, "$1") : "";
  return { name: name === address ? "" : name, address };
}

export function readList(text) {
  return cut(text).flatMap((piece) => {
    const one = read(piece);
    const many = one.address.split(/\s+/);
    // "a@x.fr b@y.fr": pasted from a spreadsheet or a web page.
    return many.length > 1 && many.every(isWhole) ? many.map(read) : [one];
  });
}

/** The form that the server, and any mail program, reads back. */
export function write({ name, address }) {
  return name ? `"${name.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}

/** `domains` are ours: an address at one of them, or below it, is not an outside one. */
export function isOutside(address, domains) {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return !domains.some((ours) => domain === ours || domain.endsWith(`.${ours}`));
}
