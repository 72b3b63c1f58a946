"""Rspamd's one line a message.

- `judged`: `queue`, `message` (its Message-ID), `sender`, `addresses` (of the recipients), `action`
  (no action, greylist, add header, soft reject, reject…), `score`, `symbols` (name to score)
"""

import re

from preau.formats.maillog.moments import Fact, dated

_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) #\d+\([a-z_]+\) <\w+>; \w+; rspamd_task_write_log: "
    r"id: <(?P<message>.*?)>,(?: qid: <(?P<queue>\w+)>,)?(?: ip: [^,]*,)?(?: user: [^,]*,)?"
    r"(?: from: <(?P<sender>[^>]*)>,)? \(default: \S+ \((?P<action>[a-z ]+)\): "
    r"\[(?P<score>-?[\d.]+)/[^\]]*\] \[(?P<symbols>[^\]]*)\]\)"
    r".*?dns req: \d+(?:, rcpts: <(?P<addresses>[^>]*)>)?"
)
_SYMBOL = re.compile(r"(?P<name>[A-Z][A-Z0-9_]*)\((?P<score>-?[\d.]+)\)")
NO_MESSAGE_ID = "undef"


def read(line: str) -> Fact | None:
    found = _LINE.match(line)
    if found is None or not found["queue"]:
        return None
    message = found["message"]
    return {
        "kind": "judged",
        "at": dated(found["at"]),
        "queue": found["queue"],
        "message": "" if message == NO_MESSAGE_ID else f"<{message}>",
        "sender": found["sender"] or "",
        "addresses": [one for one in (found["addresses"] or "").split(",") if one],
        "action": found["action"],
        "score": float(found["score"]),
        "symbols": {one["name"]: float(one["score"]) for one in _SYMBOL.finditer(found["symbols"])},
    }
