"""Everyday actions by one client, warm; each run of the web is followed by one of the raw work.

The two take turns so that what else the machine does weighs on both.
"""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from django.contrib.auth.hashers import check_password, make_password

from bench import corpus
from bench.figures import Figure, figure, median
from bench.line import Answer, WrongAnswer
from bench.raw import Raw
from bench.station import PASSWORD, SMALL, Station, say
from bench.visitor import Visitor, done, found_with, letter_of, rows_of
from preau.formats.imap.response import read_values

Web = Callable[[int], Any]
FILE = Random(7).randbytes(1_000_000)
SUBJECT = "Mesure d’envoi"
ARRIVES_WITHIN = 60.0


@dataclass
class Turns:
    """How often each operation is done, and what was measured of each."""

    visitor: Visitor
    raw: Raw
    runs: int
    warm: int

    def take(
        self,
        name: str,
        web: Web,
        check: Callable[[Any], None],
        raw: Callable[[int], object],
        after: Callable[[Any], object] = lambda _answer: None,
    ) -> Figure:
        """`after` puts things back, between the times measured."""
        times, floor = [], []
        line = self.visitor.line
        for number in range(self.warm + self.runs):
            asked, carried = line.requests, line.octets
            began = time.perf_counter()
            answer = web(number)
            times.append(time.perf_counter() - began)
            asked, carried = line.requests - asked, line.octets - carried
            check(answer)
            after(answer)
            began = time.perf_counter()
            raw(number)
            floor.append(time.perf_counter() - began)
        made = figure(times[self.warm :], floor[self.warm :], octets=carried, requests=asked)
        say(
            f"  {name:15} {made.median_ms:8.2f} ms, p95 {made.p95_ms:8.2f}"
            f"  (raw {made.raw_ms:8.2f}; {made.requests} requests, {made.kb:.1f} kB)"
        )
        return made


def operations(
    station: Station, secret: str, *, runs: int, warm: int, only: set[str]
) -> dict[str, Figure]:
    visitor, raw = Visitor(station), Raw(station, secret)
    visitor.entrance()
    visitor.keep_token(visitor.sign_in())
    turns = Turns(visitor, raw, runs, warm)
    made = {
        name: take(station, secret, turns)
        for name, take in MEASURED.items()
        if not only or name in only or "operations" in only
    }
    visitor.line.close()
    raw.close()
    return made


def sign_in(station: Station, secret: str, turns: Turns) -> Figure:
    """The raw cost is one password hash, and IMAP's own way in to the first fifty lines."""
    hashed = make_password(PASSWORD)

    def floor(_number: int) -> None:
        check_password(PASSWORD, hashed)
        fresh = Raw(station, secret)
        fresh.rows()
        fresh.close()

    visitor = Visitor(station)
    apart = Turns(visitor, turns.raw, turns.runs, turns.warm)
    visitor.entrance()
    return apart.take(
        "sign_in",
        lambda _n: visitor.sign_in(),
        rows_of,
        floor,
        after=lambda _answer: (visitor.line.cookies.clear(), visitor.entrance()),
    )


def password_hash() -> float:
    """Milliseconds of one check, here and now."""
    hashed, times = make_password(PASSWORD), []
    for _ in range(10):
        began = time.perf_counter()
        check_password(PASSWORD, hashed)
        times.append(time.perf_counter() - began)
    return median(times)


def listed(station: Station, _secret: str, turns: Turns) -> Figure:
    del station
    return turns.take("list", lambda _n: turns.visitor.rows(), rows_of, lambda _n: turns.raw.rows())


def page(_station: Station, _secret: str, turns: Turns) -> Figure:
    return turns.take("page", lambda _n: turns.visitor.page(), rows_of, lambda _n: turns.raw.rows())


