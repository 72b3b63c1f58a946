"""`python -m bench.activations`: newcomers who activate their accounts, as many as go in an hour.

A staff file is brought in and slips are made; then clients, each newcomer from a network of their
own, send what a browser sends: the first page, NUMEN with birth date and slip, the password, the
page after it. Each costs one hash of a password, and so does the machine's raw pace beside it.
Somebody who is in already opens their inbox all the while, and did before it: how much longer they
wait is told. Aim (W-16): 30 000 an hour.
"""

import argparse
import json
import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlencode

from bench.apart import FIRST_PORT, apart, keep
from bench.figures import median, p95
from bench.line import Line, WrongAnswer
from bench.reader import at_rest, reading
from bench.report import say
from bench.staff import lines

AIM = 30_000
PASSWORD = "Ardoise-Mouillée-42!"
FORM = "Content-Type: application/x-www-form-urlencoded"
ARRIVAL = ("/sign-in", "/activate/", "/recover/", "/portal/", "/status")
INBOX = "/mail/cfontaine/inbox/"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Newcomer:
    """What they type on the first page, and the network they come from."""

    numen: str
    birth: str
    code: str
    source: str


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.activations", description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--port", type=int, default=FIRST_PORT + 80)
    parser.add_argument("--out", type=Path, default=Path("bench/out/activations.json"))
    wanted = parser.parse_args()
    with apart(PREAU_DEMO="yes", PREAU_HTTPS="no") as folder:
        from bench.machine import facts  # noqa: PLC0415 -- needs settings
        from bench.station import started  # noqa: PLC0415 -- needs settings

        with started(wanted.port) as ports:
            waiting = newcomers(wanted.people, folder)
            hashing = pace_of_hashes()
            host = f"poitiers.localhost:{ports.web}"
            pages = {path: at_rest(Line(host), path) for path in ARRIVAL}
            with reading(come_in(host), INBOX) as reader:
                found = activate_all(host, waiting, wanted.clients)
    found |= hashing | {"machine": facts(), "aim_an_hour": AIM}
    found |= {"reader": reader.found(), "arrival_pages_ms": pages}
    keep(found, wanted.out)
    print(json.dumps(found, indent=1))


def come_in(host: str) -> Line:
    """Somebody who has had their account for long."""
    from bench.station import IDENTIFIER  # noqa: PLC0415 -- needs settings
    from bench.station import PASSWORD as THEIRS  # noqa: PLC0415 -- needs settings

    line = Line(host)
    send(line, "/sign-in", identifier=IDENTIFIER, password=THEIRS)
    return line


def newcomers(people: int, folder: Path) -> list[Newcomer]:
    """As a staff file and a service make them: expected people, and a slip for each."""
    from django.core.management import call_command  # noqa: PLC0415 -- needs settings

    from preau.identity.actions.handing_over import make_slips  # noqa: PLC0415 -- needs settings
    from preau.identity.models import Account  # noqa: PLC0415 -- needs settings
    from preau.identity.slips import code_of  # noqa: PLC0415 -- needs settings

    by = the_service()
    file = folder / "staff.csv"
    rows = list(lines(people, moved=0))
    file.write_text("\n".join(rows))
    with open(os.devnull, "w") as nowhere:
        call_command("staff", "import", str(file), "--academy", "poitiers", stdout=nowhere)
    known = {row.split(";")[0]: day_of(row.split(";")[3]) for row in rows[1:]}
    made = make_slips(Account.objects.filter(state=Account.State.TO_ACTIVATE), by=by)
    slips = {slip.account.person.numen_hash: code_of(slip) for slip in made.slips.all()}
    return [
        Newcomer(numen, birth, slips[hashed(numen)], f"127.3.{place // 250}.{place % 250 + 2}")
        for place, (numen, birth) in enumerate(known.items())
        if hashed(numen) in slips
    ]


def day_of(written: str) -> str:
    """As a browser sends the day that a staff file writes 07/03/1990."""
    return "-".join(reversed(written.split("/")))


def the_service() -> Any:
    from bench.station import the_account  # noqa: PLC0415 -- needs settings
    from preau.academies.registry import academies  # noqa: PLC0415 -- needs settings

    return the_account(academies().of("poitiers").domain)


def hashed(numen: str) -> str:
    from preau.formats.numen import parse  # noqa: PLC0415 -- beside the next
    from preau.identity.numens import numen_hash  # noqa: PLC0415 -- needs settings

    return numen_hash(parse(numen))


def pace_of_hashes() -> dict[str, float]:
    """One alone, and as many as the machine makes on all of its cores."""
    from preau.identity.actions.opening import hash_password  # noqa: PLC0415 -- needs settings

    def one(_number: int) -> float:
        began = time.perf_counter()
        hash_password(PASSWORD)
        return time.perf_counter() - began

    alone, cores = median([one(number) for number in range(9)]), os.cpu_count() or 1
    began = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        many = len(list(pool.map(one, range(20 * cores))))
    seconds = time.perf_counter() - began
    return {"password_hash_ms": alone, "hashes_an_hour": round(many / seconds * 3600)}


def activate_all(host: str, waiting: list[Newcomer], clients: int) -> dict[str, Any]:
    queue: SimpleQueue[Newcomer] = SimpleQueue()
    for one in waiting:
        queue.put(one)
    took: list[float] = []
    errors: list[str] = []
    lock = threading.Lock()

    def client() -> None:
        while True:
            try:
                one = queue.get_nowait()
            except Empty:
                return
            began = time.perf_counter()
            try:
                activate(host, one)
            except (WrongAnswer, OSError) as error:
                with lock:
                    errors.append(f"{type(error).__name__}: {error}"[:200])
            else:
                with lock:
                    took.append(time.perf_counter() - began)

    say(f"{len(waiting)} newcomers, {clients} at once")
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        for one in [pool.submit(client) for _ in range(clients)]:
            one.result()
    seconds = time.perf_counter() - began
    return {
        "people": len(waiting),
        "clients": clients,
        "seconds": round(seconds, 1),
        "an_hour": round(len(took) / seconds * 3600),
        "median_ms": median(took),
        "p95_ms": p95(took),
        "errors": errors[:10],
    }


def activate(host: str, one: Newcomer) -> None:
    """From the first page to the one that follows the password."""
    line = Line(host, source=one.source)
    try:
        typed = {"numen": one.numen, "birth": one.birth, "way": "slip", "code": one.code}
        expect(send(line, "/activate/", **typed), "/activate/password")
        chosen = {"password": PASSWORD, "next": "/activate/address"}
        expect(send(line, "/activate/password", **chosen), "/activate/address")
        if line.get("/activate/address").status != 200:
            raise WrongAnswer("The page after the password did not come.")
    finally:
        line.close()


def send(line: Line, path: str, **fields: str) -> str:
    """Where the answer leads; the form's own token goes with it."""
    page = line.get(path)
    token = _TOKEN.search(page.text)
    if token is None:
        raise WrongAnswer(f"{path} has no form: {page.status}")
    body = urlencode({"csrfmiddlewaretoken": token[1], **fields}).encode()
    return line.post(path, body, FORM).location


def expect(found: str, wanted: str) -> None:
    if found != wanted:
        raise WrongAnswer(f"{found} came, {wanted} was expected.")


if __name__ == "__main__":
    main()
