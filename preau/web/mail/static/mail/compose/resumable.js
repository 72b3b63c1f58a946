/* One large file on its way, in goes that each may be lost: tus 1.0.0, creation and core.
   What the server has is what counts: it is asked after each cut, and the rest is sent. */

import { CutLine, Refused } from "./upload.js";

const GO = 4 * 1024 * 1024;
const VERSION = "1.0.0";
const PAUSES = [500, 1500, 4000];

/** Smaller ones go in one piece. */
export const LARGE = 2 * GO;

/** Send `file`, to `from.url` where some of it is already, else announced at `endpoint`. Resolves to the answer's
    HTML and the new attachment's id; `from.url` is filled, so that a second call goes on. */
export async function resumable(endpoint, file, from, { token, onProgress, signal }) {
  from.url ??= await announce(endpoint, file, { token, signal });
  let at = await standing(from, signal);
  for (let failures = 0; ;) {
    try {
      const answer = await go(from.url, file, at, { token, signal, onProgress });
      if (answer.html !== null) return answer;
      [at, failures] = [answer.at, 0];
    } catch (error) {
      if (!(error instanceof CutLine) || failures >= PAUSES.length) throw error;
      await pause(PAUSES[failures++], signal);
      at = await standing(from, signal).catch((other) => { if (other instanceof CutLine) return at; throw other; });
    }
  }
}

async function announce(endpoint, file, { token, signal }) {
  const answer = await asked(endpoint, {
    method: "POST",
    signal,
    headers: {
      "X-CSRFToken": token(),
      "Upload-Length": String(file.size),
      "Upload-Metadata": `filename ${encoded(file.name)},filetype ${encoded(file.type)}`,
    },
  });
  return answer.headers.get("Location");
}

/* Gone is not refused: it arrived, and the answer was lost, or it waited too long. */
async function standing(from, signal) {
  const answer = await asked(from.url, { method: "HEAD", signal });
  return Number(answer.headers.get("Upload-Offset"));
}

async function asked(url, { headers, ...options }) {
  let answer;
  try {
    answer = await fetch(url, { ...options, redirect: "manual", headers: { ...headers, "Tus-Resumable": VERSION, "HX-Request": "true" } });
  } catch (error) {
    throw error.name === "AbortError" ? error : new CutLine();
  }
  if (answer.ok) return answer;
  throw answer.status >= 500 ? new CutLine() : new Refused(String(answer.status));
}

function go(url, file, at, { token, signal, onProgress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", url);
    const headers = { "Tus-Resumable": VERSION, "Upload-Offset": at, "Content-Type": "application/offset+octet-stream", "X-CSRFToken": token(), "HX-Request": "true" };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(Math.min(1, (at + loaded) / file.size)));
    request.addEventListener("load", () => settle(request, resolve, reject));
    for (const event of ["error", "timeout"]) request.addEventListener(event, () => reject(new CutLine()));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    if (signal.aborted) return reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file.slice(at, at + GO));
  });
}

/* 409: another tab, or a go that was taken for lost, is ahead of us. */
function settle(request, resolve, reject) {
  const at = Number(request.getResponseHeader("Upload-Offset"));
  if (request.status === 200) resolve({ html: request.responseText, id: request.getResponseHeader("Preau-Attachment") });
  else if (request.status === 204) resolve({ html: null, at });
  else if (request.status >= 500 || [0, 409].includes(request.status)) reject(new CutLine());
  else reject(new Refused(String(request.status)));
}

function encoded(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => { clearTimeout(timer); reject(new DOMException("", "AbortError")); }, { once: true });
  });
}
