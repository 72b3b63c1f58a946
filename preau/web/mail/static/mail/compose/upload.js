/* One file on its way: XMLHttpRequest, because fetch tells nothing of what has left. */

export class CutLine extends Error {}
export class Refused extends Error {}

/** Send `fields` to `url`. Resolves to the answer's HTML and its headers; `signal` cancels. */
export function upload(url, fields, { onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener("load", () => settle(request, resolve, reject));
    for (const event of ["error", "timeout"]) request.addEventListener(event, () => reject(new CutLine()));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    request.send(fields);
  });
}

function settle(request, resolve, reject) {
  const answer = { html: request.responseText, id: request.getResponseHeader("Preau-Attachment") };
  if (request.status === 200 && answer.html.includes("data-preau-attachments")) resolve(answer);
  else if (request.status >= 500 || request.status === 0) reject(new CutLine());
  else reject(new Refused(String(request.status)));
}
