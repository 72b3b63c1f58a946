"""The answer as people will read it: from whom, under which subject, what it says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from preau.absence import occasions, queries
from preau.absence.models import Absence
from preau.absence.wish import Wish
from preau.identity.models import Mailbox
from preau.web.absence.pages.words import period_in_words


@dataclass(frozen=True)
class Letter:
    """`to` says who reads it; `text` is empty where nothing is said yet."""

    to: str
    text: str


@dataclass(frozen=True)
class Preview:
    sentence: str
    sender: str
    subject: str
    letters: list[Letter]
    silence: str = ""
    """Who gets nothing, where that is somebody."""


def preview_of(mailbox: Mailbox, wish: Wish) -> Preview:
    voice = queries.voice_of(mailbox)
    inside = Letter(_("A colleague of the académies reads"), wish.inside_text)
    outside = Letter(_("Somebody outside reads"), wish.outside_text)
    silent = wish.outside is Absence.Outside.NOBODY
    return Preview(
        sentence=_sentence(wish),
        sender=f"{voice.name} <{voice.address}>",
        subject=" ".join((occasions.subject(), _("(the subject of their message)"))),
        letters=[inside] if silent else [outside, inside],
        silence=_silence(wish),
    )


def _sentence(wish: Wish) -> str:
    if wish.period is None or wish.period.last_day < wish.period.first_day:
        return _("Give a first and a last day to know when this is sent.")
    often = (
        _("Once a week to each person, %(days)s.")
        if wish.halves
        else _("Once to each person, %(days)s.")
    )
    return often % {"days": period_in_words(wish.period)}


def _silence(wish: Wish) -> str:
    nobody = _("Lists, machines and mail in bulk never get an answer.")
    outside = {
        Absence.Outside.NOBODY: _("Nobody outside gets an answer."),
        Absence.Outside.CORRESPONDENTS: _("Outside, only people you have written to get it."),
    }.get(wish.outside, "")
    return " ".join(filter(None, (outside, nobody)))
