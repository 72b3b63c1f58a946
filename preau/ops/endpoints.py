"""Where the running installation answers, for tools and tests: `var/run/endpoints.json`."""

import json
from typing import Any

from django.conf import settings

from preau.academies.registry import academies
from preau.engines.kept import keep
from preau.ops.installation import Installation
from preau.ops.keys import demo_accounts

PUBLIC = ("imaps", "submissions", "submission", "managesieve", "smtp", "lmtp")


def write(made: Installation) -> None:
    """Mode 0600: the demo's passwords are in it."""
    told = json.dumps(facts(made), indent=1, ensure_ascii=False)
    made.places.endpoints.parent.mkdir(parents=True, exist_ok=True)
    keep(made.places.endpoints, told.encode())


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
