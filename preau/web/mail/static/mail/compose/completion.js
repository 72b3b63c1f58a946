/* People proposed while one types (ARIA combobox with a list box). */

const PAUSE = 120;

export class Completion {
  #asked = 0;
  #timer = 0;

  /** `choose` receives the text of what was picked: one person, or all of a group. */
  constructor(input, list, { url, choose }) {
    Object.assign(this, { input, list, url, choose });
    input.addEventListener("input", () => this.#later());
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", ({ target }) => this.#take(target.closest("[role=option]")));
    input.addEventListener("blur", () => this.close());
  }

  get isOpen() { return !this.list.hidden; }

  get #options() { return [...this.list.querySelectorAll("[role=option]")]; }

  get #active() { return this.list.querySelector("[aria-selected=true]"); }

  /** Whether the key was ours. */
  handle(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && (this.isOpen || this.input.value)) {
      event.preventDefault();
      this.isOpen ? this.#move(step) : this.#ask();
      return true;
    }
    if (!this.isOpen) return false;
    if (event.key === "Escape") { event.stopPropagation(); this.close(); return true; }
    if (["Enter", "Tab"].includes(event.key) && this.#active) {
      event.preventDefault();
      this.#take(this.#active);
      return true;
    }
    return false;
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1; // an answer on its way comes too late
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #later() {
    clearTimeout(this.#timer);
    if (this.input.value.trim().length < 2) return this.close();
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  async #ask() {
    const mine = (this.#asked += 1);
    const url = new URL(this.url, location);
    url.searchParams.set("q", this.input.value.trim());
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" } });
      const html = answer.ok && !answer.redirected ? await answer.text() : "";
      if (mine === this.#asked) this.#show(html);
    } catch {
      this.close(); // without network one still types a whole address
    }
  }

  #show(html) {
    this.list.innerHTML = html;
    this.#options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    if (!this.#options.length) return this.close();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#point(this.#options[0]);
  }

  #move(step) {
    const options = this.#options;
    const next = (options.indexOf(this.#active) + step + options.length) % options.length;
    this.#point(options[next]);
  }

  #point(option) {
    this.#options.forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    if (!option) return;
    this.close();
    this.input.value = "";
    this.choose(option.dataset.preauValue);
  }
}
