"""A slow line that is cut, a session that ends while one types, five thousand messages at once."""

import http.client
import socket
import time

import pytest

from preau.mail.models import DraftAttachment
from tests.house.cast import PASSWORD, Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import SECRET, letter
from tests.house.visitor import Visitor
from tests.house.waiting import eventually

MEGABYTE = 1024 * 1024


def begin(person: Person, visitor: Visitor, **fields: str) -> str:
    draft = visitor.get(f"/mail/{person.box}/compose").location
    visitor.post(draft, version="0", htmx={}, **fields)
    return draft


def upload_head(visitor: Visitor, path: str, length: int) -> bytes:
    lines = [
        f"POST {path} HTTP/1.1", f"Host: {visitor.host}", f"Content-Length: {length}", "HX-Request: true",
        "Content-Type: multipart/form-data; boundary=frontière".replace("è", "e"),
        f"Origin: http://{visitor.host}", f"X-CSRFToken: {visitor.cookies['preau_csrf']}",
        "Cookie: " + "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()), "", "",
        "--frontiere", 'Content-Disposition: form-data; name="file"; filename="gros.bin"',
        "Content-Type: application/octet-stream", "", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def test_thirty_megabytes_cut_half_way_leave_nothing_and_the_draft_intact(
    house: House, hire: Engage
) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(
        person, visitor, subject=f"Gros {SECRET}", text=f"Mon texte {SECRET}", format="text"
    )
    files = house.places.data / "files"
    before = sorted(path for path in files.rglob("*") if path.is_file())
    with socket.create_connection(("127.0.0.1", visitor.port)) as line:
        line.sendall(upload_head(visitor, draft + "attachments", 30 * MEGABYTE))
        for _ in range(15):
            line.sendall(b"x" * MEGABYTE)
    time.sleep(1)
    page = visitor.get(draft)
    assert page.all("[data-preau-attachment]") == []
    assert page.one("[name=subject]")["value"] == f"Gros {SECRET}"
    assert f"Mon texte {SECRET}" in page.one("textarea[name=text]").get_text()
    assert DraftAttachment.objects.filter(draft__mailbox__login=person.login).count() == 0
    assert sorted(path for path in files.rglob("*") if path.is_file() and path not in before) == []


def test_a_slow_upload_holds_no_page_of_the_others(house: House, hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor, subject=f"Lent {SECRET}")
    lines = [socket.create_connection(("127.0.0.1", visitor.port)) for _ in range(40)]
    try:
        for line in lines:
            line.sendall(upload_head(visitor, draft + "attachments", 30 * MEGABYTE))
        asked = time.monotonic()
        assert visitor.get(person.path()).status == 200
        assert time.monotonic() - asked < 3
    finally:
        for line in lines:
            line.close()


def test_thirty_megabytes_that_arrive_whole_are_joined(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor, subject=f"Gros {SECRET}")
    whole = [("file", ("gros.bin", "application/octet-stream", b"x" * (29 * MEGABYTE)))]
    answer = visitor.post(draft + "attachments", files=whole, htmx={})
    assert answer.one("[data-preau-attachment]")["data-preau-size"] == str(29 * MEGABYTE)
    visitor.post(draft + "discard", version="1", htmx={})


def test_a_body_without_end_is_refused(house: House, hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    line = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=30)
    try:
        line.putrequest("POST", draft + "attachments", skip_host=True)
        line.putheader("Host", visitor.host)
        line.putheader("Content-Length", str(300 * MEGABYTE))
        line.endheaders()
        sent = 0
        try:
            while sent < 300 * MEGABYTE:
                line.send(b"x" * MEGABYTE)
                sent += MEGABYTE
        except OSError:
            pass
        assert sent < 120 * MEGABYTE
    finally:
        line.close()


def asked_to_send(visitor: Visitor, path: str, length: int, *more: str) -> http.client.HTTPResponse:
    """What the web says to somebody who tells the length of a body and sends none of it."""
    line = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=10)
    line.putrequest("POST", path, skip_host=True)
    line.putheader("Host", visitor.host)
    line.putheader("Content-Length", str(length))
    for one in more:
        name, _, value = one.partition(": ")
        line.putheader(name, value)
    line.endheaders()
    try:
        return line.getresponse()
    finally:
        line.close()


def test_who_is_not_signed_in_is_led_to_the_entrance_before_a_long_body_is_taken(
    house: House, hire: Engage
) -> None:
    person = hire()
    draft = begin(person, person.visitor()) + "attachments"
    stranger = Visitor(house.ports.web, house.host("poitiers"))
    answer = asked_to_send(stranger, draft, 30 * MEGABYTE, "Cookie: preau_session=forged")
    script = asked_to_send(stranger, draft, 30 * MEGABYTE, "HX-Request: true")
    assert (answer.status, answer.headers["Location"]) == (302, "/sign-in")
    assert (script.status, script.headers["X-Preau-Sign-In"]) == (401, "/sign-in")


def test_a_session_of_one_academie_sends_nothing_long_to_another(
    house: House, hire: Engage
) -> None:
    visitor = hire().visitor()
    visitor.host = house.host("paris")
    session = f"Cookie: preau_session={visitor.cookies['preau_session']}"
    assert asked_to_send(visitor, "/mail/x/compose", 30 * MEGABYTE, session).status == 302


