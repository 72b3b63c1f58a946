"""What is asked before a letter leaves: a sentence, and what mends it as a button."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.kit import figures
from preau.mail import departure
from preau.mail.departure import Doubt
from preau.mail.models import Draft
from preau.web.mail.composer import Mend, Question

# What the compose script asks by itself, before it tells the server to send: said as "1".
ASKED_BY_SCRIPT = frozenset({"forgotten", "no-subject", "many"})


def questions(draft: Draft, told: list[str]) -> list[Question]:
    """What has not been asked yet. `told` is what the form says was."""
    known = set(told) - {"1"} | (ASKED_BY_SCRIPT if "1" in told else set())
    return [_question(doubt) for doubt in departure.doubts(draft) if doubt.kind not in known]


def _question(doubt: Doubt) -> Question:
    return {
        "numen": _numen,
        "places": _places,
        "forgotten": _forgotten,
        "no-subject": _no_subject,
        "many": _many,
    }[doubt.kind](doubt)


def _numen(doubt: Doubt) -> Question:
    sentence = ngettext(
        "This message contains a NUMEN. A NUMEN is confidential and serves for life: nobody needs "
        "it by mail.",
        "This message contains %(n)s NUMEN. A NUMEN is confidential and serves for life: nobody "
        "needs it by mail.",
        doubt.count,
    ) % {"n": figures.whole(doubt.count)}
    return Question(
        "numen",
        sentence,
        [Mend("numen", _("Mask the NUMEN"))],
        is_firm=True,
        anyway=_("Send anyway"),
    )


def _places(doubt: Doubt) -> Question:
    sentence = ngettext(
        "%(places)s was not filled: write what it stands for, or send again to go like this.",
        "%(places)s were not filled: write what they stand for, or send again to go like this.",
        doubt.count,
    )
    return Question("places", sentence % {"places": doubt.words})


def _forgotten(_doubt: Doubt) -> Question:
    sentence = _(
        "The message speaks of an attachment, and there is none. Send again to go without it."
    )
    return Question("forgotten", sentence)


def _no_subject(_doubt: Doubt) -> Question:
    return Question("no-subject", _("The subject is empty. Send again to go without one."))


def _many(doubt: Doubt) -> Question:
    sentence = _(
        "%(count)s people outside the académie will see each other’s address. Send again to go "
        "like this."
    ) % {"count": figures.whole(doubt.count)}
    each = Mend("each", _("One copy each"), "mailing")
    return Question("many", sentence, [Mend("many", _("Move them to Bcc")), each])
