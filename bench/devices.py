"""`python -m bench.devices`: what the sign-in of a mail program costs, and how soon it ends.

Three costs: the question alone, as Postfix asks it (Dovecot's authentication protocol); the
sign-in and the opening of INBOX by IMAP, without TLS, on loopback; the same over TLS on a new
connection. Each with what Dovecot remembers, and without.
"""

import argparse
import json
import os
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench.apart import FIRST_PORT, apart, keep

Measured = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.devices", description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--port", type=int, default=FIRST_PORT + 40)
    parser.add_argument("--out", type=Path, default=Path("bench/out/devices.json"))
    wanted = parser.parse_args()
    with apart(PREAU_DEMO="yes"):
        from bench.machine import facts  # noqa: PLC0415 -- needs settings
        from bench.station import started  # noqa: PLC0415 -- needs settings

        with started(wanted.port) as ports:
            found = {"machine": facts(), **measured(ports, wanted.runs)}
    keep(found, wanted.out)
    print(json.dumps(found, indent=1))


def measured(ports: Any, runs: int) -> Measured:
    from bench.station import ACADEMY, the_account  # noqa: PLC0415 -- needs settings
    from preau.academies.registry import academies  # noqa: PLC0415 -- needs settings
    from preau.identity.actions import devices  # noqa: PLC0415 -- needs settings
    from preau.identity.doors import doveadm  # noqa: PLC0415 -- needs settings

    account = the_account(academies().of(ACADEMY).domain)
    device, token = devices.add_device(
        account, "Mesure", "other", ["imap", "smtp"], network="127.0.0.1"
    )
    ways: dict[str, Callable[[], None]] = {
        "question": Question(account.login, token).ask,
        "imap": lambda: sign_in(ports, account.login, token, tls=False),
        "imap_tls": lambda: sign_in(ports, account.login, token, tls=True),
    }
    found: Measured = {"runs": runs}
    for name, way in ways.items():
        found[name] = {
            "remembered": timed(way, runs, before=lambda: None),
            "asked": timed(way, runs, before=lambda: doveadm().forget_sign_ins([account.login])),
        }
    return found | {"taken_back": taken_back(ports, account, device, token)}


def timed(way: Callable[[], None], runs: int, before: Callable[[], None]) -> Measured:
    way()
    took = []
    for _ in range(runs):
        before()
        begun = time.perf_counter()
        way()
        took.append((time.perf_counter() - begun) * 1000)
    return {"median_ms": round(median(took), 2), "p95_ms": round(quantiles(took, n=20)[18], 2)}


class Question:
    """Dovecot's authentication protocol, version 1.1, on the socket that Postfix opens."""

    def __init__(self, login: str, token: str) -> None:
        from django.conf import settings  # noqa: PLC0415 -- needs settings

        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(settings.PLACES.run / "mail" / "auth"))
        self._file = self._socket.makefile("rb")
        self._socket.sendall(b"VERSION\t1\t1\nCPID\t%d\n" % os.getpid())
        while not self._file.readline().startswith(b"DONE"):
            pass
        self._words = b64encode(f"\0{login}\0{token}".encode()).decode()
        self._number = 0

    def ask(self) -> None:
        self._number += 1
        asked = f"AUTH\t{self._number}\tPLAIN\tservice=smtp\trip=127.0.0.1\tsecured"
        self._socket.sendall(f"{asked}\tresp={self._words}\n".encode())
        answer = self._file.readline()
        if not answer.startswith(b"OK"):
            raise ValueError(answer)


def sign_in(ports: Any, login: str, token: str, *, tls: bool) -> None:
    line = connected(ports, login, token, tls=tls)
    line.close()


def connected(ports: Any, login: str, token: str, *, tls: bool) -> socket.socket:
    port = ports.imaps if tls else ports.imap
    line: socket.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if tls:
        line = trusting_all().wrap_socket(line)
    line.recv(4096)
    say(line, f"a LOGIN {login} {token}", b"a ")
    say(line, "b SELECT INBOX", b"b ")
    return line


@cache
def trusting_all() -> ssl.SSLContext:
    """Made once: reading the machine's authorities costs more than the whole sign-in."""
    how = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    how.check_hostname, how.verify_mode = False, ssl.CERT_NONE
    return how


def say(line: socket.socket, text: str, tag: bytes) -> None:
    line.sendall(text.encode() + b"\r\n")
    answer = b""
    while not answer.endswith(b"\r\n") or tag not in answer:
        answer += line.recv(65536)
    if tag + b"OK" not in answer:
        raise ValueError(answer)


def taken_back(ports: Any, account: Any, device: Any, token: str) -> Measured:
    """From the page's action to the end of a waiting session, and to a refusal."""
    from preau.identity.actions import devices  # noqa: PLC0415 -- needs settings

    line = connected(ports, account.login, token, tls=True)
    line.sendall(b"c IDLE\r\n")
    line.recv(4096)
    time.sleep(0.5)
    begun = time.perf_counter()
    devices.revoke(device, network="127.0.0.1")
    acted = time.perf_counter()
    while line.recv(4096):
        pass
    ended = time.perf_counter()
    try:
        sign_in(ports, account.login, token, tls=True)
        refused = False
    except ValueError:
        refused = True
    return {
        "action_ms": round((acted - begun) * 1000, 1),
        "session_ends_after_ms": round((ended - begun) * 1000, 1),
        "next_try_is_refused": refused,
    }


if __name__ == "__main__":
    main()
