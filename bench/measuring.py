"""One run: every measure asked for, into a file and a table."""

import argparse
import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from bench import machine, operations, report
from bench.aims import peers_measured
from bench.apart import keep
from bench.first_visit import first_visit
from bench.line import WrongAnswer
from bench.load import load, signed_in
from bench.memory import pss_mb
from bench.raw import Raw
from bench.station import Station, say, station, web_process

USUAL = ("sign_in", "list", "deep", "open", "search_subject", "search_body", "flag", "move", "send")
VISITS = 5
MANY = 100_000
LETTERS = 200
WITHOUT_INDEX = {"list", "page", "deep", "open", "flag", "load", "browser"}


def measure(wanted: argparse.Namespace) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    with station(wanted.messages, wanted.port, indexed=needs_index(wanted.only)) as there:
        if wanted.serve:
            say(f"There at http://{there.host}/ until Ctrl-C.")
            signal.pause()
        try:
            result = measured(there, wanted) | beside(wanted.peers)
        except WrongAnswer as error:
            sys.exit(f"Not what was asked for: {error}")
    keep(result, wanted.out)
    report.show(result)


def beside(peers: Path | None) -> dict[str, Any]:
    if peers is None:
        return {}
    return {"peers": peers_measured(json.loads(peers.read_text()))}


def needs_index(only: str) -> bool:
    """Lists alone are measured at once: indexing 100 000 messages takes most of an hour."""
    return set(filter(None, only.split(","))) - WITHOUT_INDEX != set() or not only


def measured(there: Station, wanted: argparse.Namespace) -> dict[str, Any]:
    only = set(filter(None, wanted.only.split(",")))
    secret = settings.PLACES.secret("dovecot-master")
    result: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "messages": there.messages,
        "machine": machine.facts(),
        "password_hash_ms": operations.password_hash(),
        "operations": {},
    }
    if not only or only - {"load", "browser"}:
        say("One client, warm")
        result |= one_client(there, secret, wanted, only)
    if not only or "load" in only:
        say(f"{wanted.clients} clients at once")
        result |= under_load(there, secret, wanted)
    if not only or "browser" in only:
        say("A browser that comes for the first time")
        result["first_inbox"] = first_visit(there, VISITS)
    result["machine"]["load_after"] = os.getloadavg()[0]
    return result


def one_client(
    there: Station, secret: str, wanted: argparse.Namespace, only: set[str]
) -> dict[str, Any]:
    made = operations.operations(there, secret, runs=wanted.runs, warm=wanted.warm, only=only)
    told: dict[str, Any] = {
        "operations": {name: one.as_json() for name, one in made.items() if name in USUAL},
        "also": {name: one.as_json() for name, one in made.items() if name not in USUAL},
    }
    if not only or "send" in only:
        told["arrival"] = operations.arrival(there, secret, max(3, wanted.runs // 4))
        operations.clean(there, secret)
    if not only or "list" in only:
        told["list_beside_1000"] = operations.ratio_to_small(there, wanted.runs)
        if there.messages >= MANY:
            told["list_in_100000"] = told["list_beside_1000"]["ratio"]
    return told


def under_load(there: Station, secret: str, wanted: argparse.Namespace) -> dict[str, Any]:
    web = web_process()
    before = pss_mb(web)
    raw = Raw(there, secret)
    idents = list(operations.letters(raw))[:LETTERS]
    raw.close()
    sessions = signed_in(there, wanted.clients)
    made = load(there, sessions, wanted.seconds, idents, web)
    heaviest = max(one.pop("web_memory_mb") for one in made.values())
    return {"load": made, "web_memory_mb": heaviest, "web_memory_before_mb": before}
