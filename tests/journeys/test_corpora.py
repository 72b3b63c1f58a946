"""Messages nobody here wrote, imported as an operator would: each opens, none takes a second."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.cast import MEGABYTE, Person
from tests.house.fixtures import Engage
from tests.house.visitor import Visitor

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
FOLDERS = ("flanker", "mimekit-messages", "nodemailer", "rspamd", "spamassassin")
LONGEST = 1.0
FRAME = re.compile(rb'<iframe class="message-frame" src="([^"]+)"')

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="../shared/corpora is not here.")


@pytest.fixture
def library(hire: Engage) -> Person:
    person = hire(view="flat", quota=500 * MEGABYTE)
    for name in FOLDERS:
        said = io.StringIO()
        call_command(
            "import", str(CORPORA / name), to=person.login, folder=f"Corpus/{name}", stdout=said
        )
    return person


def every_id(visitor: Visitor, path: str) -> list[str]:
    found: list[str] = []
    while True:
        page = visitor.get(path, **{"from": str(len(found)), "view": "flat"}).ids()
        if not page:
            return found
        found += page


def test_every_foreign_message_opens_in_every_way_in_less_than_a_second(library: Person) -> None:
    visitor = library.visitor()
    visitor.reads_anything = True
    folders = visitor.get(library.path()).folders()
    slow, broken, count = [], [], 0
    for name in FOLDERS:
        at = library.path(folders[name])
        for ident in every_id(visitor, at):
            count += 1
            page = visitor.get(f"{at}m/{ident}/", htmx={"HX-Target": "reader"})
            frames = [
                visitor.get(src.decode().replace("&amp;", "&")) for src in FRAME.findall(page.body)
            ]
            took = max(one.seconds for one in (page, *frames))
            if any(one.status != 200 for one in (page, *frames)):
                broken.append(f"{name} {ident}: {[one.status for one in (page, *frames)]}")
            if took > LONGEST:
                slow.append(f"{name} {ident}: {took:.2f} s")
    # One of the files holds nothing but empty lines: the import says so, and leaves it.
    expected = sum(
        bool(one.read_bytes().strip()) for n in FOLDERS for one in (CORPORA / n).glob("*.eml")
    )
    assert (count, broken, slow) == (expected, [], [])
