"""Why a message was taken for spam, as people say it: Rspamd's symbols by what they mean."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from preau.traces.causes import ALONE

MOST = 3
# A rule below this counts for little beside those that decide.
WEIGHTY = 0.5

# By the beginning of the symbol's name; the first that fits.
MEANINGS: tuple[tuple[tuple[str, ...], Promise], ...] = (
    (("GTUBE",), gettext_lazy("It holds the line by which spam filters are tested.")),
    (("CLAM_VIRUS",), gettext_lazy("It carries a virus.")),
    (
        ("DMARC_POLICY", "VIOLATED_DIRECT_SPF", "R_SPF_FAIL", "R_SPF_SOFTFAIL", "R_SPF_PERMFAIL"),
        gettext_lazy("It did not come from the servers of the sender that it names."),
    ),
    (("R_DKIM_REJECT", "ARC_REJECT"), gettext_lazy("Its signature does not match its content.")),
    (
        ("BAYES_SPAM", "NEURAL_SPAM"),
        gettext_lazy("Its words are those of messages that people reported as junk."),
    ),
    (("FUZZY_",), gettext_lazy("The same message was reported as junk elsewhere.")),
    (
        ("PHISH", "DBL_", "URIBL_", "SURBL_", "SEM_URIBL", "RSPAMD_URIBL", "RBL_SARBL"),
        gettext_lazy("It leads to sites known for fraud."),
    ),
    (
        ("RBL_", "RECEIVED_", "HFILTER_", "RDNS_", "SPAMHAUS", "MAILSPIKE"),
        gettext_lazy("The server that sent it has a bad name."),
    ),
    (
        (
            "MIME_BAD",
            "MIME_DOUBLE_BAD",
            "MIME_ARCHIVE",
            "MIME_ENCRYPTED",
            "BOGUS_ENCRYPTED",
        ),
        gettext_lazy("An attachment is of a kind that often carries viruses."),
    ),
    (
        ("ZERO_FONT", "MANY_INVISIBLE", "R_WHITE_ON_WHITE", "R_MIXED_CHARSET", "R_PARTS_DIFFER"),
        gettext_lazy("Part of its text is hidden or disguised."),
    ),
    (
        ("REPLYTO_", "FREEMAIL_REPLYTO", "SPOOF_REPLYTO"),
        gettext_lazy("An answer would go to another address than the sender’s."),
    ),
    (
        ("FORGED_SENDER", "FROM_NEQ_DISPLAY", "SPOOF_DISPLAY", "FROM_NOT_THEIRS"),
        gettext_lazy("The sender it shows is not who sent it."),
    ),
    (
        ("MISSING_", "INVALID_", "BROKEN_", "MID_", "DATE_IN", "RCVD_ILLEGAL", "MULTIPLE_UNIQUE"),
        gettext_lazy("It lacks what every ordinary message has, such as a date or an identifier."),
    ),
    (
        ("SUBJ_ALL_CAPS", "SUBJECT_ENDS", "SUBJECT_HAS", "URL_IN_SUBJECT", "LONG_SUBJ"),
        gettext_lazy("Its subject is written the way spam is."),
    ),
    (
        (
            "HTML_",
            "R_EMPTY_IMAGE",
            "MIME_HTML_ONLY",
            "URL_",
            "R_BAD_CTE",
            "R_SUSPICIOUS",
            "SUSPICIOUS_",
            "FORGED_MUA",
        ),
        gettext_lazy("It is built the way spam is: one large picture, disguised links."),
    ),
)


def reasons(symbols: Mapping[str, float]) -> list[str]:
    """The heaviest, at most three, each once."""
    heavy = sorted(symbols, key=lambda name: (name not in ALONE, -symbols[name]))
    found: list[str] = []
    for name in heavy:
        said = _meaning(name) if name in ALONE or symbols[name] >= WEIGHTY else ""
        if said and said not in found:
            found.append(said)
    return found[:MOST] or [_("Many small signs together, none of which is enough alone.")]


def _meaning(name: str) -> str:
    for beginnings, sentence in MEANINGS:
        if name.startswith(beginnings):
            return str(sentence)
    return ""
