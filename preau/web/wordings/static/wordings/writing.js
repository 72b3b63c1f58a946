/** The editor over a template's plain field, and its places put where the caret stands. */
import { openOver } from "../mail/compose/over.js"

class Wording extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form")
    const { editor } = await openOver(this)
    this.editor = editor
    this.form.addEventListener("submit", () => { this.form.elements.html.value = editor.getHTML() })
    for (const place of this.querySelectorAll("[data-preau-place]")) this.open(place)
  }

  open(place) {
    place.disabled = false
    place.addEventListener("mousedown", (event) => event.preventDefault())
    place.addEventListener("click", () => {
      const { activeElement: at } = document
      if (at?.matches("input[name=subject]")) return at.setRangeText(place.dataset.preauPlace, at.selectionStart, at.selectionEnd, "end")
      this.editor.focus()
      this.editor.insertPlainText(place.dataset.preauPlace, false)
    })
  }
}

customElements.define("preau-wording", Wording)
