/* One field of recipients: chips over the text input that is posted.

   Without this module the input holds the list as text. With it, that input becomes hidden and keeps
   the same text; people type in another one beside the chips. */

import { isOutside, isWhole, readList, write } from "./addresses.js";
import { Completion } from "./completion.js";
import { copyOf, say, slot } from "./phrases.js";

const MOVED = "application/x-preau-recipient";
const ENDS = new Set([",", ";", "Enter"]);

const textOf = ({ dataset }) => write({ name: dataset.preauName, address: dataset.preauAddress });

export class Recipients {
  constructor(field, composer) {
    Object.assign(this, { field, composer });
    this.posted = slot(field, "posted");
    this.chips = slot(field, "chips");
    this.input = slot(field, "typing");
    this.#takeOver();
    this.completion = new Completion(this.input, slot(field, "options"), {
      url: composer.dataset.preauAddresses,
      choose: (text) => this.add(text),
    });
    this.#listen();
  }

  get all() { return [...this.chips.children].map((chip) => ({ name: chip.dataset.preauName, address: chip.dataset.preauAddress })); }

  get domains() { return (this.composer.dataset.preauInside ?? "").split(" ").filter(Boolean); }

  get outside() { return this.all.filter(({ address }) => isWhole(address) && isOutside(address, this.domains)); }

  get wrong() { return this.all.filter(({ address }) => !isWhole(address)); }

  /** Add what a text names, once each. */
  add(text, { before = null, silent = false } = {}) {
    const known = new Set(this.all.map(({ address }) => address.toLowerCase()));
    for (const person of readList(text)) {
      if (known.has(person.address.toLowerCase())) continue;
      known.add(person.address.toLowerCase());
      this.chips.insertBefore(this.#chip(person), before);
    }
    this.#changed(silent);
  }

  /** Take what is still being typed as an address. */
  settle() {
    if (!this.input.value.trim()) return;
    this.completion.close();
    const text = this.input.value;
    this.input.value = "";
    this.add(text);
  }

  /** Put an address back into the text, to correct it. */
  edit(address) {
    this.#edit(this.#chipOf(address));
  }

  moveTo(other, address) {
    const chip = this.#chipOf(address);
    other.add(textOf(chip));
    chip.remove();
    this.#changed();
  }

  show() {
    this.field.hidden = false;
    this.field.dispatchEvent(new CustomEvent("preau:shown", { bubbles: true }));
  }

  reset(text) {
    this.chips.replaceChildren();
    this.add(text, { silent: true });
  }

  #chipOf(address) {
    return [...this.chips.children].find((chip) => chip.dataset.preauAddress === address);
  }