def deep(station: Station, _secret: str, turns: Turns) -> Figure:
    """Page 100, or the last whole one of a smaller mailbox."""
    number = min(100, station.messages // 100)
    return turns.take(
        "deep",
        lambda _n: turns.visitor.deep(number),
        rows_of,
        lambda _n: turns.raw.rows(number),
    )


def opened(_station: Station, _secret: str, turns: Turns) -> Figure:
    idents = list(letters(turns.raw))
    return turns.take(
        "open",
        lambda n: turns.visitor.open(idents[n % len(idents)]),
        letter_of,
        lambda n: turns.raw.open(uid_of(idents[n % len(idents)])),
    )


def letters(raw: Raw) -> Iterator[str]:
    """The letters of 30 kB, newest first, as addresses name them."""
    for uid in raw.uids(f"SUBJECT {corpus.LETTER}")[::-1]:
        yield f"{raw.validity}-{uid}"


def uid_of(ident: str) -> int:
    return int(ident.partition("-")[2])


def search_subject(_station: Station, _secret: str, turns: Turns) -> Figure:
    word = corpus.SUBJECT_WORD
    return turns.take(
        "search_subject",
        lambda _n: turns.visitor.search(f"objet:{word}"),
        lambda answer: found_with(word, answer),
        lambda _n: turns.raw.search("SUBJECT", word),
    )


def search_body(_station: Station, _secret: str, turns: Turns) -> Figure:
    word = corpus.BODY_WORD
    return turns.take(
        "search_body",
        lambda _n: turns.visitor.search(f"corps:{word}"),
        lambda answer: found_with(word, answer),
        lambda _n: turns.raw.search("BODY", word),
    )


def search_everywhere(_station: Station, _secret: str, turns: Turns) -> Figure:
    """Any word, all folders: what the search field does unless told otherwise."""
    word = corpus.BODY_WORD
    return turns.take(
        "search_all",
        lambda _n: turns.visitor.search(word, "all"),
        lambda answer: found_with(word, answer),
        lambda _n: turns.raw.search("TEXT", word),
    )


def flag(_station: Station, _secret: str, turns: Turns) -> Figure:
    idents = list(letters(turns.raw))
    return turns.take(
        "flag",
        lambda n: turns.visitor.act("star", idents[n // 2], on=str((n + 1) % 2)),
        done,
        lambda n: turns.raw.flag(uid_of(idents[n // 2]), on=n % 2 == 0),
    )


def move(_station: Station, _secret: str, turns: Turns) -> Figure:
    """To the archive, one after the other; all are put back at the end, which is not measured."""
    alone = alone_ones(turns.raw)
    turns.raw.say("SELECT Archive")
    before = turns.raw.uids("ALL")
    turns.raw.select()
    figure_ = turns.take(
        "move",
        lambda _n: turns.visitor.act("move", next(alone), to="archive"),
        done,
        lambda _n: turns.raw.move(uid_of(next(alone)), "Archive"),
    )
    turns.raw.say("SELECT Archive")
    turns.raw.move_all([uid for uid in turns.raw.uids("ALL") if uid > before[-1]], "INBOX")
    turns.raw.select()
    return figure_


def alone_ones(raw: Raw) -> Iterator[str]:
    """Messages of the inbox without conversation, the oldest first, each once."""
    said = raw.say("UID THREAD REFS UTF-8 ALL").partition(b"* THREAD ")[2].partition(b"\r\n")[0]
    for uid in sorted(thread[0] for thread in read_values(said) if len(thread) == 1):
        yield f"{raw.validity}-{uid}"


def send(station: Station, _secret: str, turns: Turns) -> Figure:
    """Compose, join 1 MB, dispatch: until the page says it is sent."""
    steps: list[dict[str, float]] = []
    figure_ = turns.take(
        "send",
        lambda n: steps.append(sent(station, turns.visitor, f"{SUBJECT} {n}")),
        lambda _answer: None,
        lambda n: turns.raw.send(f"{SUBJECT} brute {n}", FILE),
        after=lambda _answer: time.sleep(0.4),
    )
    for step in ("compose", "upload", "save", "dispatch"):
        say(f"    {step:13} {median([one[step] for one in steps[turns.warm :]]):8.2f} ms")
    return figure_


def sent(station: Station, visitor: Visitor, subject: str) -> dict[str, float]:
    clock = [time.perf_counter()]
    form = visitor.compose()
    draft, version = form_of(form)
    clock.append(time.perf_counter())
    joined = visitor.upload(draft, FILE)
    need(joined, is_right="rapport.bin" in joined.text)
    clock.append(time.perf_counter())
    saved = visitor.save(draft, version, subject, station.address)
    need(saved, is_right=saved.status == 200)
    found = re.search(r'"version": "(\d+)"', saved.text)
    need(saved, is_right=found is not None)
    clock.append(time.perf_counter())
    left = visitor.dispatch(draft, found.group(1) if found else "")
    done(left)
    clock.append(time.perf_counter())
    names = ("compose", "upload", "save", "dispatch")
    return {name: clock[at + 1] - clock[at] for at, name in enumerate(names)}


def form_of(answer: Answer) -> tuple[str, str]:
    draft = re.search(r'data-preau-draft="(\d+)"', answer.text)
    version = re.search(r'name="version" value="(\d+)"', answer.text)
    if draft is None or version is None:
        raise WrongAnswer(f"No compose window: {answer.status} {answer.text[:300]}")
    return draft.group(1), version.group(1)


def need(answer: Answer, *, is_right: bool) -> None:
    if not is_right:
        raise WrongAnswer(f"{answer.status}: {answer.text[:300]}")


def arrival(station: Station, secret: str, runs: int) -> dict[str, float]:
    """From the press on Send until the letter stands in the inbox of its recipient."""
    visitor, raw = Visitor(station), Raw(station, secret)
    visitor.entrance()
    visitor.keep_token(visitor.sign_in())
    times = []
    for number in range(runs):
        subject = f"{SUBJECT} suivie {number} {time.time_ns()}"
        began = time.perf_counter()
        sent(station, visitor, subject)
        limit = began + ARRIVES_WITHIN
        while not raw.uids(f'HEADER Subject "{subject[-19:]}"'):
            if time.perf_counter() > limit:
                raise WrongAnswer("The letter does not arrive.")
            time.sleep(0.005)
        times.append(time.perf_counter() - began)
    return {"median_ms": median(times), "n": len(times)}


def clean(station: Station, secret: str) -> None:
    """Take away what the sends put in the inbox and in Sent."""
    raw = Raw(station, secret)
    for folder in ("INBOX", "Sent"):
        raw.say(f"SELECT {folder}")
        uids = raw.uids('HEADER Subject "Mesure"')
        if uids:
            raw.say(f"UID STORE {','.join(map(str, uids))} +FLAGS.SILENT (\\Deleted)")
            raw.say("EXPUNGE")
    raw.close()


def ratio_to_small(station: Station, runs: int) -> dict[str, float]:
    """A page of the full inbox, beside one of a folder of a thousand, in turns."""
    visitor = Visitor(station)
    visitor.entrance()
    page_ = visitor.sign_in()
    found = re.search(r'href="/mail/[^/]+/([0-9a-f]{32})/"[^>]*title="Mille"', page_.text)
    if found is None:
        raise WrongAnswer(f"The folder {SMALL} is not in the page.")
    times: dict[str, list[float]] = {"inbox": [], found.group(1): []}
    for _ in range(runs):
        for folder, taken in times.items():
            began = time.perf_counter()
            answer = visitor.rows(folder)
            taken.append(time.perf_counter() - began)
            rows_of(answer)
    full, small = (median(taken) for taken in times.values())
    return {"full_ms": full, "small_ms": small, "ratio": round(full / small, 2)}


MEASURED: dict[str, Callable[[Station, str, Turns], Figure]] = {
    "sign_in": sign_in,
    "list": listed,
    "page": page,
    "deep": deep,
    "open": opened,
    "search_subject": search_subject,
    "search_body": search_body,
    "search_all": search_everywhere,
    "flag": flag,
    "move": move,
    "send": send,
}
