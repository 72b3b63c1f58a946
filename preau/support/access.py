"""A request, as this agent may see it: of their own académie, and only for who has the role."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from preau.identity.models import Account, Role
from preau.identity.rules import has_role
from preau.kit.errors import NotFound
from preau.support.models import DeskRequest


def is_agent(account: Account) -> bool:
    return has_role(account, Role.Kind.DESK, Role.Kind.ADMINISTRATOR)


def requests_for(agent: Account) -> QuerySet[DeskRequest]:
    """Those of the agent's académie, the oldest first. Raises NotFound for who is no agent."""
    if not is_agent(agent):
        raise NotFound(_("There is nothing here."))
    mine = DeskRequest.objects.filter(academy=agent.academy)
    return mine.select_related("account", "handler").order_by("made_at")


def desk_request(agent: Account, reference: str) -> DeskRequest:
    found = requests_for(agent).filter(reference=reference.upper()).first()
    if found is None:
        raise NotFound(_("There is no such request."))
    return found
