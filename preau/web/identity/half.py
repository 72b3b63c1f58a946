"""Half-way in: the password is right, and something is still asked before the session begins.

Ten minutes, in a session of a new key that opens no page but those of the entrance.
"""

import time
from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from preau.federation.queries import directory
from preau.identity.models import Account
from preau.identity.steps import Step, next_step
from preau.web.kit.request import AcademyRequest

KEY = "half_way"
LASTS_SECONDS = 10 * 60


@dataclass(frozen=True)
class Half:
    """`way` is how they proved who they are; `next` is where they were going."""

    account: Account
    way: str
    has_shown: bool
    next: str


def step_of(half: Half) -> Step | None:
    """What is still asked of them. Nobody changes here a password that lives in a directory."""
    step = next_step(half.account, has_shown=half.has_shown)
    if step == Step.PASSWORD and directory(half.account.academy) is not None:
        return next_step(half.account, has_shown=half.has_shown, keeps_password=False)
    return step


def forget_who_was_in(request: HttpRequest) -> None:
    """Another person may have left this browser signed in."""
    if SESSION_KEY in request.session:
        request.session.flush()


def open_half(request: AcademyRequest, half: Half) -> None:
    # A key that somebody planted in this browser before is worth nothing after.
    request.session.cycle_key()
    keep_half(request, half)


def keep_half(request: HttpRequest, half: Half) -> None:
    request.session[KEY] = {
        "account": half.account.pk,
        "mark": half.account.get_session_auth_hash(),
        "way": half.way,
        "has_shown": half.has_shown,
        "next": half.next,
        "until": int(time.time()) + LASTS_SECONDS,
    }


def half_of(request: AcademyRequest) -> Half | None:
    """None once it is over, or the password was changed elsewhere meanwhile."""
    kept = request.session.get(KEY)
    if not kept or kept["until"] < time.time():
        return None
    found = Account.objects.select_related("preference", "person").filter(
        pk=kept["account"], state=Account.State.ACTIVE, academy=request.academy.slug
    )
    account = found.first()
    if account is None or account.get_session_auth_hash() != kept["mark"]:
        return None
    return Half(account, kept["way"], kept["has_shown"], kept["next"])


def forget_half(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
