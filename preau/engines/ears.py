"""What only the engines' logs know of a program that stays outside, told to the web as it happens.

Two things: somebody tried to send through us by the port of other servers, and a handshake of TLS
failed on a port of mail programs. Nothing of a line goes further but addresses and the network.

Besides, what they say of deliveries, which is told without loss (reporter.py).

python -m preau.engines.ears FOLDER_OF_LOGS URL_OF_SIGN_INS URL_OF_DELIVERIES FILE_OF_TOKEN
"""

import contextlib
import json
import re
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from preau.engines.reporter import Reporter

PAUSE = 1.0
PATIENCE = 2.0
PORT_25 = re.compile(
    r" postfix/smtpd\[\d+\]: NOQUEUE: reject: RCPT from [^\[]*\[(?P<network>[^\]]+)\]: "
    r"554 5\.7\.1 .*Relay access denied; from=<(?P<address>[^>]+)>"
)
TLS_IN_POSTFIX = re.compile(
    r" postfix/submissions?/smtpd\[\d+\]: SSL_accept error from [^\[]*\[(?P<network>[^\]]+)\]"
)
TLS_AT_THE_DOOR = re.compile(r"^submissions?: TLS failed with \[(?P<network>[^\]]+)\]$")
TLS_IN_DOVECOT = re.compile(
    r" (?P<door>imap|managesieve)-login: Info: .*\brip=(?P<network>[^,]+),.*SSL_accept\(\) failed"
)
PROTOCOLS = {"imap": "imap", "managesieve": "sieve"}


def understood(line: str) -> dict[str, str] | None:
    """What to tell of a line, or None."""
    if found := PORT_25.search(line):
        return {"kind": "port_25", "protocol": "smtp", **found.groupdict()}
    if found := TLS_IN_POSTFIX.search(line) or TLS_AT_THE_DOOR.search(line.rstrip("\n")):
        return {"kind": "tls", "protocol": "smtp", **found.groupdict()}
    if found := TLS_IN_DOVECOT.search(line):
        protocol = PROTOCOLS[found["door"]]
        return {"kind": "tls", "protocol": protocol, "network": found["network"]}
    return None


class Tail:
    """The lines a log gains; one that was emptied is read from its beginning."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = path.stat().st_size if path.exists() else 0

    def lines(self) -> Iterator[str]:
        """Whole ones: the end of a line still being written waits."""
        with contextlib.suppress(FileNotFoundError), self._path.open("rb") as log:
            if self._path.stat().st_size < self._at:
                self._at = 0
            log.seek(self._at)
            for line in log:
                if not line.endswith(b"\n"):
                    return
                self._at += len(line)
                yield line.decode(errors="replace")


def listen(logs: Path, url: str, deliveries: str, token: str) -> None:
    reporter = Reporter(logs, deliveries, token)
    tails = [Tail(logs / f"{name}.log") for name in ("postfix", "dovecot", "submission")]
    while True:
        time.sleep(PAUSE)
        for tail in tails:
            for line in tail.lines():
                if said := understood(line):
                    tell(url, token, said)
        reporter.report()


def tell(url: str, token: str, said: dict[str, str]) -> None:
    """A web that is away misses it: the program tries again, and so does its owner."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(said).encode(), headers)  # noqa: S310 -- ours
    with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310
        pass


if __name__ == "__main__":
    _, FOLDER, SIGN_INS, DELIVERIES, TOKEN = sys.argv
    listen(Path(FOLDER), SIGN_INS, DELIVERIES, Path(TOKEN).read_text().strip())
