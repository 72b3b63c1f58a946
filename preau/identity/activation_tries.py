"""How many wrong tries activation lets through, per NUMEN, network and school.

A NUMEN is known to secretariats and has 31 bits: what stops who tries is this, and the slip's 57.
Nobody can shut a colleague out: a right slip passes whatever others tried elsewhere.
"""

from preau.identity import throttle

REFUSED = "activation.refused"


def must_wait(hashed: str, academy: str, network: str) -> bool:
    """Counted for NUMENs of nobody as well: the answer tells nothing."""
    return throttle.tries(REFUSED, hashed, academy).stop(network)


def is_hunted(hashed: str, academy: str) -> bool:
    """Tried from many networks: only a slip goes through, no code that is short."""
    return throttle.tries(REFUSED, hashed, academy).hunt_a_name


def note_refusal(hashed: str, academy: str, network: str) -> None:
    throttle.note_refusal(REFUSED, hashed, academy, network)
