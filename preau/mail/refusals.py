"""Why a message could not leave, or change, in the words of who wrote it, not of a server."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from preau.engines.errors import EngineError, MailRefused
from preau.kit.errors import Changed

# A server's words, and what they mean for whoever reads them. The first that matches is said.
_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (
            r"over ?quota|quota exceeded|(mail)?box (is )?full|bo[iî]te pleine",
            lambda: _("the mailbox is full: reach this person by another means."),
        ),
        (
            r"user unknown|unknown (in|user)|does not exist|no such (user|mailbox)|undeliverable",
            lambda: _("no mailbox has this address: check how it is written."),
        ),
        (
            r"domain not found|host or domain|need fully-qualified|null ?mx",
            lambda: _("what follows the @ is not known: check how it is written."),
        ),
        (
            r"nothing is sent outside",
            lambda: _("this demonstration sends nothing outside its own académies."),
        ),
        (
            r"sender address rejected|not owned by user|from address is not yours",
            lambda: _("you may not write in the name of this address."),
        ),
        (
            r"letters outside ascii",
            lambda: _("no letter with an accent may stand before the @."),
        ),
        (
            r"larger than the whole mailbox",
            lambda: _(
                "the message is larger than the whole mailbox: share the attachments by a link."
            ),
        ),
        (
            r"size (limit|exceeds)|too (big|large)",
            lambda: _("the message is too large: take out attachments, or share them by a link."),
        ),
        (
            r"virus|infected|malware|eicar",
            lambda: _("an attachment holds a virus: take it out, and have your computer checked."),
        ),
        (
            r"spam|gtube|indesirable",
            lambda: _("the message looks like spam: change its text or its links."),
        ),
        (
            r"too many recipients",
            lambda: _("there are too many recipients: send it in several times."),
        ),
    )
)
_MOVED = re.compile(r"has moved to (?P<address>[^\s<>]+@[\w.-]+\w)")
_RECIPIENT = re.compile(r"(?P<address>[^\s:]+@[^\s:]+): (?P<words>.*)")


def on_its_way() -> Changed:
    """A letter that is leaving changes no more; taken back, it does."""
    return Changed(_("This letter is on its way: it cannot be changed any more."))


def scheduled() -> Changed:
    """So is one that waits for its time."""
    return Changed(_("This letter is scheduled: open it in Scheduled to change it."))


def sentence(error: EngineError) -> str:
    """One line for each recipient that was refused, or one for the whole message."""
    if not isinstance(error, MailRefused):
        return _("Sending was tried several times, and no answer came. Send it again later.")
    return "\n".join(_line(line) for line in str(error).splitlines())


def _line(line: str) -> str:
    found = _RECIPIENT.match(line)
    if not found:
        return _("Not sent: %(reason)s") % {"reason": _reason(line)}
    said = {"address": found["address"], "reason": _reason(found["words"])}
    return _("Not sent to %(address)s: %(reason)s") % said


def _reason(words: str) -> str:
    if moved := _MOVED.search(words):
        return _("this person has a new address: %(address)s.") % {"address": moved["address"]}
    for pattern, said in _MEANINGS:
        if pattern.search(words):
            return said()
    return _("the mail server said “%(words)s”.") % {"words": words.strip()}
