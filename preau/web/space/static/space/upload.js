/** An archive goes up a piece at a time: a cut line goes on from what is there, also tomorrow. */
const PIECE = 4 * 1024 * 1024
const PAUSES = [1000, 3000, 10000, 30000]

const wait = (time) => new Promise((done) => setTimeout(done, time))

async function ask(url, body, token) {
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" } })
  const said = await answer.json().catch(() => ({}))
  return { ...said, ok: answer.ok, status: answer.status }
}

/** A piece, again and again while the line is cut; what the server has is asked for each time. */
async function send(state, file, token) {
  for (const pause of [...PAUSES, null]) {
    try {
      const piece = file.slice(state.here, state.here + PIECE)
      const said = await ask(`${state.url}?from=${state.here}`, piece, token)
      // Further than we thought; else it is no longer wanted, and would never be.
      const goesOn = said.ok || (said.status === 409 && said.here !== state.here)
      if (goesOn) return { ...state, here: said.here }
      if (said.status < 500) return { ...state, sentence: said.sentence || "" }
    } catch {
      /* the line */
    }
    if (pause === null) break
    await wait(pause)
  }
  return { ...state, sentence: "" }
}

async function upload(form) {
  const file = form.elements.file.files[0]
  if (!file) return
  const token = form.elements.csrfmiddlewaretoken.value
  const bar = form.querySelector("progress")
  const words = form.querySelector("[data-preau-said]")
  const button = form.querySelector("[type=submit]")
  const body = new FormData()
  body.set("name", file.name)
  body.set("size", file.size)
  button.disabled = true
  bar.hidden = false
  const fail = (sentence) => {
    words.textContent = sentence || form.dataset.preauCut
    button.disabled = false
  }
  let state = await ask(form.action, body, token).catch(() => ({}))
  if (!state.url) return fail(state.sentence)
  bar.max = file.size
  while (state.here < file.size && state.sentence === undefined) {
    bar.value = state.here
    words.textContent = `${Math.floor((100 * state.here) / file.size)} %`
    state = await send(state, file, token)
  }
  if (state.sentence !== undefined) return fail(state.sentence)
  location.assign(state.page)
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-preau-archive]")
  if (!form) return
  event.preventDefault()
  upload(form)
})
