"""Outside images stay outside until somebody agrees: for one message, or for a sender."""

from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.test import Client

from preau.mail import outside
from preau.mail.doors import mailstore
from preau.web.mail.pages.attachments import IMAGE_SALT
from tests.house.cast import Person, open_school
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.postbag import letter
from tests.house.visitor import Answer

TRACKER = "https://traceur.example/pixel.png?qui=claire"
HTML = f'<p>Offre</p><img src="{TRACKER}"><div style="background:url(http://fond.example/x.png)">x</div>'


@pytest.fixture
def tracked(hire: Engage) -> tuple[Person, str]:
    person = hire()
    return person, person.program().keep(letter(sender="pub@traceur.example", html=HTML))[0]


def body_of(person: Person, page: Answer) -> Answer:
    return person.visitor().get(str(page.one("iframe.message-frame")["src"]))


def opened(person: Person, ident: str, **query: str) -> Answer:
    return person.visitor().get(person.path(tail=f"m/{ident}/"), **query)


def test_outside_images_are_held_back_and_counted(tracked: tuple[Person, str]) -> None:
    page = opened(*tracked)
    assert "2 outside images were held back." in page.words
    assert "traceur.example/pixel" not in body_of(tracked[0], page).text
    assert "fond.example" not in body_of(tracked[0], page).text


def test_once_shown_they_come_through_our_own_address(tracked: tuple[Person, str]) -> None:
    person, ident = tracked
    button = opened(person, ident).one(".notice a.button")
    page = person.visitor().get(str(button["href"]))
    source = str(body_of(person, page).one("img")["src"])
    assert source.startswith(person.path(tail=f"m/{ident}/part/outside?of="))
    assert "held back" not in page.words


def test_once_is_for_this_message_and_this_time(tracked: tuple[Person, str]) -> None:
    person, ident = tracked
    other = person.program().keep(letter(sender="pub@traceur.example", html=HTML))[0]
    word = consent_of(person, ident)
    assert "held back" not in opened(person, ident, images=word).words
    assert "held back" in opened(person, ident).words
    assert "held back" in opened(person, other, images=word).words


def consent_of(person: Person, ident: str) -> str:
    """What the button of this person's own page carries."""
    button = opened(person, ident).one(".notice a.button")
    return parse_qs(urlsplit(str(button["href"])).query)["images"][0]


@pytest.mark.parametrize("forged", ["1", "ident", "anyone"])
def test_a_link_from_elsewhere_shows_no_image(
    tracked: tuple[Person, str], hire: Engage, forged: str
) -> None:
    """Neither one that a stranger writes, nor one that a colleague's page said."""
    person, ident = tracked
    colleague = hire()
    theirs = colleague.program().keep(letter(sender="pub@traceur.example", html=HTML))[0]
    words = {"ident": ident, "anyone": consent_of(colleague, theirs)}
    said = words.get(forged, forged)
    body = person.visitor().get(person.path(tail=f"m/{ident}/body"), images=said)
    assert "held back" in opened(person, ident, images=said).words
    assert "part/outside" not in body.text


def test_two_peoples_words_for_one_message_differ(hire: Engage) -> None:
    claire, karim = hire("Claire"), hire("Karim")
    school = open_school(members=(claire, karim))
    with mailstore().open(school.login) as box:
        validity, uid = box.append("INBOX", octets(letter(sender="pub@traceur.example", html=HTML)))
    path = f"/mail/{school.slug}/inbox/m/{validity}-{uid}/"
    button = claire.visitor().get(path).one(".notice a.button")
    assert "held back" not in claire.visitor().get(str(button["href"])).words
    assert "held back" in karim.visitor().get(str(button["href"])).words


def test_a_trusted_senders_images_are_shown_in_every_message(tracked: tuple[Person, str]) -> None:
    person, ident = tracked
    answer = person.visitor().post(person.path(tail=f"m/{ident}/trust"))
    other = person.program().keep(letter(sender="Pub <PUB@traceur.example>", html=HTML))[0]
    stranger = person.program().keep(letter(sender="x@autre.example", html=HTML))[0]
    assert answer.location == person.path(tail=f"m/{ident}/")
    said = ["held back" in opened(person, one).words for one in (ident, other, stranger)]
    assert said == [False, False, True]


@pytest.mark.parametrize("token", ["", "x", "aHR0cDovL2V2aWwuZXhhbXBsZS8:1:2"])
def test_the_proxy_fetches_only_what_a_page_of_ours_signed(
    tracked: tuple[Person, str], token: str
) -> None:
    person, ident = tracked
    answer = person.visitor().get(person.path(tail=f"m/{ident}/part/outside"), of=token)
    assert answer.status == 404


INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/",
    "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://192.168.1.1/", "file:///etc/passwd",
    "http://user@127.0.0.1/", "gopher://x/", "http://127.0.0.1:6379/", "http://2130706433/",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_the_proxy_never_reaches_inside_our_own_network(
    tracked: tuple[Person, str], address: str
) -> None:
    person, ident = tracked
    token = signing.dumps(address, salt=IMAGE_SALT, compress=True)
    answer = person.visitor().get(person.path(tail=f"m/{ident}/part/outside"), of=token)
    assert answer.status == 404


def test_the_proxy_gives_an_image_of_the_world_and_nothing_of_ours_goes_out(
    tracked: tuple[Person, str],
) -> None:
    """The public internet is played by a server of our own: only the address check is told so."""
    import http.server
    import threading

    asked: list[dict[str, str]] = []

    class World(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(dict(self.headers))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(b"PNG of the world")

        def log_message(self, *_: object) -> None:
            pass

    person, ident = tracked
    client = Client(HTTP_HOST=person.house.host("poitiers"))
    client.cookies["preau_session"] = person.visitor().cookies["preau_session"]
    token = signing.dumps("http://traceur.example/p.png", salt=IMAGE_SALT, compress=True)
    with http.server.HTTPServer(("127.0.0.1", 0), World) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        pool = outside.urllib3.HTTPConnectionPool("127.0.0.1", server.server_port)
        with (
            patch.object(outside, "public_address", return_value="127.0.0.1"),
            patch.object(outside, "_pool", return_value=pool),
        ):
            answer = client.get(person.path(tail=f"m/{ident}/part/outside"), {"of": token})
        pool.close()
    assert (answer.status_code, answer.content) == (200, b"PNG of the world")
    assert [name for name in asked[0] if name.lower() in ("cookie", "referer", "origin")] == []
