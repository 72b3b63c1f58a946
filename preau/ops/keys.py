"""The demo's passwords: made once, kept beside the data, never in the database in clear."""

import json
from pathlib import Path
from typing import Any

from preau.engines.kept import keep
from preau.engines.places import Places


def filled(places: Places) -> set[str] | None:
    """Addresses of the demo's boxes that have their mail; None when that was never noted."""
    path = places.data / "secrets" / "demo-filled.json"
    return set(json.loads(path.read_text())) if path.exists() else None


def keep_filled(places: Places, addresses: set[str]) -> None:
    _keep(places.data / "secrets" / "demo-filled.json", sorted(addresses))


def demo_accounts(places: Places) -> list[dict[str, Any]]:
    """[{academy, role, duties, login, address, password, device_password}], or none."""
    path = places.data / "secrets" / "demo.json"
    return list(json.loads(path.read_text())) if path.exists() else []


def keep_demo_accounts(places: Places, accounts: list[dict[str, Any]]) -> None:
    _keep(places.data / "secrets" / "demo.json", accounts)


def _keep(path: Path, told: list[Any]) -> None:
    """A start that is cut must find what the one before knew."""
    keep(path, json.dumps(told, ensure_ascii=False).encode())
