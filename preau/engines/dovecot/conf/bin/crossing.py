"""Tell the web that a mailbox went over or under one of its levels: `crossing.py LOGIN`."""

import http.client
import json
import sys
from urllib.parse import urlsplit

URL = urlsplit("@{events_url}")
HEADERS = {"Content-Type": "application/json", "Authorization": "Bearer @{events_token}"}


def main(login: str) -> None:
    """Nobody there: the night's look over all mailboxes makes up for it."""
    body = json.dumps({"user": login, "events": [], "crossed": True})
    line = http.client.HTTPConnection(URL.hostname or "", URL.port, timeout=2)
    try:
        line.request("POST", URL.path, body, HEADERS)
        line.getresponse().read()
    except (OSError, http.client.HTTPException):
        return
    finally:
        line.close()


if __name__ == "__main__":
    main(sys.argv[1])
