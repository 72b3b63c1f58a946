/* Talking with the server about one draft. Answers become one word each:
   ok · session (ended, or a forgery token too old) · conflict · invalid · refused · cut. */

export async function post(url, fields, { keepalive = false } = {}) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: formOf(fields),
      headers: { "HX-Request": "true" },
      redirect: "manual",
      keepalive,
    });
    await answer.clone().text(); // an answer that is cut halfway is none
    return { kind: kindOf(answer), answer };
  } catch {
    return { kind: "cut" };
  }
}

function kindOf(answer) {
  if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) return "session";
  if (answer.status === 409) return "conflict";
  if (answer.status === 422) return "invalid";
  return answer.ok ? "ok" : "refused";
}

export function formOf(fields) {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value);
  }
  return form;
}

/** The draft's form as the server has it now: its forgery token and its version; null when away. */
export async function formNow(url) {
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const valueOf = (name) => page.querySelector(`[data-preau-composer] [name=${name}]`)?.value;
    return valueOf("version") === undefined ? null : { token: valueOf("csrfmiddlewaretoken"), version: valueOf("version") };
  } catch {
    return null;
  }
}
