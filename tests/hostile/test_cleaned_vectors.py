"""What stays of each attack, read by another parser than the one that cleaned it."""

import re
from random import Random
from xml.etree.ElementTree import Element

import html5lib
import pytest

from preau.formats.html.allowed import ATTRIBUTES, TAGS
from preau.formats.html.clean import clean
from preau.formats.html.frame import frame_document
from preau.formats.html.outgoing import clean_outgoing
from tests.hostile.vectors import FAMILIES, all_vectors

XHTML = "{http://www.w3.org/1999/xhtml}"
BY_FAMILY = {family: [one for one in all_vectors() if one.family == family] for family in FAMILIES}
ADDED = {"rel", "target", "referrerpolicy", "title"}
LOADING = {"src", "srcset", "background"}
FETCHING_STYLE = re.compile(
    r"url\(|@import|image-set\(|expression\(|@font|\\|var\(|javascript", re.IGNORECASE
)
OWN_PICTURE = re.compile(r"(?:/part/known|data:image/(?:png|gif);base64,[\w+/=]+)(?: 1x)?")
_PIECE = re.compile(r"<[^>]*>|[^<]+")
SENDABLE = re.compile(
    r"https?://[\w.-]+(?::\d+)?/|mailto:|tel:|cid:|data:image/(?:png|gif);base64,"
)
TARGET = re.compile(r"#m-|https?://[\w.-]+(?::\d+)?/|mailto:|tel:")


def part(content_id: str) -> str | None:
    return "/part/known" if content_id == "known" else None


def test_there_are_more_than_a_thousand_vectors_each_with_its_name() -> None:
    vectors = all_vectors()
    assert len({vector.name for vector in vectors}) == len(vectors) > 1_000


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_of_a_vector_is_left_that_could_act(family: str) -> None:
    assert [
        (vector.name, wrong) for vector in BY_FAMILY[family] for wrong in wrongs(vector.html)
    ] == []


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_shuffled_and_broken_vectors_is_left_that_could_act(seed: int) -> None:
    chance = Random(seed)
    pieces = [piece for vector in all_vectors() for piece in _PIECE.findall(vector.html[:1_500])]
    mixtures = [
        broken("".join(chance.choices(pieces, k=chance.randrange(1, 25))), chance)
        for _ in range(400)
    ]
    assert [(html, wrong) for html in mixtures for wrong in wrongs(html)] == []


def broken(html: str, chance: Random) -> str:
    """The same with a few characters replaced by those that parsers disagree about."""
    chars = list(html)
    for _ in range(chance.choice((0, 0, 3, 12))):
        chars[chance.randrange(len(chars))] = chance.choice(
            [*"<>\"'\\/;:{}()=&# \n\0\ud800é﹤@%!-", "&#x", "url(", ""]
        )
    return "".join(chars)


def wrongs(html: str) -> list[str]:
    cleaned = clean(html, cid=part).html
    if len(cleaned) > 100_000:
        return []  # this parser would take minutes; the browser has seen it
    page = html5lib.parse(frame_document(cleaned, ground="light", lang="fr"))
    body = page.find(f"{XHTML}body")
    assert body is not None
    return [*misplaced(body), *(wrong for element in body.iter() for wrong in wrong_in(element))]


def misplaced(body: Element) -> list[str]:
    """A message is one wrapper, after its sheet: nothing of it reaches the frame's own level."""
    found = [child.tag.removeprefix(XHTML) for child in body]
    loose = "".join([body.text or "", *(child.tail or "" for child in body)]).strip()
    return [] if found in (["main"], ["style", "main"]) and not loose else [f"{found} {loose}"]


def wrong_in(element: Element) -> list[str]:
    name = str(element.tag).removeprefix(XHTML)
    if name == "style":
        return FETCHING_STYLE.findall(element.text or "")
    if name not in TAGS | {"body", "main"}:
        return [name]
    allowed = (
        ATTRIBUTES["*"]
        | ATTRIBUTES.get(name, frozenset())
        | (ADDED if name in ("a", "area") else set())
    )
    return [
        f"{name} {key}={value}"
        for key, value in element.items()
        if key not in allowed or not is_fit(key, value)
    ]


def is_fit(name: str, value: str) -> bool:
    if name in LOADING:
        return OWN_PICTURE.fullmatch(value) is not None
    if name == "href":
        return TARGET.match(value) is not None
    if name in ("class", "id", "name"):
        return all(word.startswith(("m-", "preau-")) for word in value.split())
    return not FETCHING_STYLE.search(value) if name == "style" else "<" not in value


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_of_a_vector_can_be_sent_on(family: str) -> None:
    sent = [(vector.name, clean_outgoing(vector.html)) for vector in BY_FAMILY[family]]
    parsed = [(name, html5lib.parse(f"<body>{html}")) for name, html in sent if len(html) < 100_000]
    assert [
        (name, wrong)
        for name, page in parsed
        for one in page.iter()
        for wrong in wrong_to_send(one)
    ] == []


def wrong_to_send(element: Element) -> list[str]:
    name = str(element.tag).removeprefix(XHTML)
    if name not in TAGS | {"html", "head", "body"}:
        return [name]
    acting = [
        key
        for key in element.attrib
        if key.startswith("on") or key in ("srcset", "background", "id", "name")
    ]
    address = element.get("href") or element.get("src") or ""
    loading = [address] if address and not SENDABLE.match(address) else []
    return [*acting, *loading, *FETCHING_STYLE.findall(element.get("style", ""))]
