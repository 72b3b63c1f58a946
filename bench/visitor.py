"""What a browser asks Préau for, action by action; `check` is not part of the time measured."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bench.line import Answer, Line, WrongAnswer
from bench.station import IDENTIFIER, PASSWORD, Station

ROWS = 50
FORM = "Content-Type: application/x-www-form-urlencoded"
PART = "bench-bench-bench"
_ROW = re.compile(r'<li class="row[ "]')


@dataclass(frozen=True)
class Sent:
    """Seconds: until the compose window is there, the file is joined, the letter is taken."""

    compose: float
    upload: float
    dispatch: float

    @property
    def total(self) -> float:
        return self.compose + self.upload + self.dispatch


class Visitor:
    """One person's browser, one kept-alive connection."""

    def __init__(self, station: Station) -> None:
        self.line = Line(station.host)
        self._box = f"/mail/{IDENTIFIER}/"
        self._inbox = self._box + "inbox/"

    def sign_in(self) -> Answer:
        """From credentials sent to the inbox page received; `entrance` has been called."""
        form = urlencode(
            {"csrfmiddlewaretoken": self._token, "identifier": IDENTIFIER, "password": PASSWORD}
        )
        answer = self.line.post("/sign-in", form.encode(), FORM)
        for _ in range(3):
            if answer.status != 302:
                break
            answer = self.line.get(answer.location)
        return answer

    def entrance(self) -> None:
        page = self.line.get("/sign-in")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        if found is None:
            raise WrongAnswer(f"No entrance: {page.status}")
        self._token = found.group(1)

    def keep_token(self, page: Answer) -> None:
        """The token that htmx sends with every change, from the page's body tag."""
        found = re.search(r"X-CSRFToken&#34;: &#34;([^&]+)|X-CSRFToken\": \"([^\"]+)", page.text)
        if found is None:
            raise WrongAnswer("The page holds no token.")
        self._token = found.group(1) or found.group(2)

    def page(self) -> Answer:
        """The inbox as it is loaded."""
        return self.line.get(self._inbox)

    def rows(self, folder: str = "inbox") -> Answer:
        """The inbox as a click on its name brings it."""
        return self.line.get(f"{self._box}{folder}/", "HX-Request: true", "HX-Target: list")

    def deep(self, page: int = 100) -> Answer:
        """As scrolling brings it."""
        path = f"{self._inbox}?view=threads&from={(page - 1) * ROWS}"
        return self.line.get(path, "HX-Request: true", "HX-Target: more")

    def open(self, ident: str) -> list[Answer]:
        """The click on a row, then the document of the message's frame."""
        path = f"{self._inbox}m/{ident}/"
        reader = self.line.get(path, "HX-Request: true", "HX-Target: reader")
        return [reader, self.line.get(path + "body")]

    def search(self, words: str, folder: str = "inbox") -> Answer:
        """The page of what is found, as the search field asks for it."""
        return self.line.get(f"{self._box}{folder}/?q={quote(words)}")

    def act(self, verb: str, ident: str, **more: str) -> Answer:
        return self._changed(f"{self._inbox}{verb}", id=ident, **more)

    def undo(self, toast: Answer) -> Answer:
        found = re.search(r'name="token" value="([^"]+)"', toast.text)
        if found is None:
            raise WrongAnswer(f"Nothing to take back: {toast.status} {toast.text[:300]}")
        return self._changed(f"{self._box}undo", token=found.group(1))

    def compose(self) -> Answer:
        return self.line.get(f"{self._box}compose", "HX-Request: true")

    def upload(self, draft: str, octets: bytes) -> Answer:
        head = (
            f"--{PART}\r\nContent-Disposition: form-data; "
            'name="file"; filename="rapport.bin"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        body = head.encode() + octets + f"\r\n--{PART}--\r\n".encode()
        kind = f"Content-Type: multipart/form-data; boundary={PART}"
        path = f"{self._box}drafts/d/{draft}/attachments"
        return self.line.post(path, body, kind, "HX-Request: true", f"X-CSRFToken: {self._token}")

    def save(self, draft: str, version: str, subject: str, to: str) -> Answer:
        return self._changed(
            f"{self._box}drafts/d/{draft}/",
            version=version,
            subject=subject,
            to=to,
            format="plain",
            text="Bonjour,\r\n\r\nvoici le rapport demandé.\r\n",
        )

    def dispatch(self, draft: str, version: str) -> Answer:
        path = f"{self._box}drafts/d/{draft}/dispatch"
        return self._changed(path, version=version, warned="1")

    def _changed(self, path: str, **fields: str) -> Answer:
        heads = (FORM, "HX-Request: true", f"X-CSRFToken: {self._token}")
        return self.line.post(path, urlencode(fields).encode(), *heads)


def rows_of(answer: Answer, wanted: int = ROWS) -> None:
    found = len(_ROW.findall(answer.text))
    if answer.status != 200 or found != wanted:
        raise WrongAnswer(f"{answer.status} with {found} rows: {answer.text[:300]}")


def letter_of(answers: list[Answer]) -> None:
    """The reader names the message, its frame holds the letter's own text."""
    reader, frame = answers
    if reader.status != 200 or 'id="reader-subject"' not in reader.text:
        raise WrongAnswer(f"No reader: {reader.status} {reader.text[:300]}")
    if frame.status != 200 or "Lire la suite" not in frame.text:
        raise WrongAnswer(f"No letter: {frame.status} {frame.text[:300]}")


def done(answer: Answer) -> None:
    if answer.status != 200 or "toast-words" not in answer.text:
        raise WrongAnswer(f"Not done: {answer.status} {answer.text[:300]}")


def found_with(word: str, answer: Answer) -> None:
    if answer.status != 200 or not _ROW.search(answer.text):
        raise WrongAnswer(f"{word} is not found: {answer.status}")
