"""What the tests of heavy files share: to send one in goes, to find the link of a letter."""

import base64
import hashlib
import re
from collections.abc import Iterator

from preau.files.models import Link
from tests.house.cast import Person
from tests.house.postbag import SECRET, unique
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually
from tests.web.drafts import begin, row

TUS = {"Tus-Resumable": "1.0.0", "HX-Request": "true"}
GO = 4 * 1024 * 1024
MB = 1024 * 1024


def octets(size: int, seed: str = "") -> bytes:
    """Not all the same, and quick to make."""
    block = b"".join(hashlib.sha512(f"{seed}{n}".encode()).digest() for n in range(1024))
    return (block * (size // len(block) + 1))[:size]


def ask(visitor: Visitor, verb: str, path: str, body: bytes | None = None, **said: str) -> Answer:
    """A request of the protocol, with a browser's token."""
    if "preau_csrf" not in visitor.cookies:
        visitor.get("/sign-in")
    own = {"Origin": f"http://{visitor.host}", "X-CSRFToken": visitor.cookies["preau_csrf"]}
    named = {name.replace("_", "-"): value for name, value in said.items()}
    return visitor.request(verb, path, {**TUS, **own, **named}, body)


def announce(
    visitor: Visitor, draft: str, size: int, name: str = "film.mp4", kind: str = "video/mp4"
) -> Answer:
    def coded(text: str) -> str:
        return base64.b64encode(text.encode()).decode()

    said = f"filename {coded(name)},filetype {coded(kind)}"
    return ask(visitor, "POST", draft + "uploads", Upload_Length=str(size), Upload_Metadata=said)


def go(visitor: Visitor, url: str, at: int, body: bytes) -> Answer:
    kind = "application/offset+octet-stream"
    return ask(visitor, "PATCH", url, body, Upload_Offset=str(at), Content_Type=kind)


def send(
    visitor: Visitor, draft: str, body: bytes, name: str = "film.mp4", kind: str = "video/mp4"
) -> Answer:
    """Announced, then sent in goes; the answer to the last."""
    url = announce(visitor, draft, len(body), name, kind).location
    answers = [go(visitor, url, at, body[at : at + GO]) for at in range(0, len(body), GO)]
    assert {one.status for one in answers[:-1]} <= {204}
    return answers[-1]


def write(person: Person, visitor: Visitor, **fields: str) -> str:
    draft = begin(person, visitor)
    fields = {"format": "text", "text": f"Bonjour {SECRET}", **fields}
    assert visitor.post(draft, version="0", htmx={}, **fields).status == 200
    return draft


def leave(visitor: Visitor, draft: str) -> Answer:
    return visitor.post(draft + "dispatch", version="1", warned="1", htmx={})


def links_in(text: str) -> list[str]:
    """The paths of the links that a letter holds."""
    return re.findall(r"https://[\w.-]+(/files/l/[\w-]+)", text)


def pieces(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


def given_out(person: Person, body: bytes, name: str = "plan.pdf", **choices: str) -> Link:
    """A link whose letter has left; the antivirus has not looked yet."""
    visitor = person.visitor()
    draft = write(person, visitor, to=person.who, subject=unique("Plans"))
    send(visitor, draft, body, name)
    if len(body) < 40 * MB:
        attached = row(draft).attachments.get()
        visitor.post(f"{draft}attachments/{attached.pk}/link", htmx={})
    if choices:
        visitor.post(draft + "link", choices, htmx={})  # type: ignore[arg-type]
    number = row(draft).link_id
    left = leave(visitor, draft)
    assert left.toasts == ["Message sent"], left.words
    return eventually(lambda: Link.objects.exclude(expires_at=None).filter(pk=number).first())
