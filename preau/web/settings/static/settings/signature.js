/** The editor over a signature's plain field: what is written is handed to the form after a pause. */
import { openOver } from "../mail/compose/over.js"

const PAUSE = 1200

class Signature extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form")
    if (!this.form.elements.text) return // the directory alone writes it
    const { editor, root, isTyped } = await openOver(this)
    editor.addEventListener("input", () => this.later(editor))
    root.addEventListener("focusout", () => this.pending && this.now(editor))
    addEventListener("pagehide", () => this.pending && this.leave(editor))
    if (isTyped) this.later(editor)
  }

  later(editor) {
    clearTimeout(this.pending)
    this.pending = setTimeout(() => this.now(editor), PAUSE)
  }

  take(editor) {
    clearTimeout(this.pending)
    this.pending = 0
    this.form.elements.html.value = editor.getHTML()
  }

  now(editor) {
    this.take(editor)
    this.form.elements.html.dispatchEvent(new Event("change", { bubbles: true }))
  }

  /* The page goes: what was typed in the last second goes too, by a request that outlives it. */
  leave(editor) {
    this.take(editor)
    fetch(this.form.action, { method: "POST", body: new FormData(this.form), keepalive: true, headers: { "X-Requested-With": "fetch" } })
  }
}

customElements.define("preau-signature", Signature)
