"""`python -m bench.filtering`: what twenty rules cost a delivery, beside one with none.

The same letters are given to Dovecot over LMTP, in turns, for a box without rules and for one with
twenty, the last of which files them: senders, subjects, words of the body, sizes. Aim: 1.5 times.
"""

import argparse
import smtplib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.apart import FIRST_PORT, apart, keep
from bench.report import say

AIM = 1.5
RULES = 20
A_TURN = 100


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.filtering", description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, help="for each box (10000)")
    parser.add_argument("--port", type=int, default=FIRST_PORT + 160)
    parser.add_argument("--out", type=Path, default=Path("bench/out/filtering.json"))
    wanted = parser.parse_args()
    with apart(PREAU_DEMO="yes", PREAU_HTTPS="no"):
        from bench.machine import facts  # noqa: PLC0415 -- needs settings
        from bench.station import started  # noqa: PLC0415 -- needs settings

        with started(wanted.port) as ports:
            found = measure(wanted.messages, ports.lmtp)
    for name, value in found.items():
        say(f"{name:12} {value:10.2f}" + (f"   aim {AIM:g}" if name == "ratio" else ""))
    keep(found | {"machine": facts()}, wanted.out)


def measure(count: int, port: int) -> dict[str, Any]:
    """Milliseconds a delivery, without rules and with them, and the second by the first."""
    plain, ruled = box("sansregle"), box("avecregles")
    give_rules(ruled)
    took = {plain: 0.0, ruled: 0.0}
    letters = list(made(count))
    with smtplib.LMTP("127.0.0.1", port) as line:
        for start in range(0, count, A_TURN):
            for login in took:
                took[login] += delivered(line, login, letters[start : start + A_TURN])
    assert filed(ruled) == count, "the rules did not file every letter"
    without, with_rules = (1000 * took[login] / count for login in (plain, ruled))
    return {
        "messages": float(count),
        "without_ms": without,
        "with_ms": with_rules,
        "ratio": with_rules / without,
    }


def box(identifier: str) -> str:
    from bench.station import ACADEMY, PASSWORD, QUOTA  # noqa: PLC0415 -- needs settings
    from preau.academies.registry import academies  # noqa: PLC0415 -- needs settings
    from preau.identity.actions import opening  # noqa: PLC0415 -- needs settings

    domain = academies().of(ACADEMY).domain
    account = opening.open_account(
        academy=ACADEMY,
        identifier=identifier,
        domain=domain,
        address=f"{identifier}.mesure@{domain}",
        given_name="Mesure",
        family_name=identifier.capitalize(),
        password_hash=opening.hash_password(PASSWORD),
        quota_bytes=QUOTA,
        is_demo=True,
    )
    return str(account.login)


def give_rules(login: str) -> None:
    from preau.filters.actions.saving import change  # noqa: PLC0415 -- needs settings
    from preau.identity.models import Mailbox  # noqa: PLC0415 -- needs settings
    from preau.mail.doors import mailstore  # noqa: PLC0415 -- needs settings

    with mailstore().open(login) as opened:
        opened.create_folder("Rangés")
    mailbox = Mailbox.objects.get(login=login)
    change(mailbox, lambda items: [*items, *rules()])


def rules() -> Iterator[Any]:
    from preau.formats.sieve.rule import (  # noqa: PLC0415 -- beside the others
        Action,
        Criterion,
        Field,
        Match,
        Rule,
        Verb,
    )

    looked_for = [
        Criterion(Field.SENDER, Match.CONTAINS, "jamais"),
        Criterion(Field.SUBJECT, Match.CONTAINS, "étéjamais"),
        Criterion(Field.BODY, Match.CONTAINS, "motjamaisécrit"),
        Criterion(Field.SIZE, Match.OVER, "900000"),
    ]
    file, stop = Action(Verb.FILE, "Rangés"), Action(Verb.STOP)
    for number in range(RULES - 1):
        one = looked_for[number % len(looked_for)]
        yield Rule(f"{number:08x}", f"Règle {number}", (one,), (file, stop))
    last = Criterion(Field.SUBJECT, Match.CONTAINS, "mesure")
    yield Rule(f"{RULES:08x}", "La dernière", (last,), (file, stop))


def made(count: int) -> Iterator[bytes]:
    """Some 4 KB each, as a letter without attachment is."""
    words = "Bonjour à toutes et à tous, voici les informations de la semaine.\r\n" * 50
    for number in range(count):
        head = (
            f"From: Mesure <mesure@lointain.example>\r\nTo: vous@lointain.example\r\n"
            f"Subject: Mesure {number}\r\nMessage-ID: <{number}@lointain.example>\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: 8bit\r\n\r\n"
        )
        yield (head + words).encode()


def delivered(line: smtplib.LMTP, login: str, letters: list[bytes]) -> float:
    began = time.perf_counter()
    for letter in letters:
        line.sendmail("mesure@lointain.example", [login], letter)
    return time.perf_counter() - began


def filed(login: str) -> int:
    from preau.mail.doors import mailstore  # noqa: PLC0415 -- needs settings

    with mailstore().open(login) as opened:
        return next(f.messages for f in opened.folders() if f.name == "Rangés")


if __name__ == "__main__":
    main()
