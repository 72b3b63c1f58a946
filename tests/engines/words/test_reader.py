"""Our reader of the index answers who may read mail, about mailboxes alone, and goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from preau.engines.errors import EngineAway
from preau.engines.words.finding import Found, Words
from preau.mail.access import desk
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter

pytestmark = pytest.mark.engines

ASKING = """
import socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[1])
line.sendall(sys.argv[2].encode())
line.shutdown(socket.SHUT_WR)
try:
    print(line.makefile("rb").readline().decode(), end="")
except ConnectionResetError:
    pass
"""
QUESTION = ("in", "BODY", "hirondelle")


def folder(person: Person) -> str:
    """The inbox's key, its letters indexed."""
    with desk(person.account, person.box) as lent:
        lent.select("inbox")
        lent.box.uids_matching([b"BODY", b"hirondelle"])
        return lent.folder("inbox").key


def said_to(account: str, path: Path, question: object) -> str:
    """What another account of the machine hears."""
    return subprocess.run(
        [sys.executable, "-c", ASKING, str(path), json.dumps(question)],
        user=account,
        group={"nobody": "nogroup"}.get(account, account), extra_groups=[],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip


def test_the_web_hears_and_the_other_accounts_of_the_machine_do_not(
    house: House, hire: Engage
) -> None:
    person = hire()
    person.program().keep(letter("Un", "hirondelle"))
    asked = {"login": person.login, "folders": [folder(person)], "question": QUESTION}
    heard = {a: said_to(a, house.made.words.socket, asked) for a in ("www-data", "mail", "nobody")}
    assert heard == {"www-data": "[[1, 1]]\n", "mail": "[[1, 1]]\n", "nobody": ""}


def test_a_name_leads_to_a_mailbox_and_nowhere_else(house: House, hire: Engage) -> None:
    person, words = hire(), Words(house.made.words.socket)
    person.program().keep(letter("Un", "hirondelle"))
    key, name = folder(person), person.login.partition("@")[0]
    (found,) = words.find(person.login, [key], QUESTION)
    assert (found.last, list(found.uids)) == (1, [1])
    domain = person.login.partition("@")[2]
    for login in (f"../{domain}/{name}@{domain}", f"{name}@../mail/{domain}", "..@..", name, ""):
        with pytest.raises(EngineAway):
            words.find(login, [key], QUESTION)
    for other in ("../x", "", key.upper() + "/", "*"):
        with pytest.raises(EngineAway):
            words.find(person.login, [other], QUESTION)
    (nothing,) = words.find(person.login, ["0" * 32], QUESTION)
    assert nothing == Found(0, type(found.uids)("I"))


@pytest.mark.parametrize(
    "question",
    [
        (), ("in",), ("in", "SEEN", "x"), ("in", "BODY", 3), ("near", ()), ("not", ("in", "BODY", "deux")), 7, None,
        ("in", "BODY"), ("and", "BODY"), ("or", ("in", "BODY", "deux"), ("what", "BODY", "deux")),
    ],
)  # fmt: skip
def test_nonsense_is_left_without_an_answer_and_the_next_is_answered(
    house: House, hire: Engage, question: object
) -> None:
    words = Words(house.made.words.socket)
    with pytest.raises(EngineAway):
        words.find("jd@ac-poitiers.fr", ["0" * 32], question)  # type: ignore[arg-type]
    assert [one.last for one in words.find("jd@ac-poitiers.fr", ["0" * 32], QUESTION)] == [0]


@pytest.mark.parametrize("text", ["", "h", '" OR subject:"x', "(", "h*", "a-b.c", "é" * 300, "𝔥𝔦"])
def test_what_is_looked_for_is_never_a_command(house: House, hire: Engage, text: str) -> None:
    person = hire()
    person.program().keep(letter("Un", "hirondelle"))
    asked = ("in", "BODY", text)
    found = Words(house.made.words.socket).find(person.login, [folder(person)], asked)
    assert [list(one.uids) for one in found] == [[]]
