"""Dovecot's administration over its HTTP API: quota, kicks, the search index.

Answers are lists of rows; an error of the command itself carries doveadm's exit code
(sysexits.h: 65 there already, 67 no such user, 68 no such folder, 75 try again).
"""

import base64
import http.client
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from preau.engines.errors import CommandRefused, Conflict, EngineAway, Missing

IS_THERE, NO_USER, NO_FOLDER, TRY_AGAIN = 65, 67, 68, 75
# Those of every mailbox, as mail.conf names them.
FOLDERS = ("INBOX", "Drafts", "Sent", "Junk", "Trash", "Archive")


@dataclass(frozen=True)
class Quota:
    """Octets; limit 0 means none."""

    used: int
    limit: int


@dataclass(frozen=True)
class FolderStatus:
    """`size` counts octets as clients see them."""

    messages: int
    unseen: int
    uidnext: int
    uidvalidity: int
    size: int


@dataclass(frozen=True)
class Session:
    """`protocol` is imap or sieve, `network` the address it comes from."""

    protocol: str
    network: str


@dataclass(frozen=True)
class Doveadm:
    """The doors of one Dovecot: `Doveadm(ports.doveadm, ports.doveadm_boxes, key)`.

    What is asked of one mailbox goes to `boxes`, whose processes stay and serve the next person.
    They act as whom mail belongs to from the first mailbox on: who is connected, or every mailbox,
    is asked at `port`, where each question has a process of its own.
    """

    port: int
    boxes: int
    key: str
    host: str = "127.0.0.1"
    timeout: float = 30.0

    def quota(self, login: str) -> Quota:
        rows = self._run_in(login, "quotaGet")
        return _quota(next(row for row in rows if row["type"] == "STORAGE"))

    def quotas(self) -> dict[str, Quota]:
        """Every mailbox by its login: a few milliseconds each."""
        rows = self._run("quotaGet", allUsers=True)
        return {row["username"]: _quota(row) for row in rows if row["type"] == "STORAGE"}

    def forget_erased(self, mask: str, days: int) -> None:
        """Erase for good what was expunged so long ago, from the boxes of a mask (`*@domain`)."""
        query = ["mailbox", "erased/*", "savedbefore", f"{days}d"]
        self._run("expunge", user=mask, query=query)

    def erased_weights(self, mask: str) -> dict[str, int]:
        """Octets of what can be taken back, by login, of the boxes of a mask."""
        rows = self._run(
            "mailboxStatus", user=mask, field=["vsize"], mailboxMask=["erased/*"], totalSum=True
        )
        return {row["username"]: int(row["vsize"]) for row in rows}

    def recalculate_quota(self, login: str) -> None:
        self._run_in(login, "quotaRecalc")

    def kick(self, login: str, network: str = "") -> None:
        """Close every session of this mailbox, or those from one address; none open is no error.

        A session that sleeps shares its process with a few others: their programs come back.
        """
        try:
            self._run("kick", mask=[login, network] if network else [login], force=True)
        except Missing:
            return

    def forget_sign_ins(self, names: list[str]) -> None:
        """What is remembered of who came in by these names, as they were typed."""
        self._run("authCacheFlush", user=names)

    def connected(self, login: str) -> list[Session]:
        """The sessions open now, those of the web among them."""
        rows = self._run("who", mask=[login], separateConnections=True)
        return [Session(row["service"], row["ip"]) for row in rows]

    def make_folders(self, login: str) -> None:
        """Those of every mailbox; one that is there already is left as it is."""
        with suppress(Conflict):
            self._run_in(login, "mailboxCreate", mailbox=list(FOLDERS))

    def index(self, login: str, folder: str = "*") -> None:
        """Bring the search index up to date; returns when it is."""
        self._run_in(login, "index", mailboxMask=folder)

    def rescan(self, login: str) -> None:
        """Forget what the index knows: what is missing is indexed again by the next search."""
        self._run_in(login, "ftsRescan")

    def optimize_all(self) -> None:
        """Drop expunged messages from every index, to be done each night.

        Until then the index only notes them, which is all an EXPUNGE waits for.
        """
        self._run("ftsOptimize", allUsers=True)

    def status(self, login: str, folder: str) -> FolderStatus:
        fields = ["messages", "unseen", "uidnext", "uidvalidity", "vsize"]
        rows = self._run_in(login, "mailboxStatus", field=fields, mailboxMask=[folder])
        if not rows:
            raise Missing(f"There is no folder {folder}.")
        numbers = {field: int(rows[0][field]) for field in fields}
        return FolderStatus(size=numbers.pop("vsize"), **numbers)

    def _run_in(self, login: str, command: str, **parameters: object) -> list[dict[str, str]]:
        return self._ask(self.boxes, command, {"user": login, **parameters})

    def _run(self, command: str, **parameters: object) -> list[dict[str, str]]:
        return self._ask(self.port, command, parameters)

    def _ask(self, port: int, command: str, parameters: object) -> list[dict[str, str]]:
        kind, answer, _ = self._post(port, [[command, parameters, "1"]])[0]
        if kind == "error":
            raise _refusal(command, int(answer.get("exitCode", 0)))
        return list(answer)

    def _post(self, port: int, commands: list[Any]) -> list[Any]:
        line = http.client.HTTPConnection(self.host, port, timeout=self.timeout)
        try:
            line.request("POST", "/doveadm/v1", json.dumps(commands), self._headers())
            response = line.getresponse()
            body = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise EngineAway("dovecot") from error
        finally:
            line.close()
        if response.status != http.client.OK:
            raise EngineAway("dovecot", f"Dovecot's administration answered {response.status}.")
        answers: list[Any] = json.loads(body)
        return answers

    def _headers(self) -> dict[str, str]:
        key = base64.b64encode(self.key.encode()).decode()
        return {"Authorization": f"X-Dovecot-API {key}", "Content-Type": "application/json"}


def _quota(row: dict[str, str]) -> Quota:
    limit = row["limit"]
    return Quota(int(row["value"]) * 1024, int(limit) * 1024 if limit.isdigit() else 0)


def _refusal(command: str, code: int) -> Exception:
    if code in (NO_USER, NO_FOLDER):
        return Missing("There is no such mailbox or folder.")
    if code == IS_THERE:
        return Conflict("It is there already.")
    if code == TRY_AGAIN:
        return EngineAway("dovecot", f"Dovecot could not do {command} now.")
    return CommandRefused(f"Dovecot refused {command} (code {code}).")
