"""The demo's passwords: made once, kept beside the data, never in the database in clear."""

import json
import os
from typing import Any

from preau.engines.places import Places


def demo_accounts(places: Places) -> list[dict[str, Any]]:
    """[{academy, role, login, address, password, device_password}], empty when not seeded."""
    path = places.data / "secrets" / "demo.json"
    return list(json.loads(path.read_text())) if path.exists() else []


def keep_demo_accounts(places: Places, accounts: list[dict[str, Any]]) -> None:
    path = places.data / "secrets" / "demo.json"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(accounts, file, ensure_ascii=False)
