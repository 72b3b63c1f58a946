"""What an académie lets mail be: its room, its weight, where it goes on to, its servers."""

from dataclasses import dataclass
from datetime import date

from preau.academies.choices import ForwardingRule, GrowthWay, Security
from preau.academies.values import Count, Domain, Host, Port, Positive, Text

MB = 1024 * 1024
"""One megabyte of the files: 2^20 octets, as Dovecot's `200M` and every mail client count."""

# Base64 in lines of 76: 57 octets become 78 with the line's end.
_BASE64_NUMERATOR, _BASE64_DENOMINATOR = 57, 78
_BODY_ROOM = 256 * 1024


@dataclass(frozen=True)
class Quotas:
    """Room of a mailbox, by its kind, and of a person's files; in MB."""

    person: Positive
    school: Positive
    service: Positive
    files: Positive

    def bytes_for(self, kind: str) -> int:
        """Room of a new mailbox; `kind` is person, school or service."""
        rooms = {"person": self.person, "school": self.school, "service": self.service}
        return rooms[kind] * MB

    @property
    def files_bytes(self) -> int:
        return self.files * MB


@dataclass(frozen=True)
class Grace:
    """What a full mailbox is given: mail waits for room so many days, at most `waiting` MB of it
    for one box; what was erased can be taken back for `erased_days`, at most `erased` MB of it."""

    days: Positive = 14
    waiting: Positive = 100
    erased_days: Positive = 30
    erased: Positive = 500

    @property
    def waiting_bytes(self) -> int:
        return self.waiting * MB

    @property
    def erased_bytes(self) -> int:
        return self.erased * MB


@dataclass(frozen=True)
class Growth:
    """Who makes a mailbox larger, by how much at once, and how far each kind may go; in MB.

    A ceiling of 0 lets no box of that kind grow. `total` bounds what all boxes of the académie are
    promised together; 0 bounds nothing.
    """

    way: GrowthWay = GrowthWay.REQUEST
    step: Positive = 50
    person: Count = 0
    school: Count = 0
    service: Count = 0
    total: Count = 0

    def bytes_for(self, kind: str) -> int:
        """The ceiling of a box; `kind` is person, school or service."""
        ceilings = {"person": self.person, "school": self.school, "service": self.service}
        return ceilings[kind] * MB

    @property
    def step_bytes(self) -> int:
        return self.step * MB

    @property
    def total_bytes(self) -> int:
        return self.total * MB


USUAL_GRACE = Grace()
USUAL_GROWTH = Growth()


@dataclass(frozen=True)
class Keeping:
    """How long some things are kept, in days. 0 for Trash and Junk: until people empty them.

    People choose for themselves: at most `longest_days`, where that is not 0; never is one of their
    choices where it is.
    """

    trash_days: Count = 0
    junk_days: Count = 0
    longest_days: Count = 0
    archive_days: Positive = 7


USUAL_KEEPING = Keeping()


@dataclass(frozen=True)
class Limits:
    """What one message may weigh (in MB, as it travels, base64 included) and reach.

    `held_days`: for how long a mail program may have a letter held (RFC 4865).
    `outside_in_clear`: beyond so many outside addresses in To and Cc, the author is asked whether
    each may see the others.
    """

    message: Positive
    recipients: Positive
    outside_in_clear: Positive = 10
    held_days: Positive = 366

    @property
    def message_bytes(self) -> int:
        return self.message * MB

    @property
    def attachments_bytes(self) -> int:
        """Sum of the files that fit in one message, before base64, with room for its text."""
        return (self.message_bytes - _BODY_ROOM) * _BASE64_NUMERATOR // _BASE64_DENOMINATOR


@dataclass(frozen=True)
class Links:
    """Heavy files that leave as a link: from which weight that is offered, what one link may hold
    (both in MB, as the files weigh), how long it stays open and how long it may."""

    offered_from: Positive = 10
    most: Positive = 300
    days: Positive = 30
    most_days: Positive = 90

    @property
    def offered_from_bytes(self) -> int:
        return self.offered_from * MB

    @property
    def most_bytes(self) -> int:
        return self.most * MB


USUAL_LINKS = Links()


@dataclass(frozen=True)
class Forwarding:
    """Whether mail may be sent on: never, to listed domains only, or anywhere after a notice."""

    rule: ForwardingRule
    reason: Text
    since: date | None = None
    domains: tuple[Domain, ...] = ()


@dataclass(frozen=True)
class Server:
    host: Host
    port: Port
    security: Security


@dataclass(frozen=True)
class ClientServers:
    """What a person types into Thunderbird or a phone: IMAP, SMTP submission, ManageSieve."""

    imap: Server
    smtp: Server
    sieve: Server
