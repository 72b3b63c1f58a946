/** Filters: fields that fit their condition, a trial that follows the form, rules moved by hand or by keys. */
import { dragged } from "../shell/dragging.js";

const form = document.querySelector("[data-preau-rule-form]")
const list = document.querySelector("[data-preau-rules]")
const TYPES = { date: "date", size: "number", spam: "number" }

// A condition that needs no words has no field; a day and a number have the browser's own.
const fit = (choice) => {
  const value = choice.closest(".rule-line").querySelector("[data-preau-value]")
  value.hidden = form.dataset.preauWithout.split(" ").includes(choice.value)
  value.type = TYPES[choice.value.split(":")[0]] ?? "text"
}

let waiting
const attempt = () => {
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    const trial = form.querySelector("[data-preau-trial]")
    const typed = new FormData(form)
    const values = Object.fromEntries([...typed.keys()].map((name) => [name, typed.getAll(name)]))
    window.htmx.ajax("POST", trial.dataset.preauTrial, { target: trial, swap: "innerHTML", values })
  }, 500)
}

if (form) {
  const choices = form.querySelectorAll("[data-preau-choice]")
  choices.forEach(fit)
  form.querySelector("[data-preau-try]").hidden = true
  form.addEventListener("change", ({ target }) => {
    if (target.matches("[data-preau-choice]")) fit(target)
    if (target.matches("[name=new_folder]") && target.value) form.elements.place.value = "files"
    if (target.matches("[name=folder]") && target.value) {
      form.elements.place.value = "files"
      form.elements.new_folder.value = ""
    }
    if (!target.matches("[name=name], [name=sure]")) attempt()
  })
}

const put = (at, to) => {
  if (at === to) return
  const token = list.querySelector("[name=csrfmiddlewaretoken]").value
  const values = { at, to, stamp: list.dataset.preauStamp, csrfmiddlewaretoken: token }
  sessionStorage.setItem("preau-rule", to)
  window.htmx.ajax("POST", list.dataset.preauRules, { swap: "none", values })
}

if (list) {
  const rows = [...list.children]
  dragged(list, (_row, to, at) => put(at, to))
  const moved = sessionStorage.getItem("preau-rule")
  sessionStorage.removeItem("preau-rule")
  if (moved !== null) rows[moved]?.querySelector("[data-preau-grip]").focus()

  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-preau-grip]")?.closest("[data-preau-rule]")
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!row || !step || !event.altKey) return
    event.preventDefault()
    const at = rows.indexOf(row)
    put(at, Math.min(Math.max(at + step, 0), rows.length - 1))
  })
}
