"""Who is on the way in: people announced or waiting to activate, and whom a helper may serve."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from preau.identity.models import Account, Post, Role, Slip, SlipBatch
from preau.identity.rules import schools_headed
from preau.identity.slips import unused
from preau.kit.errors import NotFound

WAITING = (Account.State.EXPECTED, Account.State.TO_ACTIVATE)
OVER_ACADEMY = frozenset({Role.Kind.MANAGER, Role.Kind.ADMINISTRATOR})
MAKERS = (Role.Kind.HEAD, *sorted(OVER_ACADEMY))


def is_over_academy(helper: Account) -> bool:
    return helper.roles.filter(kind__in=OVER_ACADEMY).exists()


def served_by(helper: Account) -> "QuerySet[Account]":
    """Whom this helper may hand a slip to: a head, the people of their school; a service, all."""
    all_here = Account.objects.filter(academy=helper.academy).exclude(pk=helper.pk)
    if is_over_academy(helper):
        return all_here
    return all_here.filter(Exists(_posts_in(helper.academy, schools_headed(helper))))


def waiting_for(helper: Account) -> "QuerySet[Account]":
    """Those of them who have not activated yet, with their posts and last slip, by name."""
    return (
        served_by(helper)
        .filter(state__in=WAITING)
        .select_related("person")
        .prefetch_related(
            "person__posts", Prefetch("slips", Slip.objects.order_by("-pk"), to_attr="last_slips")
        )
        .order_by("family_name", "given_name", "pk")
    )


def batches_of(helper: Account) -> "QuerySet[SlipBatch]":
    """What was made for the helper's schools, or in the whole académie; newest first."""
    made = SlipBatch.objects.filter(academy=helper.academy).select_related("made_by")
    if not is_over_academy(helper):
        own = Q(uai__in=schools_headed(helper)) & ~Q(uai="")
        made = made.filter(own | Q(made_by=helper))
    return made.order_by("-pk")


def slip_served_by(helper: Account, number: int) -> Slip:
    """Raises NotFound for one of somebody whom this helper does not serve."""
    reached = Slip.objects.filter(pk=number, account__in=served_by(helper))
    found = reached.select_related("account", "batch").first()
    if found is None:
        raise NotFound
    return found


def batch_of(helper: Account, number: int) -> SlipBatch:
    """Raises NotFound for one that another school or service made."""
    found = batches_of(helper).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def newcomer(hashed: str, birth: date, academy: str) -> Account | None:
    """Who waits here under this NUMEN and was born that day: None whichever of them is wrong."""
    waiting = Account.objects.filter(academy=academy, state__in=WAITING)
    found = waiting.filter(person__numen_hash=hashed).select_related("person", "preference").first()
    return found if found is not None and found.person.birth_date == birth else None


def good_slip(account: Account | None) -> Slip | None:
    """The one that can be used now; the same question is asked for nobody."""
    number = account.pk if account is not None else 0
    return unused().filter(account=number, expires_at__gt=timezone.now()).first()


def _posts_in(academy: str, schools: Iterable[str]) -> "QuerySet[Post]":
    """Also posts that begin later: a slip is handed over before the first day."""
    not_over = Post.not_over(timezone.localdate())
    here = Post.objects.filter(not_over, academy=academy, uai__in=[one for one in schools if one])
    return here.filter(person=OuterRef("person"))
