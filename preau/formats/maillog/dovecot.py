"""Dovecot's lines: where a delivery went, and what was done to messages afterwards.

- `filed`: `login`, `session`, `message`, `how` (stored, discarded, forwarded, rejected, failed),
  `folder` or `address` (of a forwarding)
- `moved`: `login`, `device` (its number, "" for the web, `work` for what nobody did by hand),
  `message`, `uid`, `source`, `folder`
- `marked`, `unmarked` (as deleted), `erased`, `cleaned` (erased for its age): `login`, `device`,
  `message`, `uid`, `folder`
- `folder_deleted`: `login`, `device`, `folder`; `folder_renamed`: also `name`, the new one
"""

import re

from preau.formats.maillog.moments import Fact, dated

_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (?P<service>[a-z]+)\((?P<login>[^)]+)\)"
    r"<[^>]*><(?P<session>[^>]*)><(?P<device>\d*|work)>: Info: (?P<rest>.*)"
)
_FILED = re.compile(r"sieve: msgid=(?P<message><.*?>|[^:]*): (?P<said>.*)")
_STORED = re.compile(r"(?:[a-z ]+: )?stored mail into mailbox '(?P<folder>.*)'$")
_FORWARDED = re.compile(r"(?:[a-z ]+: )?forwarded to <(?P<address>[^>]*)>")
_DISCARDED = re.compile(r"(?:[a-z ]+: )?(?:marked|Marked) message to be discarded")
_REJECTED = re.compile(r"(?:[a-z ]+: )?(?:rejected|bounced) message from")
_MOVED = re.compile(
    r"copy from (?P<source>.*): box=(?P<folder>.*), uid=(?P<uid>\d+), msgid=(?P<message>.*)$"
)
_DEED = re.compile(
    r"(?P<deed>delete|undelete|expunge|autoexpunge): "
    r"box=(?P<folder>.*), uid=(?P<uid>\d+), msgid=(?P<message>.*)$"
)
_FOLDER_DELETED = re.compile(r"Mailbox deleted: (?P<folder>.*)$")
_FOLDER_RENAMED = re.compile(r"Mailbox renamed: (?P<folder>.*) -> (?P<name>.*)$")
NO_MESSAGE_ID = "unspecified"
BY_ITSELF = "work"
_DEEDS = {
    "delete": "marked",
    "undelete": "unmarked",
    "expunge": "erased",
    "autoexpunge": "cleaned",
}


def read(line: str) -> Fact | None:
    found = _LINE.match(line)
    if found is None:
        return None
    if found["service"] == "lmtp":
        said = _filed(found["session"], found["rest"])
    else:
        said = _done(found["device"] if found["service"] == "imap" else BY_ITSELF, found["rest"])
    return {"at": dated(found["at"]), "login": found["login"], **said} if said else None


def _filed(session: str, rest: str) -> Fact | None:
    found = _FILED.match(rest)
    how = _how(found["said"]) if found else None
    if found is None or how is None:
        return None
    message = "" if found["message"] == NO_MESSAGE_ID else found["message"]
    return {"kind": "filed", "session": session, "message": message, **how}


def _how(said: str) -> Fact | None:
    if stored := _STORED.match(said):
        return {"how": "stored", "folder": stored["folder"]}
    if forwarded := _FORWARDED.match(said):
        return {"how": "forwarded", "address": forwarded["address"]}
    if _DISCARDED.match(said):
        return {"how": "discarded"}
    return {"how": "rejected"} if _REJECTED.match(said) else None


def _done(device: str, rest: str) -> Fact | None:
    if moved := _MOVED.match(rest):
        return {"kind": "moved", "device": device, **moved.groupdict()}
    if deed := _DEED.match(rest):
        said = deed.groupdict()
        return {"kind": _DEEDS[said.pop("deed")], "device": device, **said}
    if deleted := _FOLDER_DELETED.match(rest):
        return {"kind": "folder_deleted", "device": device, **deleted.groupdict()}
    if renamed := _FOLDER_RENAMED.match(rest):
        return {"kind": "folder_renamed", "device": device, **renamed.groupdict()}
    return None
