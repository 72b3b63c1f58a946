"""One resource as it is shown, and whether it is still the one that was read (RFC 7644 3.14)."""

import json
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from scim2_models import Context, PreconditionFailedException

from preau.web.scim.answers import as_json
from preau.web.scim.lists import dumped


def shown(request: HttpRequest, made: Any, context: Context, *, status: int = 200) -> HttpResponse:
    """With the attributes that were asked for, its version and its address."""
    version = version_of(made)
    if request.method in ("GET", "HEAD") and version in _versions(request, "If-None-Match"):
        return HttpResponse(status=304, headers={"ETag": version})
    made.meta.version = version
    asked = {name: request.GET[name] for name in request.GET}
    response = as_json(dumped(made, asked, type(made), context), status=status)
    response.headers["ETag"] = version
    response.headers["Location"] = str(made.meta.location)
    return response


def version_of(made: Any) -> str:
    """A weak ETag of what is shown: the same content has the same version."""
    values = dumped(made, {}, type(made), Context.RESOURCE_QUERY_RESPONSE)
    content = {name: value for name, value in values.items() if name != "meta"}
    octets = json.dumps(content, sort_keys=True).encode()
    return f'W/"{sha256(octets).hexdigest()[:16]}"'


def check_unchanged(request: HttpRequest, made: Any) -> None:
    """Raises PreconditionFailedException when somebody else changed it meanwhile."""
    wanted = _versions(request, "If-Match")
    if wanted not in ([], ["*"]) and version_of(made) not in wanted:
        raise PreconditionFailedException(detail="This has changed meanwhile: read it again.")


def _versions(request: HttpRequest, header: str) -> list[str]:
    return [one.strip() for one in request.headers.get(header, "").split(",") if one.strip()]
