"""An absence as a Sieve script: the only place where what people typed becomes one.

Every text goes through `quoted`. The script knows its own dates, so it begins and ends without us.
Pigeonhole itself answers no list, machine or loop, nor mail that does not name the person in To or
Cc (RFC 5230 section 4.6, RFC 3834 section 2); what it does not know is refused here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr

from preau.absence.spans import Away

# A leave of absence is not longer, and a sender may be told again after it.
MOST_DAYS = 366
REQUIRED = ("date", "envelope", "relational", "vacation", "variables")
# Senders that nobody reads, by what stands before the @.
UNREAD = (
    "*noreply*", "*no-reply*", "*no.reply*", "*no_reply*", "*donotreply*", "*do-not-reply*",
    "*ne-pas-repondre*", "*nepasrepondre*", "*ne_pas_repondre*", "*bounce*", "postmaster",
    "notification*",
)  # fmt: skip
MACHINES = (
    'header :contains "content-type" "multipart/report"',
    'header :contains "x-auto-response-suppress" ["all", "oof", "autoreply"]',
    'exists "x-autoreply"',
    'exists "x-autorespond"',
    'exists "feedback-id"',
    'header :is "precedence" "auto_reply"',
)


@dataclass(frozen=True)
class Voice:
    """Who answers: name and address of the answer, and every address that reaches the person."""

    name: str
    address: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """`days`: one sender is answered once in so many. `domains` are those of inside.

    `only_to`: outside, these addresses alone; None is everybody, empty is nobody.
    """

    away: tuple[Away, ...]
    days: int
    subject: str
    inside: str
    outside: str
    domains: tuple[str, ...]
    only_to: tuple[str, ...] | None = None


def script(voice: Voice, answers: Answers) -> str:
    """The whole script. `subject` is followed by that of the message answered."""
    return "\n".join(
        [
            f"require {listed(REQUIRED)};",
            f"if allof ({_while_away(answers.away)},",
            f"          not anyof ({_unanswered()})) {{",
            # In a text of the person's, a dollar would else begin a variable of Sieve's.
            '  set "dollar" "$";',
            '  set "asked" "";',
            '  if header :matches "subject" "*" { set "asked" "${1}"; }',
            f'  if envelope :domain :is "from" {listed(answers.domains)} {{',
            f"    {_vacation(voice, answers, 'inside', answers.inside)}",
            f"  }} {_outside(voice, answers)}",
            "}",
            "",
        ]
    )


def _outside(voice: Voice, answers: Answers) -> str:
    if answers.only_to == ():
        return ""
    body = f"{{\n    {_vacation(voice, answers, 'outside', answers.outside)}\n  }}"
    if answers.only_to is None:
        return f"else {body}"
    return f'elsif envelope :is "from" {listed(answers.only_to)} {body}'


def _vacation(voice: Voice, answers: Answers, side: str, text: str) -> str:
    return " ".join(
        [
            "vacation",
            f":days {min(answers.days, MOST_DAYS)}",
            f":handle {quoted(_handle(side, answers.away))}",
            f":from {quoted(formataddr((voice.name, voice.address)))}",
            f":addresses {listed(voice.addresses)}",
            f':subject "{_inner(answers.subject)} ${{asked}}"',
            f"{quoted(text)};",
        ]
    )


def _handle(side: str, away: tuple[Away, ...]) -> str:
    """Who was told of other dates is told anew; a text put right is not sent twice."""
    return f"preau-{side}-{_instant(away[0].start)}-{_instant(away[-1].end)}"


def _while_away(away: tuple[Away, ...]) -> str:
    return "anyof (" + ",\n           ".join(map(_within, away)) + ")"


def _within(one: Away) -> str:
    """Instants of UTC as text: of one shape, they compare as they follow each other. Pigeonhole
    writes a `Z` after the seconds: the same instant is then the greater, as `ge` and `lt` want."""
    return (
        f'allof (currentdate :zone "+0000" :value "ge" "iso8601" "{_instant(one.start)}",'
        f' currentdate :zone "+0000" :value "lt" "iso8601" "{_instant(one.end)}")'
    )


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}"


def _unanswered() -> str:
    unread = f'envelope :localpart :matches "from" {listed(UNREAD)}'
    return (",\n" + " " * 21).join((unread, *MACHINES))


def listed(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(quoted, texts)) + "]"


def quoted(text: str) -> str:
    """A string that nothing in it can end (RFC 5228 section 2.4.2), nor make a variable of
    (RFC 5229 section 3: what a variable brings is not read again)."""
    return f'"{_inner(text)}"'


def _inner(text: str) -> str:
    lines = "\r\n".join(text.splitlines())
    escaped = lines.replace("\\", "\\\\").replace('"', '\\"')
    return escaped.replace("$", "${dollar}")