def test_a_long_body_of_unsaid_length_is_refused_as_soon_as_it_is_long(house: House) -> None:
    stranger = Visitor(house.ports.web, house.host("poitiers"))
    line = http.client.HTTPConnection("127.0.0.1", stranger.port, timeout=30)
    line.putrequest("POST", "/sign-in", skip_host=True)
    line.putheader("Host", stranger.host)
    line.putheader("Transfer-Encoding", "chunked")
    line.endheaders()
    for _ in range(3):
        line.send(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")
    assert line.getresponse().status == 302
    line.close()


def test_a_body_longer_than_any_letter_is_refused_before_it_is_sent(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    session = f"Cookie: preau_session={visitor.cookies['preau_session']}"
    answer = asked_to_send(visitor, person.path(), 65 * MEGABYTE, session)
    assert answer.status == 413


def test_a_session_ended_while_typing_loses_nothing(house: House, hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor, subject=f"Avant {SECRET}", text=f"Gardé {SECRET}", format="text")
    other = dict(visitor.cookies)
    visitor.post("/sign-out")
    visitor.cookies = other
    refused = visitor.post(draft, version="1", htmx={}, text=f"Pendant {SECRET}")
    assert refused.status in (401, 403)
    again = Visitor(house.ports.web, house.host("poitiers"))
    entrance = again.follow(again.get(draft))
    back = again.post(
        "/sign-in",
        identifier=person.box,
        password=PASSWORD,
        next=str(entrance.one("[name=next]")["value"]),
    )
    page = again.follow(back)
    assert page.url.endswith(draft)
    assert page.one("[name=subject]")["value"] == f"Avant {SECRET}"
    saved = again.post(draft, version="1", htmx={}, text=f"Pendant {SECRET}")
    assert saved.status == 200


def test_a_save_without_a_session_says_401_so_that_the_page_keeps_the_text(hire: Engage) -> None:
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    del visitor.cookies["preau_session"]
    answer = visitor.post(draft, version="1", htmx={}, text=f"Pendant {SECRET}")
    assert (answer.status, answer.headers["x-preau-sign-in"].partition("?")[0]) == (401, "/sign-in")


def test_a_plain_form_without_a_session_comes_back_to_its_draft(hire: Engage) -> None:
    """Without script what was typed since the last save can only be kept by asking again."""
    person = hire()
    visitor = person.visitor()
    draft = begin(person, visitor)
    del visitor.cookies["preau_session"]
    answer = visitor.post(draft, page=draft, version="1", text=f"Pendant {SECRET}")
    assert (answer.status, answer.location) == (302, f"/sign-in?next={draft.replace('/', '%2F')}")


@pytest.fixture
def heap(hire: Engage) -> Person:
    """5 120 messages, made by copying."""
    person = hire(view="flat", quota=500 * MEGABYTE)
    person.program().keep(*[letter(f"Tas {n}") for n in range(20)])
    with person.program().imap() as line:
        line.select("INBOX")
        for _ in range(8):
            assert line.copy("1:*", "INBOX")[0] == "OK"
            line.noop()
        assert line.status("INBOX", "(MESSAGES)")[1] == [b"INBOX (MESSAGES 5120)"]
    return person


def shown(visitor: Visitor, person: Person, folder: str = "inbox") -> str:
    """What the list says it holds."""
    return visitor.get(person.path(folder)).one(".list-total").get_text().replace("\u202f", " ")


def count(person: Person, folder: str) -> int:
    with person.program().imap() as line:
        said = line.status(folder, "(MESSAGES)")[1][0]
    return int(said.split()[-1].strip(b")"))


def test_five_thousand_messages_chosen_one_by_one_move_and_come_back(heap: Person) -> None:
    visitor = heap.visitor()
    validity = visitor.get(heap.path()).ids()[0].partition("-")[0]
    ids = [f"{validity}-{uid}" for uid in range(1, 5001)]
    done = visitor.post(heap.path(tail="archive"), {"id": ids}, htmx={})
    assert [one.replace("\u202f", " ") for one in done.toasts] == ["5 000 messages archived"]
    assert (shown(visitor, heap), shown(visitor, heap, "archive")) == (
        "120 messages",
        "5 000 messages",
    )
    token = str(done.one("[data-preau-undo] input[name=token]")["value"])
    visitor.post(f"/mail/{heap.box}/undo", token=token, htmx={})
    assert (shown(visitor, heap), shown(visitor, heap, "archive")) == (
        "5 120 messages",
        "0 messages",
    )


def test_a_whole_folder_of_five_thousand_is_read_starred_and_thrown_away(heap: Person) -> None:
    visitor = heap.visitor()
    for verb, more in (("reading", {"on": "1"}), ("star", {"on": "1"}), ("trash", {})):
        done = visitor.post(heap.path(tail=verb), every="1", htmx={}, **more)
        assert done.toasts[0].replace("\u202f", " ").startswith("5 120 messages")
    assert (shown(visitor, heap), shown(visitor, heap, "trash")) == ("0 messages", "5 120 messages")
    # What is hidden at once, the worker erases a few at a time.
    eventually(lambda: count(heap, "INBOX") < 5120, 240)
    visitor.post(heap.path("trash", "empty"), htmx={})
    assert visitor.get(heap.path("trash")).rows() == []
