"""The door of SCIM: who may speak, and what an error looks like."""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from pydantic import ValidationError
from scim2_models import (
    Error,
    InvalidSyntaxException,
    InvalidValueException,
    NotFoundException,
    SCIMException,
    UnauthorizedException,
    UniquenessException,
)

from preau.academies.rules import Unnameable
from preau.formats.numen import WrongNumen
from preau.formats.uai import WrongUai
from preau.kit import errors as room
from preau.staff.actions.provisioning import Taken
from preau.staff.actions.tokens import use_token
from preau.staff.planning import WrongPerson
from preau.staff.values import WrongCell
from preau.web.kit.request import AcademyRequest

KIND = "application/scim+json"
BEARER = "Bearer "

P = ParamSpec("P")
logger = logging.getLogger(__name__)


class StaffRequest(AcademyRequest):
    """A request of a staff system that showed its token; `by` names it in the journal."""

    by: str


def answered(
    **methods: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """One view of several methods: `answered(GET=show, PUT=replace)`."""

    @csrf_exempt
    def view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = cast(StaffRequest, request)
        try:
            check_token(asked)
            method = methods.get("GET" if request.method == "HEAD" else str(request.method))
            if method is None:
                return error(SCIMException(detail="This cannot be done here."), status=405)
            return method(asked, *args, **kwargs)
        except ValidationError as wrong:
            made = Error.from_validation_errors(wrong)[0]
            return as_json(made.model_dump(), status=int(made.status or 400))
        except REFUSALS as wrong:
            return error(refusal(wrong))

    guarded: Any = wraps(next(iter(methods.values())))(view)
    return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], guarded)


def check_token(request: StaffRequest) -> None:
    """Raises UnauthorizedException; one of another académie is unknown here."""
    shown = request.headers.get("Authorization", "")
    token = shown.removeprefix(BEARER).strip() if shown.startswith(BEARER) else ""
    found = use_token(request.academy.slug, token) if token else None
    if found is None:
        raise UnauthorizedException(detail="Show the token of a staff system of this académie.")
    request.by = f"scim:{found.name}"


WRONG_VALUES = (
    WrongCell, WrongUai, WrongNumen, WrongPerson, Unnameable, room.WrongInput,
)  # fmt: skip
REFUSALS = (SCIMException, Taken, room.NotFound, *WRONG_VALUES)


def refusal(wrong: Exception) -> SCIMException:
    if isinstance(wrong, SCIMException):
        return wrong
    if isinstance(wrong, Taken):
        return UniquenessException(detail=str(wrong))
    if isinstance(wrong, room.NotFound):
        return NotFoundException(detail="There is no such resource.")
    return InvalidValueException(detail=str(wrong))


def error(wrong: SCIMException, status: int | None = None) -> HttpResponse:
    made = wrong.to_error()
    made.status = status or wrong.status
    response = as_json(made.model_dump(), status=int(made.status))
    if made.status == UnauthorizedException.status:
        response.headers["WWW-Authenticate"] = 'Bearer realm="preau"'
    return response


def as_json(values: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(json.dumps(values), status=status, content_type=KIND)


def body_of(request: HttpRequest) -> dict[str, Any]:
    """Raises InvalidSyntaxException for what is no JSON object."""
    try:
        found = json.loads(request.body)
    except ValueError as wrong:
        raise InvalidSyntaxException(detail="The body is not JSON.") from wrong
    if not isinstance(found, dict):
        raise InvalidSyntaxException(detail="The body is not a JSON object.")
    return found
