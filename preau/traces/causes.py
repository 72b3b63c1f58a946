"""Why an engine said no or not yet: its codes (RFC 3463) and verdicts as our few causes."""

from preau.traces.models import Trace

State, Cause = Trace.State, Trace.Cause
Why = tuple[str, str]
"""A state and a cause."""

# What a filter says without a weight, and that decides alone.
ALONE = ("GTUBE", "CLAM_VIRUS", "DMARC_POLICY_REJECT", "FROM_NOT_THEIRS")
# What a filter may not send on stays where it is, and was never on its way to anybody.
NOT_SENT_ON = "SENT_ON_BY_NOBODY"
# Class and detail of the status without its first figure.
CAUSES: dict[str, str] = {
    "2.2": Cause.FULL,
    "3.4": Cause.SIZE,
    "2.3": Cause.SIZE,
    "1.6": Cause.MOVED_AWAY,
    "1.7": Cause.SENDER,
    "1.8": Cause.SENDER,
    "5.2": Cause.SENDER,  # not an address one could answer to
}


def cause_of_refusal(status: str) -> Why:
    """`5.2.2` is for good; `4.3.0` is to be tried again."""
    kind, _, detail = status.partition(".")
    if kind == "4":
        return cause_of_delay(status)
    return State.REFUSED, CAUSES.get(detail, Cause.OTHER)


def cause_of_delay(status: str) -> Why:
    return State.WAITING, CAUSES.get(status.partition(".")[2], Cause.BUSY)


def judged_state(action: str, symbols: dict[str, float]) -> Why:
    """("", "") for what Rspamd lets through, be it into Junk, and for what stays where it is."""
    match action:
        case "reject" if NOT_SENT_ON not in symbols:
            return State.REFUSED, _why_refused(symbols)
        case "greylist":
            return State.WAITING, Cause.GREYLIST
        case "soft reject":
            return State.WAITING, Cause.GREYLIST if "GREYLIST" in symbols else Cause.BUSY
    return "", ""


def _why_refused(symbols: dict[str, float]) -> str:
    if "CLAM_VIRUS" in symbols:
        return Cause.VIRUS
    if "FROM_NOT_THEIRS" in symbols:
        return Cause.SENDER
    return Cause.FORGED if "DMARC_POLICY_REJECT" in symbols else Cause.SPAM
