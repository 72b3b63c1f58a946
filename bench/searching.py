"""`python -m bench.searching`: words looked for in a mailbox of 100 000 messages, beside Dovecot.

Each kind of search is asked of the web as the search field asks it, in the inbox and everywhere,
and of Dovecot over IMAP with the plainest criteria. Aim: a median of 150 ms, for every kind.

Filling takes two minutes and indexing ten: `--data` keeps the mailbox for the next time.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.apart import FIRST_PORT, apart, keep
from bench.figures import median, p95, timed_loop
from bench.report import say

AIM = 150.0
TURNS = 25
# The first ones fill what each process remembers.
WARMING = 5
AT_ONCE = 200
KINDS = {
    "a rare word": ("hygrométrie", b'TEXT "hygrometrie"'),
    "a rare word, bodies": ("corps:hygrométrie", b'BODY "hygrometrie"'),
    "a word of subjects": ("objet:convocation", b'SUBJECT "convocation"'),
    "a common word": ("manuels", b'TEXT "manuels"'),
    "two common words": ("brevet blanc", b'TEXT "brevet blanc"'),
    "rare, in quotes": ('"taux d’hygrométrie"', b'TEXT "taux hygrometrie"'),
    "common, in quotes": ('"fête de la science"', b'TEXT "fete science"'),
    "one absent": ("manuels -convocation", b'TEXT "manuels"'),
    "three letters typed": ("con", b'TEXT "con"'),
}
SCOPES = {"inbox": "INBOX", "all": "virtual/All"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.searching", description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000, help="in the inbox (100000)")
    parser.add_argument("--data", type=Path, help="a folder to keep the mailbox in")
    parser.add_argument("--port", type=int, default=FIRST_PORT + 240)
    parser.add_argument("--out", type=Path, default=Path("bench/out/searching.json"))
    wanted = parser.parse_args()
    with apart(wanted.data, PREAU_DEMO="yes", PREAU_HTTPS="no"):
        from bench import station  # noqa: PLC0415 -- needs settings
        from bench.machine import facts  # noqa: PLC0415 -- needs settings

        with station.started(wanted.port):
            fill(wanted.messages)
            there = station.prepared(wanted.messages)
            station.wait_for_index(there.login)
            found = {"loop_ms": timed_loop(), **measure(there)}
    keep({"messages": wanted.messages, "machine": facts(), **found}, wanted.out)


def fill(messages: int) -> None:
    """Light letters: what is found counts, not what they weigh."""
    from bench.station import ACADEMY, ALMOST, the_account  # noqa: PLC0415 -- needs settings
    from preau.academies.registry import academies  # noqa: PLC0415 -- needs settings
    from preau.mail.doors import mailstore  # noqa: PLC0415 -- needs settings

    login = the_account(academies().of(ACADEMY).domain).login
    with mailstore().open(login) as box:
        if box.select("INBOX").exists >= messages * ALMOST:
            return
        waiting = []
        for number, made in enumerate(light_letters(messages), start=1):
            waiting.append(made)
            if len(waiting) == AT_ONCE or number == messages:
                box.append_all("INBOX", waiting)
                waiting = []
            if number % 20_000 == 0:
                say(f"  INBOX: {number:,} of {messages:,}")


def light_letters(count: int) -> Iterator[Any]:
    from bench import corpus  # noqa: PLC0415 -- needs settings

    by = Random("bench/searching")
    for number in range(count):
        topic = by.choice(corpus.TOPICS)
        subject = f"Convocation : {topic}" if number % 16 == 0 else topic.capitalize()
        said = [
            by.choice(corpus.SENTENCES).format(
                topic=topic, room=by.choice(corpus.ROOMS), form=by.choice(corpus.CLASSES)
            )
            for _ in range(5)
        ]
        if number % 100 == 0:
            said.append(f"Le taux d’{corpus.BODY_WORD} est bon.")
        at = corpus.NEWEST - timedelta(minutes=15 * (count - number))
        yield written(number, subject, said, by.randrange(400)), ["\\Seen"], at


def written(number: int, subject: str, said: list[str], sender: int) -> bytes:
    from email.message import EmailMessage  # noqa: PLC0415 -- beside the others

    made = EmailMessage()
    made["From"] = f"parent{sender}@example.org"
    made["To"] = "claire.fontaine@ac-poitiers.fr"
    made["Subject"] = subject
    made["Message-ID"] = f"<m{number}@example.org>"
    made.set_content("\n".join(said) + "\n")
    return made.as_bytes().replace(b"\n", b"\r\n")


def measure(there: Any) -> dict[str, Any]:
    from bench.visitor import Visitor  # noqa: PLC0415 -- needs settings

    visitor = Visitor(there)
    visitor.entrance()
    visitor.keep_token(visitor.sign_in())
    say(f"{'':22}{'in':7}{'median':>9}{'p95':>9}{'first':>9}{'Dovecot':>9}{'found':>9}   ms")
    found: dict[str, Any] = {"aim_ms": AIM}
    for scope, folder in SCOPES.items():
        for kind, (typed, criteria) in KINDS.items():
            told = web(visitor, typed, scope) | dovecot(there.login, folder, criteria)
            found[f"{kind}, {scope}"] = told
            say(f"{kind:22}{scope:7}" + "".join(f"{value:9.0f}" for value in told.values()))
    return found


def web(visitor: Any, typed: str, scope: str) -> dict[str, float]:
    from bench.visitor import rows_of  # noqa: PLC0415 -- needs settings

    took = []
    for _ in range(TURNS):
        began = time.perf_counter()
        answer = visitor.search(typed, scope)
        took.append(time.perf_counter() - began)
        rows_of(answer)
    first, usual = took[0], took[WARMING:]
    return {"median_ms": median(usual), "p95_ms": p95(usual), "first_ms": round(first * 1000, 1)}


def dovecot(login: str, folder: str, criteria: bytes) -> dict[str, float]:
    """The search alone, three times."""
    from preau.mail.doors import mailstore  # noqa: PLC0415 -- needs settings

    took, found = [], 0
    with mailstore().open(login) as box:
        box.select(folder)
        for _ in range(3):
            began = time.perf_counter()
            found = len(box.uids_matching([criteria]))
            took.append(time.perf_counter() - began)
    return {"dovecot_ms": median(took), "found": found}


if __name__ == "__main__":
    main()