  #takeOver() {
    slot(this.field, "box").hidden = false;
    const isWriting = document.activeElement === this.posted;
    const isBegun = this.posted.value !== this.posted.defaultValue && !/[,;]\s*$/.test(this.posted.value);
    this.posted.type = "hidden";
    this.field.querySelector("label").htmlFor = this.input.id;
    this.add(this.posted.value, { silent: true });
    if (isWriting) this.input.focus();
    if (isWriting && isBegun) this.#edit(this.chips.lastElementChild);
  }

  #listen() {
    this.input.addEventListener("keydown", (event) => this.#typed(event));
    this.input.addEventListener("paste", (event) => this.#pasted(event));
    this.input.addEventListener("blur", () => this.settle());
    this.chips.addEventListener("click", (event) => this.#clicked(event));
    this.chips.addEventListener("dblclick", ({ target }) => this.#edit(target.closest("li")));
    this.chips.addEventListener("keydown", (event) => this.#onChip(event));
    slot(this.field, "box").addEventListener("click", ({ target }) => {
      if (!target.closest("button, input, [role=listbox]")) this.input.focus();
    });
    this.#listenToDrags();
  }

  #typed(event) {
    if (event.isComposing || this.completion.handle(event)) return;
    if (ENDS.has(event.key) && this.input.value.trim() && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.settle();
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault(); // an empty field must not send the message
    } else if (["Backspace", "ArrowLeft"].includes(event.key) && this.input.selectionEnd === 0) {
      this.#focus(this.chips.lastElementChild);
    }
  }

  #pasted(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!/[,;\n@]/.test(text)) return;
    event.preventDefault();
    this.add(this.input.value + text);
    this.input.value = "";
  }

  #clicked({ target }) {
    const remove = target.closest('[data-preau-slot="remove"]');
    if (remove) this.#remove(remove.closest("li"));
  }

  #onChip(event) {
    const chip = event.target.closest("li");
    const keys = {
      ArrowLeft: () => this.#focus(chip.previousElementSibling ?? chip),
      ArrowRight: () => this.#focus(chip.nextElementSibling),
      Home: () => this.#focus(this.chips.firstElementChild),
      End: () => this.#focus(null),
      Delete: () => this.#remove(chip),
      Backspace: () => this.#remove(chip),
      Enter: () => this.#edit(chip),
      F2: () => this.#edit(chip),
    };
    if (!(event.key in keys) || event.ctrlKey || event.metaKey || slot(chip, "remove") === event.target) return;
    event.preventDefault();
    keys[event.key]();
  }

  #focus(chip) {
    (chip ? slot(chip, "label") : this.input).focus();
  }

  #edit(chip) {
    if (!chip) return;
    this.settle();
    this.input.value = textOf(chip);
    chip.remove();
    this.#changed();
    this.input.focus();
  }

  #remove(chip) {
    this.#focus(chip.nextElementSibling);
    chip.remove();
    this.#changed();
  }

  #chip({ name, address }) {
    const chip = copyOf(this.field, "chip");
    Object.assign(chip.dataset, { preauName: name, preauAddress: address });
    const kind = !isWhole(address) ? "wrong" : isOutside(address, this.domains) ? "outside" : "inside";
    chip.dataset.preauKind = kind;
    slot(chip, "name").textContent = name || address;
    slot(chip, "label").title = address;
    slot(chip, "label").setAttribute("aria-label", say(this.field, `chip-${kind}`, { name: name || address, address }));
    slot(chip, "remove").setAttribute("aria-label", say(this.field, "chip-remove", { name: name || address }));
    return chip;
  }

  #changed(silent = false) {
    this.posted.value = this.all.map(write).join(", ");
    const [wrong] = this.wrong;
    const note = slot(this.field, "note");
    note.textContent = wrong ? say(this.field, "wrong", { address: wrong.address }) : "";
    note.hidden = !wrong;
    this.input.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (!silent) this.field.dispatchEvent(new CustomEvent("preau:changed", { bubbles: true }));
  }

  #listenToDrags() {
    this.chips.addEventListener("dragstart", ({ target, dataTransfer }) => {
      const chip = target.closest("li");
      dataTransfer.setData(MOVED, textOf(chip));
      dataTransfer.effectAllowed = "move";
      chip.dataset.preauDragged = "";
    });
    this.chips.addEventListener("dragend", ({ target, dataTransfer }) => {
      const chip = target.closest("li");
      delete chip.dataset.preauDragged;
      if (dataTransfer.dropEffect === "move") { chip.remove(); this.#changed(); }
    });
    this.field.addEventListener("dragover", (event) => {
      if (!event.dataTransfer.types.includes(MOVED)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
    });
    this.field.addEventListener("drop", (event) => this.#dropped(event));
  }

  #dropped(event) {
    const text = event.dataTransfer.getData(MOVED);
    if (!text) return;
    event.preventDefault();
    event.stopPropagation();
    const dragged = this.chips.querySelector("[data-preau-dragged]");
    if (dragged) event.dataTransfer.dropEffect = "none"; // dropped where it was
    else this.add(text);
  }
}
