"""Does a text promise a file? French and English, whatever the accents.

The compose script asks the same of the same sentences while one still writes
(`compose/forgotten.js`): both answer one table of tests.
"""

import re
import unicodedata

_PROMISES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\bci[- ]?(?:joint|annexe)e?s?\b",
        r"\b(?:pieces?|fichiers?|documents?|photos?|dossiers?|copies?) (?:\w+ )?jointe?s?\b",
        r"\b(?:pieces?|fichiers?|documents?|photos?|dossiers?|copies?) (?:\w+ )?attachee?s?\b",
        r"\ben (?:p\.?j\b|pieces? jointe|annexe|fichier joint|attache\b|attachement)",
        r"\bp\.?j\.? ?:",
        r"\btrouver(?:ez|as|ont)(?: \w+)?,? (?:ci[- ])?(?:joint|annexe)e?s?\b",
        r"\b(?:je|nous) (?:vous |te |t'|leur |lui )?(?:joins|joignons)\b",
        r"\bj'ai joint\b",
        r"\bjointe?s? a (?:ce|mon|cet) (?:mail|message|courriel|mel|envoi)",
        r"\battach(?:ed|ments?|ing)\b",
        r"\benclosed\b",
    )
)
_DENIALS = re.compile(
    r"\b(?:sans|aucune?|pas de|without|no)(?: any| la| une| de)? "
    r"(?:pieces? jointes?|fichiers? joints?|pj|attachments?)\b"
)


def promises_file(text: str) -> bool:
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign) != "Mn"
    )
    plain = re.sub(r"[\s\u00a0]+", " ", re.sub("[’ʼ]", "'", bare).lower())
    kept = _DENIALS.sub(" ", plain)
    return any(promise.search(kept) for promise in _PROMISES)
