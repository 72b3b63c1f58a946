"""The words between which an académie's file chooses."""

from enum import StrEnum


class Zone(StrEnum):
    """The school holidays' zone."""

    A = "A"
    B = "B"
    C = "C"


class Security(StrEnum):
    """How a client encrypts: from the first byte (SSL in older guides), or after STARTTLS."""

    TLS = "tls"
    STARTTLS = "starttls"


class ForwardingRule(StrEnum):
    """Where a person may have their mail sent on to."""

    FORBIDDEN = "forbidden"
    LISTED = "listed"
    NOTICE = "notice"


class GrowthWay(StrEnum):
    """Who makes a mailbox larger, up to its académie's ceiling: nobody, its owner by one click, the
    installation by itself, the help desk when it is asked."""

    FIXED = "fixed"
    OWNER = "owner"
    ADAPTIVE = "adaptive"
    REQUEST = "request"


class FactorRole(StrEnum):
    """Whose role makes a second factor an obligation; `everyone` needs no role."""

    EVERYONE = "everyone"
    HEAD = "head"
    MANAGER = "manager"
    DESK = "desk"
    ADMINISTRATOR = "administrator"


class Landing(StrEnum):
    """Which box an entrance opens: one's own, or the functional one that a person works in."""

    OWN = "own"
    FUNCTIONAL = "functional"


class ServiceKind(StrEnum):
    """What a service of the portal is for: its heading and its picture."""

    INTRANET = "intranet"
    CAREER = "career"
    ADMINISTRATION = "administration"
    TEACHING = "teaching"
    ENT = "ent"
    SAFETY = "safety"
    OTHER = "other"


class IdentifierForm(StrEnum):
    """How a sign-in identifier is made of a name: `jdupont`, `jean.dupont`."""

    INITIAL_FAMILY = "initial-family"
    GIVEN_DOT_FAMILY = "given.family"


class AddressForm(StrEnum):
    """How an address is made of a name."""

    GIVEN_DOT_FAMILY = "given.family"


class SignatureRule(StrEnum):
    """Who writes a signature: the directory alone, the person above the académie's lines, or the
    person as they like."""

    FIXED = "fixed"
    FRAMED = "framed"
    FREE = "free"


class MailingRule(StrEnum):
    """Who may send a mailing: whoever writes, functional boxes only, or nobody."""

    EVERYONE = "everyone"
    FUNCTIONAL = "functional"
    NOBODY = "nobody"
