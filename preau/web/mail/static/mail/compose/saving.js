/* Nothing typed is lost: saved a second after typing stops and every five at most; kept on this
   computer while the server cannot be told; taken up again when it can. */

import { formNow, post } from "./post.js";
import { aside, forget, keep } from "./stash.js";

const PAUSE = 1000;
const LONGEST = 5000;
const STASH = 400;
const RETRY = [2000, 4000, 8000, 15000, 30000];
const BEACON = 60000; // browsers carry 64 kB after the page is gone

export class Saving {
  state = "calm"; // calm · waiting · saving · failing · session · conflict
  #timer = 0;
  #since = 0;
  #failures = 0;
  #running = null;
  #overwriting = null;
  #saved = "";
  #stash = 0;
  #tellBegun;
  /** Until then nobody can say what is written. */
  begun = new Promise((tell) => { this.#tellBegun = tell; });

  /** `read()` gives the fields now; `show(state, label)` says where we are. */
  constructor({ draft, form, url, label, read, show }) {
    Object.assign(this, { draft, form, url, label, read, show });
  }

  /** `saved` is what the server has; null where something was typed before we could look. */
  begin(signal, saved) {
    this.#saved = JSON.stringify(saved);
    addEventListener("online", () => this.retry(), { signal });
    addEventListener("focus", () => this.retry(), { signal });
    addEventListener("pagehide", () => this.leave(), { signal });
    addEventListener("beforeunload", (event) => this.mayStay && event.preventDefault(), { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.retry()), { signal });
    signal.addEventListener("abort", () => [this.#timer, this.#stash].forEach(clearTimeout));
    this.#tellBegun();
  }

  get isDirty() { return this.#print() !== this.#saved; }

  /** Whether leaving now would lose something that cannot be sent on the way out. */
  get mayStay() {
    return this.isDirty && (["failing", "session", "conflict"].includes(this.state) || this.#print().length > BEACON);
  }

  /* Called at each key: what costs (reading all of the text) waits for a pause. */
  touch() {
    if (!this.#saved || (this.state === "calm" && !this.isDirty)) return; // the editor settling in
    this.#since ||= Date.now();
    this.#stash ||= setTimeout(() => this.#keep(), STASH);
    if (["session", "conflict"].includes(this.state)) return;
    if (this.state === "calm") this.#say("waiting");
    this.#schedule(Math.max(0, Math.min(PAUSE, this.#since + LONGEST - Date.now())));
  }

  /** Save now; true once the server has what is on the screen. */
  async now({ keepalive = false } = {}) {
    clearTimeout(this.#timer);
    await this.begun;
    await this.#running;
    if (!this.isDirty) return this.#nothingToSay();
    this.#running = this.#send(keepalive);
    await this.#running;
    this.#running = null;
    return this.state === "calm";
  }

  leave() {
    this.#keep();
    if (!this.isDirty || this.state === "conflict") return;
    this.now({ keepalive: this.#print().length < BEACON });
  }

  async retry() {
    if (this.state === "session" && !(await this.renew())) return;
    if (["failing", "session"].includes(this.state)) await this.now();
  }

  /** Take the token, and on demand the version, that the server gives now. */
  async renew({ version = false } = {}) {
    const form = await formNow(this.url);
    if (!form) return false;
    this.form.elements.csrfmiddlewaretoken.value = form.token;
    if (version) this.form.elements.version.value = form.version;
    return true;
  }

  /** After "keep mine": the version of the other is now known, ours goes over it. */
  overwrite() {
    this.#overwriting = this.#goOver();
  }

  async #goOver() {
    if (!(await this.renew({ version: true }))) return;
    this.#say("failing");
    await this.now();
  }

  /** Another answer showed that the session ended, or that the draft changed elsewhere. */
  async hold(state, answer) {
    this.#keep();
    this.#say(state, await sentenceIn(state, answer));
  }

  /** No save is on its way any more, and none begins by itself. */
  async pause() {
    clearTimeout(this.#timer);
    await this.#overwriting;
    await this.#running;
  }

  stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#stash);
    [this.draft, aside(this.draft)].forEach(forget);
    this.#saved = this.#print();
  }

  get version() { return this.form.elements.version.value; }

  get token() { return this.form.elements.csrfmiddlewaretoken.value; }

  #print() { return JSON.stringify(this.read()); }

  #keep() {
    this.#stash = 0;
    if (this.isDirty) keep(this.draft, this.read(), this.version);
  }

  #nothingToSay() {
    this.#since = 0;
    if (this.state === "waiting") this.#say("calm", this.label);
    return true;
  }

  #schedule(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), delay);
  }

  async #send(keepalive) {
    const sent = this.#print();
    this.#since = 0;
    if (this.state === "waiting") this.#say("saving");
    const fields = { csrfmiddlewaretoken: this.token, version: this.version, ...JSON.parse(sent) };
    const { kind, answer } = await post(this.url, fields, { keepalive });
    if (kind === "ok") return this.#done(sent, answer);
    keep(this.draft, JSON.parse(sent), this.version);
    if (kind === "session" || kind === "conflict") this.#say(kind, await sentenceIn(kind, answer));
    else this.#failed();
  }

  async #done(sent, answer) {
    const { version, saved_label: label } = await answer.json();
    this.form.elements.version.value = version;
    this.#saved = sent;
    this.#failures = 0;
    this.label = label;
    this.#say("calm", label);
    if (this.isDirty) this.touch();
    else forget(this.draft);
  }

  #failed() {
    this.#say("failing");
    this.#schedule(RETRY[Math.min(this.#failures, RETRY.length - 1)]);
    this.#failures += 1;
  }

  #say(state, label) {
    this.state = state;
    this.show(state, label);
  }
}

/* Why it is a conflict, when the server has more to say than that. */
async function sentenceIn(kind, answer) {
  if (kind !== "conflict") return "";
  return (await answer.json().catch(() => ({}))).sentence ?? "";
}
