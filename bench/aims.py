"""What we want to reach, and what others did: see docs/operate/performance.md.

Milliseconds, medians of one client; the peers were measured on two cores with mail of the same
shape, on a machine at rest, whose own raw costs stand beside.
"""

from collections.abc import Callable
from typing import Any

Peers = dict[str, tuple[float, float, float]]
PEERS: Peers = {
    # operation: raw, Roundcube 1.6, SOGo 5.8
    "sign_in": (22, 64, 368),
    "list": (0.5, 31, 258),
    "deep": (0.6, 26, 138),
    "open": (0.4, 37, 99),
    "search_subject": (26, 54, 234),
    "search_body": (2164, 2253, 2388),
    "flag": (1, 26, 62),
    "move": (21, 61, 103),
    "send": (76, 97, 413),
}


# What the peers' own measure calls the same work.
_THEIR_NAMES = {
    "sign_in": "login",
    "search_subject": "search.subject",
    "search_body": "search.body",
    "send": "send.total",
}


def peers_measured(results: dict[str, Any]) -> Peers:
    """Medians out of a run of the peers on this very machine: `{product: {work: {median}}}`."""
    told = {name: _THEIR_NAMES.get(name, name) for name in PEERS}
    return {
        name: tuple(float(results[who][theirs]["median"]) for who in ("imap", "roundcube", "sogo"))
        for name, theirs in told.items()
        if all(theirs in results.get(who, {}) for who in ("imap", "roundcube", "sogo"))
    }  # type: ignore[return-value]


def peers_of(result: dict[str, Any]) -> Peers:
    """Those measured beside this run, else those of a machine at rest."""
    return PEERS | {name: tuple(one) for name, one in result.get("peers", {}).items()}


def aim(operation: str, result: dict[str, Any]) -> float:
    """The most that a median may be, in this run."""
    if operation == "sign_in":
        return float(result["password_hash_ms"]) + 40
    if operation in ("move", "send"):
        return float(result["operations"][operation]["raw_ms"]) + 15
    if operation == "search_body":
        return 100.0
    _raw, roundcube, sogo = peers_of(result)[operation]
    return round(min(roundcube / 2.5, sogo / 10), 1)


Reading = Callable[[dict[str, Any]], float]
# What is said, how it is read, the bound, whether more is better.
OTHERS: tuple[tuple[str, Reading, float, bool], ...] = (
    ("lists a second by 16", lambda r: r["load"]["list"]["per_second"], 200, True),
    ("opens a second by 16", lambda r: r["load"]["open"]["per_second"], 150, True),
    (
        "errors under load",
        lambda r: r["load"]["list"]["errors"] + r["load"]["open"]["errors"],
        0,
        False,
    ),
    ("web tier, MB", lambda r: r["web_memory_mb"], 250, False),
    ("first inbox, kB", lambda r: r["first_inbox"]["bytes"] / 1000, 150, False),
    ("first inbox, requests", lambda r: r["first_inbox"]["requests"], 12, False),
    ("first inbox, rows after ms", lambda r: r["first_inbox"]["rows_ms"], 300, False),
    (
        "worst p95 over median",
        lambda r: max(o["p95_ms"] / o["median_ms"] for o in r["operations"].values()),
        3,
        False,
    ),
    ("page of 100 000 over one of 1 000", lambda r: r["list_in_100000"], 1.3, False),
)
