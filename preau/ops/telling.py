"""The table a start ends on."""

from typing import Any

from django.conf import settings

from preau.academies.registry import academies
from preau.engines.clamav.shape import database_warning
from preau.ops.installation import Installation
from preau.ops.keys import demo_accounts


def newcomers_table() -> list[str]:
    """Who can be activated: `/activate/` on the académie's web address."""
    from preau.ops.newcomers import told  # noqa: PLC0415 -- only a demonstration knows them

    ways = {"mail": "a code by mail, shown on /demo/outside", "expected": "(not processed yet)"}
    return [
        "",
        "  Demo newcomers (Activer mon compte: NUMEN · birth date · proof)",
        *(
            f"    {one['academy']:<12} {one['name']:<24} {one['numen']} · {one['birth']}"
            f" · {' '.join(filter(None, (one['slip'], ways.get(one['way']))))}"
            for one in told()
        ),
    ]


def table(made: Installation) -> str:
    lines = ["", "Préau is ready.", "", "  Web"]
    lines += [
        f"    {academy.short_name:<14} http://{academy.demo_host}:{made.ports.web}/"
        for academy in academies().all
    ]
    lines += ["", "  Mail clients (server mail.localhost, or 127.0.0.1)"]
    for name in ("imaps", "submissions", "submission", "managesieve", "smtp", "lmtp"):
        lines.append(f"    {name:<14} {getattr(made.ports, name)}")
    lines.append(f"    authority      {made.places.certificates / 'authority.crt'}")
    accounts = [a for a in demo_accounts(made.places) if a["is_main"] or a.get("duties")]
    if accounts:
        lines += ["", "  Demo accounts (web password · device password for mail clients)"]
        for one in accounts:
            lines.append(
                f"    {one['academy']:<12} {one['login']:<32} {one['password']}"
                f" · {one['device_password']}   {_part(one)}"
            )
        lines.append(
            f"    and {len(demo_accounts(made.places)) - len(accounts)} more in"
            f" {made.places.endpoints}"
        )
        lines += newcomers_table() if settings.DEMO else []
    warning = database_warning(made.clamav)
    if warning:
        lines += ["", f"  Note: {warning}"]
    lines += ["", "  Ctrl-C stops everything.", ""]
    return "\n".join(lines)


def _part(account: dict[str, Any]) -> str:
    """What one may do in the console, or else one's trade."""
    return ", ".join(account.get("duties", ())) or str(account["role"])
