"""A letter that does not leave after all is being written again, and says why."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.formats.mime.addresses import parse_addresses
from preau.formats.mime.compose import new_message_id
from preau.identity.actions.telling import tell_at
from preau.mail import ready_made
from preau.mail.actions.answering import joined
from preau.mail.doors import tell
from preau.mail.models import Draft, Release

State = Draft.State


def may_have_left() -> str:
    return _("This message may have left: look in Sent before you send it again.")


def removed() -> str:
    return _("It was taken out of Scheduled in another program: it was not sent.")


def take_back(draft: Draft, states: Iterable[State]) -> bool:
    """Out of the worker's reach; False when it was no longer in one of these states."""
    with transaction.atomic():
        taken = Draft.objects.filter(pk=draft.pk, state__in=tuple(states)).update(
            state=State.WRITING, due_at=None, due_wall="", due_zone=""
        )
        if taken:
            _forget_departures(draft)
    return bool(taken)


def give_back(draft: Draft, sentence: str, *, is_failure: bool = True) -> None:
    """From its worker to its author, who is also told by mail of one nobody watches leave."""
    is_unseen = bool(draft.due_wall) or ready_made.of(draft) is not None
    with transaction.atomic():
        kept = Draft.objects.filter(
            pk=draft.pk, state=State.SENDING, claimed_at=draft.claimed_at
        ).update(
            state=State.WRITING, due_at=None, due_wall="", due_zone="", refusal=sentence,
            changed_at=timezone.now(),
        )  # fmt: skip
        if not kept:
            return
        _forget_departures(draft)
        if is_unseen and is_failure:
            _tell_author(draft, sentence)
    tell(draft.mailbox.login, "dispatch", {"draft": draft.pk, "state": "refused"})


def _forget_departures(draft: Draft) -> None:
    """Its copy goes back to Drafts; who has it already is no longer among its recipients, so that
    nobody gets it twice."""
    Release.objects.filter(draft=draft).delete()
    fresh = Draft.objects.get(pk=draft.pk)
    if fresh.mirror_role == "scheduled" or ready_made.of(fresh):
        fresh.changed_at = timezone.now()
    if fresh.left_to:
        fresh.refusal = f"{fresh.refusal}\n{_already(fresh)}".strip()
        gone = set(fresh.left_to.split())
        fresh.to, fresh.cc, fresh.bcc = (
            _without(gone, text) for text in (fresh.to, fresh.cc, fresh.bcc)
        )
        fresh.left_to = ""
        # What left is in Sent under the old one.
        fresh.message_id = new_message_id(fresh.mailbox.login.partition("@")[2])
    fresh.save(update_fields=["changed_at", "refusal", "to", "cc", "bcc", "left_to", "message_id"])


def _already(draft: Draft) -> str:
    said = {"names": ", ".join(draft.left_to.split())}
    return _("Already sent to %(names)s, who are no longer among its recipients.") % said


def _without(gone: set[str], text: str) -> str:
    return joined([one for one in parse_addresses(text) if one.address.lower() not in gone])


def _tell_author(draft: Draft, sentence: str) -> None:
    subject = _("Your scheduled message has not left")
    text = _(
        "The message “%(subject)s”, which was to leave on its own, has not left.\n\n%(why)s\n\n"
        "It is in your drafts."
    ) % {"subject": draft.subject or _("(no subject)"), "why": sentence}
    tell_at(draft.author.academy, [draft.author.address], subject, text)
