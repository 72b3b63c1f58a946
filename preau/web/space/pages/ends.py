"""What an errand says once it is done, by its kind."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.grace.terms import terms_of
from preau.kit import figures, moments
from preau.mail.access import Desk
from preau.space.models import Errand
from preau.web.kit.gauge import room
from preau.web.space.pages.stage import Deed, Stage, exact

Kind = Errand.Kind


def _cleaned(desk: Desk, errand: Errand) -> Stage:
    days = terms_of(desk.mailbox).grace.erased_days
    return Stage(
        heading=_("%(size)s freed") % {"size": figures.size(errand.done_octets)},
        sentence=ngettext(
            "%(n)s message is deleted. For %(days)s days it can be taken back.",
            "%(n)s messages are deleted. For %(days)s days they can be taken back.",
            errand.done_messages,
        )
        % {"n": figures.whole(errand.done_messages), "days": days},
        exact=exact(errand.done_octets),
        level="success",
        icon="check",
        room_now=room(desk.box.usage()),
        more_url=reverse("erased:messages", kwargs={"box": desk.mailbox.slug}),
        more_label=_("Take some of them back"),
    )


def _filed(_desk: Desk, errand: Errand) -> Stage:
    count = errand.done_messages
    is_back = "steps_back" in errand.detail
    said = (
        ngettext(
            "%(n)s message is back where it was.", "%(n)s messages are back where they were.", count
        )
        if is_back
        else ngettext(
            "%(n)s message is in the Archives, in the folder of its year.",
            "%(n)s messages are in the Archives, in the folders of their years.",
            count,
        )
    )
    may_undo = not is_back and errand.detail.get("steps") and not errand.detail.get("taken_back")
    return Stage(
        heading=_("Taken back") if is_back else _("Archived"),
        sentence=said % {"n": figures.whole(count)},
        level="success",
        icon="check",
        deeds=[Deed(_("Undo"), "return", "undo-2")] if may_undo else [],
    )


def _packed(desk: Desk, errand: Errand) -> Stage:
    detail = errand.detail
    if detail.get("erased"):
        return Stage(
            heading=_("This archive is no longer kept"),
            sentence=_("Its file was erased. Prepare it again if you need it."),
        )
    if not detail["verified"]:
        return Stage(
            heading=_("This archive is not sound"),
            sentence=ngettext(
                "%(n)s message came out changed. Nothing is deleted: prepare it again.",
                "%(n)s messages came out changed. Nothing is deleted: prepare it again.",
                detail["damaged"],
            )
            % {"n": figures.whole(detail["damaged"])},
            level="warning",
            icon="triangle-alert",
            deeds=[Deed(_("Erase the file"), "erase", "trash-2")],
        )
    until = moments.full_label(datetime.fromisoformat(detail["until"]))
    return Stage(
        heading=_("The archive is ready"),
        sentence=_("Each message was read again and compared: it is whole."),
        level="success",
        icon="check",
        facts=[
            (_("Messages"), figures.whole(errand.messages)),
            (_("In the mailbox"), figures.size(errand.octets)),
            (_("To download"), figures.size(detail["size"])),
            (_("Kept until"), until),
            (_("SHA-256"), detail["sha256"]),
        ],
        download_url=reverse(
            "space:download", kwargs={"box": desk.mailbox.slug, "number": errand.pk}
        ),
        deeds=[
            Deed(_("Delete from the mailbox what it holds"), "delete", "trash-2", "danger"),
            Deed(_("Erase the file"), "erase", "x", "quiet"),
        ],
    )


def _brought(_desk: Desk, errand: Errand) -> Stage:
    detail = errand.detail
    known = detail.get("known", 0)
    said = ngettext(
        "%(n)s message came back into its folder.",
        "%(n)s messages came back into their folders.",
        detail.get("brought", 0),
    ) % {"n": figures.whole(detail.get("brought", 0))}
    there = ngettext(
        "%(n)s was still there, and was not doubled.",
        "%(n)s were still there, and were not doubled.",
        known,
    ) % {"n": figures.whole(known)}
    return Stage(
        heading=_("The archive is back"),
        sentence=f"{said} {there}" if known else said,
        level="success",
        icon="check",
        refused=detail.get("refused", []),
    )


def _surveyed(_desk: Desk, _errand: Errand) -> Stage:
    return Stage(_("Counted"), "", "success", "check")


ENDS: dict[str, Callable[[Desk, Errand], Stage]] = {
    Kind.SURVEY: _surveyed,
    Kind.CLEAN: _cleaned,
    Kind.FILE: _filed,
    Kind.PACK: _packed,
    Kind.BRING: _brought,
}
