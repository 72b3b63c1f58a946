"""The words the compose window reads by itself: addresses, promises of a file, parked styles.

These modules need no page: Node reads them as the browser does.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.formats.promises import PROMISES

COMPOSE = Path(__file__).parents[2] / "preau/web/mail/static/mail/compose"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed.")


def said(module: str, call: str, *words: object) -> object:
    """What `call` of `module` answers to these arguments."""
    script = (
        f"import {{ {call} }} from {json.dumps((COMPOSE / module).as_uri())};"
        f"console.log(JSON.stringify({call}(...{json.dumps(words)})))"
    )
    command = [str(NODE), "--input-type=module", "--eval", script]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(ran.stdout)


CLAIRE = {"name": "Claire Dubois", "address": "c.dubois@ac-x.fr"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("c.dubois@ac-x.fr", [{"name": "", "address": "c.dubois@ac-x.fr"}]),
        ("Claire Dubois <c.dubois@ac-x.fr>", [CLAIRE]),
        ('"Claire Dubois" <c.dubois@ac-x.fr>', [CLAIRE]),
        ('"Dubois, Claire" <c@x.fr>', [{"name": "Dubois, Claire", "address": "c@x.fr"}]),
        ("mailto:c@x.fr", [{"name": "", "address": "c@x.fr"}]),
        (
            "a@x.fr; b@x.fr,\nc@x.fr\td@x.fr",
            [{"name": "", "address": f"{letter}@x.fr"} for letter in "abcd"],
        ),
        ("a@x.fr b@x.fr", [{"name": "", "address": f"{letter}@x.fr"} for letter in "ab"]),
        ("dupont", [{"name": "", "address": "dupont"}]),
        (" , ;", []),
    ],
)
def test_a_list_of_people_is_read_as_typed_or_pasted(text: str, people: list[object]) -> None:
    assert said("addresses.js", "readList", text) == people


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("a@x.fr", True),
        ("é.l@académie.fr", True),
        ("a@x", False),
        ("a@@x.fr", False),
        ("a b@x.fr", False),
        ("a@x..fr", False),
        ("@x.fr", False),
    ],
)
def test_an_address_is_whole_or_not(address: str, whole: bool) -> None:  # noqa: FBT001
    assert said("addresses.js", "isWhole", address) is whole


@pytest.mark.parametrize(
    ("address", "outside"),
    [("a@ac-x.fr", False), ("a@sub.ac-x.fr", False), ("a@notac-x.fr", True), ("a@gmail.com", True)],
)
def test_an_address_of_ours_or_below_is_not_outside(address: str, outside: bool) -> None:  # noqa: FBT001
    assert said("addresses.js", "isOutside", address, ["ac-x.fr"]) is outside


@pytest.mark.parametrize(("text", "promise"), PROMISES)
def test_a_promise_of_a_file_is_understood(text: str, promise: bool) -> None:  # noqa: FBT001
    assert said("forgotten.js", "promisesFile", text) is promise


def test_quotes_and_signature_promise_nothing() -> None:
    text = "Merci.\n> ci-joint le dossier\n-- \nJ. Dupont, PJ : néant"
    assert said("forgotten.js", "ownLines", text) == "Merci.\n"


@pytest.mark.parametrize(
    ("html", "parked"),
    [
        ('<p style="color:red">a</p>', '<p data-preau-style="color:red">a</p>'),
        ("<p STYLE='a>b' class=x>", "<p data-preau-style='a>b' class=x>"),
        ('<p title="a style=b">', '<p title="a style=b">'),
        ("<style>p{color:red}</style>x<!-- <p style=a> -->", "x"),
        ('<a onclick="x()" href="y">', '<a  href="y">'),
        ("5 < 6 style=", "5 < 6 style="),
    ],
)
def test_no_parser_sees_a_style_attribute(html: str, parked: str) -> None:
    assert said("styles.js", "park", html) == parked
