/** Passkeys: forms that ask the browser for one, and send what it signed as any form is sent.
    data-preau-passkey is "get" or "create"; data-preau-options is where the question is asked. */
import { letters, octets } from "./base64url.js";

const named = (keys) => (keys ?? []).map((key) => ({ ...key, id: octets(key.id) }))

const forms = [...document.querySelectorAll("[data-preau-passkey]")]
const autofill = forms.find((form) => "preauAutofill" in form.dataset)
let waiting = null

if (window.PublicKeyCredential) {
  for (const form of forms) form.hidden = false
  if (autofill) offer(autofill)
} else {
  for (const other of document.querySelectorAll("[data-preau-open-without-passkeys]")) other.open = true
}

document.addEventListener("submit", async (event) => {
  const form = event.target
  if (!forms.includes(form) || !form.credential.disabled) return
  event.preventDefault()
  waiting?.abort()
  try {
    await send(form, await asked(form))
  } catch (error) {
    told(error)
  }
})

/** The browser's own list of passkeys under the identifier's field, where it has one. */
async function offer(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  waiting = new AbortController()
  try {
    await send(form, await asked(form, { mediation: "conditional", signal: waiting.signal }))
  } catch {
    // Another way was chosen.
  }
}

/** Raises NotAnswered, which is said to who asked, and to nobody when it was only an offer. */
async function asked(form, how = {}) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value
  const answer = await fetch(form.dataset.preauOptions, { method: "POST", headers: { "X-CSRFToken": token } })
  if (!answer.ok) throw Object.assign(new Error(), { name: "NotAnswered" })
  const question = await answer.json()
  question.challenge = octets(question.challenge)
  if (form.dataset.preauPasskey === "get") {
    question.allowCredentials = named(question.allowCredentials)
    return navigator.credentials.get({ publicKey: question, ...how })
  }
  question.user.id = octets(question.user.id)
  question.excludeCredentials = named(question.excludeCredentials)
  return navigator.credentials.create({ publicKey: question, ...how })
}

async function send(form, credential) {
  if (!credential) return
  const { response } = credential
  const said = { clientDataJSON: letters(response.clientDataJSON) }
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
    if (response[part]) said[part] = letters(response[part])
  if (response.getTransports) said.transports = response.getTransports()
  const { id, type } = credential
  const extensions = credential.getClientExtensionResults()
  form.credential.value = JSON.stringify({ id, rawId: letters(credential.rawId), type, response: said, clientExtensionResults: extensions })
  form.credential.disabled = false
  if (form.shared) form.shared.disabled = !document.querySelector("[type=checkbox][name=shared]")?.checked
  form.requestSubmit()
}

/** Who closes the browser's own window hears nothing more about it; the rest is said. */
function told(error) {
  const place = document.querySelector("[data-preau-passkey-said]")
  const words = document.querySelector(`[data-preau-words="${error.name}"]`)
  if (place && words) place.replaceChildren(words.content.cloneNode(true))
}
