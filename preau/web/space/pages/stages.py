"""What an errand says on its way: counted, waiting for a yes, begun, stopped."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.engines.dovecot.types import Usage
from preau.grace.terms import terms_of
from preau.kit import figures
from preau.mail.access import Desk
from preau.space.models import Errand
from preau.web.kit.gauge import room
from preau.web.space.pages.bars import messages
from preau.web.space.pages.ends import ENDS
from preau.web.space.pages.stage import Deed, Progress, Stage, exact

State, Kind = Errand.State, Errand.Kind


def _counting(_desk: Desk, errand: Errand) -> Stage:
    done = _("%(n)s looked at") % {"n": messages(errand.done_messages)}
    return Stage(
        heading=_("Counting…"),
        sentence=_("You may leave this page: the counting goes on, and is found here again."),
        progress=Progress(done if errand.done_messages else "", 0, 0),
        deeds=[_stop()],
    )


def _planned(desk: Desk, errand: Errand) -> Stage:
    if errand.kind == Kind.BRING:
        return Stage(
            heading=_("The file has not come whole"),
            sentence=_("Choose it again: the upload goes on from where it was."),
            deeds=[Deed(_("Forget it"), "stop")],
        )
    if not errand.messages:
        return Stage(_("There is nothing"), _("No message fits what you chose."))
    usage = desk.box.usage()
    after = Usage(max(0, usage.used - errand.octets), usage.limit)
    heading = _("This frees %(size)s") % {"size": figures.size(errand.octets)}
    return Stage(
        heading=heading,
        sentence=_planned_sentence(desk, errand),
        exact=exact(errand.octets),
        room_now=room(usage),
        room_after=room(after),
        deeds=[
            Deed(
                ngettext(
                    "Delete %(n)s message",
                    "Delete %(n)s messages",
                    errand.messages,
                )
                % {"n": figures.whole(errand.messages)},
                "yes",
                "trash-2",
                "danger",
            ),
            Deed(_("Download them first"), "pack", "download"),
            Deed(_("Cancel"), "stop", style="quiet"),
        ],
    )


def _planned_sentence(desk: Desk, errand: Errand) -> str:
    days = terms_of(desk.mailbox).grace.erased_days
    return ngettext(
        "%(n)s message leaves the mailbox, not to the trash: it makes room at once. For %(days)s "
        "days it can be taken back.",
        "%(n)s messages leave the mailbox, not to the trash: they make room at once. For %(days)s "
        "days they can be taken back.",
        errand.messages,
    ) % {"n": figures.whole(errand.messages), "days": days}


def _queued(_desk: Desk, errand: Errand) -> Stage:
    left = max(0, round((errand.due_at - timezone.now()).total_seconds()))
    if errand.kind != Kind.CLEAN or not left:
        return _running(_desk, errand)
    heading = ngettext("Deleting in %(n)s second", "Deleting in %(n)s seconds", left) % {"n": left}
    return Stage(
        heading=heading,
        sentence=_("%(messages)s, %(size)s. You may still change your mind.")
        % {"messages": messages(errand.messages), "size": figures.size(errand.octets)},
        deeds=[Deed(_("Undo"), "stop", "undo-2", "primary")],
    )


def _running(_desk: Desk, errand: Errand) -> Stage:
    verifies = errand.detail.get("step") == "verifying"
    heading = {
        Kind.SURVEY: _("Counting…"),
        Kind.CLEAN: _("Deleting…"),
        Kind.FILE: _("Archiving…"),
        Kind.PACK: _("Verifying the archive…") if verifies else _("Preparing the archive…"),
        Kind.BRING: _("Bringing messages back…"),
    }[Kind(errand.kind)]
    done, most = errand.done_messages, errand.messages
    label = _("%(done)s of %(all)s") % {
        "done": figures.whole(done),
        "all": messages(most),
    }
    return Stage(
        heading=heading,
        sentence=_("You may leave this page: it goes on without you, and is found here again."),
        progress=Progress(label if most else "", done, most),
        deeds=[_stop()],
    )


def _stop() -> Deed:
    return Deed(_("Stop"), "stop", "x")


def _done(desk: Desk, errand: Errand) -> Stage:
    return ENDS[errand.kind](desk, errand)


def _failed(_desk: Desk, errand: Errand) -> Stage:
    goes_on = (
        errand.kind == Kind.BRING and "until" in errand.detail and not errand.detail.get("erased")
    )
    return Stage(
        heading=_("It could not be done"),
        sentence=errand.sentence,
        level="warning",
        icon="triangle-alert",
        deeds=[Deed(_("Go on"), "go-on", "refresh-cw", "primary")] if goes_on else [],
    )


def _stopped(_desk: Desk, errand: Errand) -> Stage:
    done = errand.done_messages if errand.kind in (Kind.CLEAN, Kind.FILE, Kind.BRING) else 0
    said = ngettext(
        "%(n)s message was done before; the rest is as it was.",
        "%(n)s messages were done before; the rest is as it was.",
        done,
    ) % {"n": figures.whole(done)}
    may_undo = errand.detail.get("steps") and not errand.detail.get("taken_back")
    return Stage(
        heading=_("Stopped"),
        sentence=said if done else _("Nothing was changed."),
        deeds=[Deed(_("Undo"), "return", "undo-2")] if may_undo else [],
    )


STAGES: dict[str, Callable[[Desk, Errand], Stage]] = {
    State.COUNTING: _counting,
    State.PLANNED: _planned,
    State.QUEUED: _queued,
    State.RUNNING: _running,
    State.DONE: _done,
    State.FAILED: _failed,
    State.STOPPED: _stopped,
}
