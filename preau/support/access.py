"""Requests, announcements and the counts a forecast takes, as this agent may see them: of their own
académie, and only for who has the role."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.identity.models import Account, Role
from preau.identity.rules import has_role
from preau.kit.errors import NotFound
from preau.support.models import Announcement, DeskRequest
from preau.support.queries import Figures


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


def announcements_for(agent: Account) -> QuerySet[Announcement]:
    """Those of the agent's académie, the last made first. Raises NotFound for who is no agent."""
    if not is_agent(agent):
        raise NotFound(_("There is nothing here."))
    mine = Announcement.objects.filter(academy=agent.academy)
    return mine.select_related("made_by").order_by("-made_at")


def announcement(agent: Account, number: int) -> Announcement:
    found = announcements_for(agent).filter(pk=number).first()
    if found is None:
        raise NotFound(_("There is no such announcement."))
    return found


def figures_for(agent: Account) -> Figures:
    """Of the agent's académie, now. Raises NotFound for who is no agent."""
    if not is_agent(agent):
        raise NotFound(_("There is nothing here."))
    return Figures(academies().of(agent.academy), timezone.now())
