"""Where the running installation answers, for tools and tests: `var/run/endpoints.json`."""

import json
import os
from typing import Any

from django.conf import settings

from preau.academies.registry import academies
from preau.ops.installation import Installation
from preau.ops.keys import demo_accounts

PUBLIC = ("imaps", "submissions", "submission", "managesieve", "smtp", "lmtp")


def write(made: Installation) -> None:
    """Mode 0600: the demo's passwords are in it."""
    path = made.places.endpoints
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(facts(made), file, indent=1, ensure_ascii=False)
    draft.replace(path)


def facts(made: Installation) -> dict[str, Any]:
    return {
        "web": [
            {"academy": academy.slug, "url": f"http://{academy.demo_host}:{made.ports.web}/"}
            for academy in academies().all
        ],
        **{name: getattr(made.ports, name) for name in PUBLIC},
        "ca": str(made.places.certificates / "authority.crt"),
        "accounts": demo_accounts(made.places),
        "newcomers": newcomers(),
    }


def newcomers() -> list[dict[str, Any]]:
    if not settings.DEMO:
        return []
    from preau.ops.newcomers import told  # noqa: PLC0415 -- only a demonstration knows them

    return told()
