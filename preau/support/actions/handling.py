"""The desk at work: taking a request, recognising the person, closing it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.identity.models import Account
from preau.journal.actions import record
from preau.kit.errors import NotAllowed
from preau.support.models import DeskRequest


def take(request: DeskRequest, agent: Account) -> None:
    """One agent has it in hand. Raises NotAllowed when another was first."""
    taken = DeskRequest.objects.filter(pk=request.pk, state=DeskRequest.State.OPEN).update(
        state=DeskRequest.State.TAKEN, handler=agent
    )
    if not taken:
        raise NotAllowed(_("Somebody else has taken this request meanwhile."))
    record("desk.taken", by=agent.login, academy=agent.academy, subject=request.reference)
    request.refresh_from_db()


def recognise(request: DeskRequest, account: Account, agent: Account) -> None:
    """Says whom the request is about."""
    DeskRequest.objects.filter(pk=request.pk).update(account=account)
    record("desk.recognised", by=agent.login, academy=agent.academy, subject=account.login)


def close(request: DeskRequest, agent: Account, answer: str) -> None:
    """`answer` is what the person reads by their reference: never a secret."""
    DeskRequest.objects.filter(pk=request.pk).update(
        state=DeskRequest.State.CLOSED,
        handler=agent,
        answer=answer.strip()[:2000],
        closed_at=timezone.now(),
    )
    record("desk.closed", by=agent.login, academy=agent.academy, subject=request.reference)


def open_again(request: DeskRequest, agent: Account) -> None:
    DeskRequest.objects.filter(pk=request.pk).update(
        state=DeskRequest.State.TAKEN, handler=agent, closed_at=None
    )
    record("desk.opened_again", by=agent.login, academy=agent.academy, subject=request.reference)
