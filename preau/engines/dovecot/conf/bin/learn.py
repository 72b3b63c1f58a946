"""Tell Rspamd what people judged: every message of the spool, then leave."""

import fcntl
import http.client
import os
from pathlib import Path

SPOOL = Path("@{spool}")
PORT = int("@{controller_port}")
HEADERS = {"Password": "@{controller_password}"}


def main() -> None:
    while waiting():  # again: one may have come in while the lock was being left
        with (SPOOL / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # who holds it looks again before leaving
            if not all(map(learn, waiting())):
                return


def waiting() -> list[Path]:
    return sorted(SPOOL.glob("*am-*"))


def learn(path: Path) -> bool:
    """False when Rspamd is away: the spool keeps the message for the next time.

    A refusal is an answer too: already learnt, or too short to learn from.
    """
    kind = path.name.partition("-")[0]
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    try:
        line.request("POST", f"/learn{kind}", path.read_bytes(), HEADERS)
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
    path.unlink()
    return True


if __name__ == "__main__":
    os.nice(10)
    main()
