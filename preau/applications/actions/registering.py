"""Applications are made, changed and removed by operators; a secret is shown once."""

from collections.abc import Sequence
from uuid import uuid4

from preau.applications.models import Application
from preau.applications.rules import SCOPES, check_address
from preau.applications.secrets import digest, draw
from preau.journal.actions import record
from preau.kit.errors import NotFound, WrongInput


def add_application(
    academy: str,
    name: str,
    redirect_uris: Sequence[str],
    *,
    logout_uris: Sequence[str] = (),
    farewell_uri: str = "",
    scopes: Sequence[str] = SCOPES,
    is_public: bool = False,
    asks_consent: bool = False,
    by: str,
) -> tuple[Application, str]:
    """The application and its secret, "" for one that can keep none. Raises WrongInput."""
    if not name.strip() or not redirect_uris:
        raise WrongInput("Give a name, and at least one address to come back to.")
    if Application.objects.filter(academy=academy, name=name).exists():
        raise WrongInput(f"There is an application “{name}” already: remove it first.")
    secret = "" if is_public else draw()
    made = Application.objects.create(
        academy=academy,
        name=name,
        client_id=uuid4().hex,
        sha256=digest(secret) if secret else "",
        redirect_uris=[check_address(one) for one in redirect_uris],
        logout_uris=[check_address(one) for one in logout_uris],
        farewell_uri=check_address(farewell_uri) if farewell_uri else "",
        scopes=check_scopes(scopes),
        asks_consent=asks_consent,
    )
    record("application.added", by=by, academy=academy, name=name)
    return made, secret


def check_scopes(scopes: Sequence[str]) -> list[str]:
    unknown = [one for one in scopes if one not in SCOPES]
    if unknown:
        raise WrongInput(f"{unknown[0]}: the scopes are {', '.join(SCOPES)}.")
    return [one for one in SCOPES if one == "openid" or one in scopes]


def remove_application(academy: str, name: str, *, by: str) -> None:
    """Whatever it holds of anybody works no more, at once. Raises NotFound."""
    if not Application.objects.filter(academy=academy, name=name).delete()[0]:
        raise NotFound(f"There is no application “{name}”.")
    record("application.removed", by=by, academy=academy, name=name)
