/** The editor over a template's plain field, and its places put where the caret stands. */
import { openEditor } from "../mail/compose/editor.js"
import { openToolbar } from "../mail/compose/toolbar.js"

class Wording extends HTMLElement {
  async connectedCallback() {
    this.form = this.querySelector("form")
    const { html, text, format } = this.form.elements
    const root = this.querySelector("[data-preau-editor]")
    this.editor = await openEditor(root, { squire: this.dataset.preauSquire, purify: this.dataset.preauPurify })
    this.editor.setHTML(html.value)
    openToolbar(this.querySelector("[data-preau-toolbar]"), this.editor)
    this.querySelector("[data-preau-box]").hidden = false
    text.hidden = text.disabled = true
    html.disabled = false
    format.value = "html"
    this.querySelector(`label[for="${text.id}"]`).removeAttribute("for")
    this.form.addEventListener("submit", () => { html.value = this.editor.getHTML() })
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
