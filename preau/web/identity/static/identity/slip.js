// The QR code of a slip leads here with its code behind “#”, which no server is told: it is put in
// its field, and taken out of the address before anybody looks over a shoulder or at the history.
const code = decodeURIComponent(location.hash.slice(1));
const field = document.querySelector("#code");
if (/^[A-Z0-9-]{12,20}$/i.test(code) && field) {
  field.value = code;
  document.querySelector("[name=way][value=slip]").checked = true;
  history.replaceState(history.state, "", location.pathname);
}
