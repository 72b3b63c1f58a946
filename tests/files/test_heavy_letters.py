"""A file too heavy for a letter leaves as a link, and is fetched by who receives it, octet for octet."""

from preau.files.models import Content, Download, KeptFile, Link
from tests.files.parcels import MB, go, announce, leave, links_in, octets, send, write
from tests.house.fixtures import Engage
from tests.house.postbag import EICAR, unique
from tests.house.visitor import Visitor
from tests.house.waiting import eventually
from tests.web.drafts import row

HEAVY = octets(60 * MB)


def stranger(person_host: Visitor) -> Visitor:
    """Somebody without an account, at the same address."""
    return Visitor(person_host.port, person_host.host)


def open_to(visitor: Visitor, path: str) -> str:
    """The address of its one file, once the antivirus has looked."""
    found = eventually(lambda: visitor.get(path).all("a.link-download"))
    return str(found[0]["href"])


def test_a_heavy_file_leaves_as_a_link_and_arrives_octet_for_octet(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    visitor, subject = claire.visitor(), unique("Sortie")
    draft = write(claire, visitor, to=karim.who, subject=subject)
    fragment = send(visitor, draft, HEAVY, "film d’été.mp4")
    assert [str(one["data-preau-name"]) for one in fragment.all("[data-preau-link] li")] == [
        "film d’été.mp4"
    ]
    assert leave(visitor, draft).toasts == ["Message sent"]
    letter = karim.program().waits_for(subject)
    plain = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = letter.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert links_in(plain) == links_in(html)
    (path,) = set(links_in(html))
    assert "film d’été.mp4 (60 MB)" in plain
    anyone = stranger(visitor)
    fetched = anyone.get(open_to(anyone, path))
    assert (fetched.status, fetched.body == HEAVY) == (200, True)
    assert (
        fetched.headers["content-disposition"],
        fetched.headers["content-type"],
        fetched.headers["x-content-type-options"],
        fetched.headers["content-security-policy"],
    ) == (
        "attachment; filename*=utf-8''film%20d%E2%80%99%C3%A9t%C3%A9.mp4",
        "application/octet-stream",
        "nosniff",
        "default-src 'none'; sandbox",
    )
    mine = visitor.get("/files/links")
    assert "Downloaded 1 time, on" in mine.words
