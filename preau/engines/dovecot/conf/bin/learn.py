"""Tell Rspamd what people judged: every message of the spool, then leave.

Started by `learn.sh`, one at a time.
"""

import http.client
import os
import time
from pathlib import Path

SPOOL = Path("@{spool}")
PORT = int("@{controller_port}")
HEADERS = {"Password": "@{controller_password}"}
LINGER = 2.0


def main() -> None:
    """Empty the spool; the last look comes late, for who starts beside us is turned away."""
    for pause in (0.0, LINGER):
        time.sleep(pause)
        while files := waiting():
            if not all(map(learn, files)):
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
