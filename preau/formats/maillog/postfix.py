"""Postfix's lines: what came in under which name of the queue, and how it went.

- `named`: `queue`, `message` (its Message-ID)
- `from`: `queue`, `sender`
- `tried`: `queue`, `login` and `address` of the recipient, `status` (sent, deferred, bounced, or
  kept: sealed until its full mailbox has room), `code` (RFC 3463), `session` (of the delivery, as
  Dovecot calls it)
- `refused`: at the door, before the message was taken: `queue` or "", `sender`, `address`, `code`
  (three figures), `status` (RFC 3463)
- `expired`: `queue`

What a filter may not send on is no fact: it stays where it is, and was never on its way to anybody.
"""

import re
from datetime import datetime

from preau.formats.maillog.moments import Fact, undated

_LINE = re.compile(
    r"(?P<at>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) \S+ "
    r"postfix/(?:(?P<service>[a-z]+)/)?(?P<program>[a-z-]+)\[\d+\]: "
    r"(?P<queue>[0-9A-Za-z]+): (?P<rest>.*)"
)
_NAMED = re.compile(r"message-id=(?P<message>.*)")
_FROM = re.compile(r"from=<(?P<sender>[^>]*)>, size=\d+, nrcpt=\d+ \(queue active\)")
_EXPIRED = re.compile(r"from=<[^>]*>, status=(?:force-)?expired, returned to sender")
_TRIED = re.compile(
    r"to=<(?P<login>[^>]*)>, (?:orig_to=<(?P<address>[^>]*)>, )?relay=.*?, "
    r"dsn=(?P<code>[245]\.\d+\.\d+), status=(?P<status>sent|deferred|bounced) \((?P<said>.*)\)"
)
_SAVED = re.compile(r"250 2\.0\.0 <[^>]*> (?P<session>\S+) Saved")
_KEPT = re.compile(r"250 2\.0\.0 Kept until there is room")
_REFUSED = re.compile(
    r"reject: RCPT from [^ ]*: (?P<code>[45]\d\d) (?P<status>[45]\.\d+\.\d+) .*; "
    r"from=<(?P<sender>[^>]*)> to=<(?P<address>[^>]*)>(?: proto=\S+)?(?: helo=<[^>]*>)?$"
)
NOT_QUEUED = "NOQUEUE"
# The entrance of what filters send on, as master.cf names it.
_SENT_ON = "redirects"
# Who brings mail to our boxes; what leaves for other servers is nobody's here.
_BRINGERS = ("lmtp", "error", "retry")


def read(line: str, now: datetime) -> Fact | None:
    """`now` (with its zone) gives the year, which these lines leave out."""
    found = _LINE.match(line)
    if found is None or found["service"] == _SENT_ON:
        return None
    said = _said(found["program"], found["rest"])
    if said is None:
        return None
    queue = "" if found["queue"] == NOT_QUEUED else found["queue"]
    if not queue and said["kind"] != "refused":
        return None
    return {"at": undated(found["at"], now), "queue": queue, **said}


def _said(program: str, rest: str) -> Fact | None:
    match program:
        case "cleanup":
            return _by(_NAMED, "named", rest)
        case "qmgr":
            return _by(_FROM, "from", rest) or _by(_EXPIRED, "expired", rest)
        case "smtpd":
            return _by(_REFUSED, "refused", rest)
    return _tried(rest) if program in _BRINGERS else None


def _tried(rest: str) -> Fact | None:
    found = _TRIED.match(rest)
    if found is None:
        return None
    saved = _SAVED.match(found["said"])
    return {
        "kind": "tried",
        "login": found["login"],
        "address": found["address"] or found["login"],
        "status": "kept" if _KEPT.match(found["said"]) else found["status"],
        "code": found["code"],
        "session": saved["session"] if saved else "",
    }


def _by(pattern: re.Pattern[str], kind: str, rest: str) -> Fact | None:
    found = pattern.match(rest)
    return {"kind": kind, **found.groupdict()} if found else None
