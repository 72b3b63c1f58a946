"""The names people may type before a colon, and what they may say after some of them."""

import re

from preau.formats.search.tree import Operator, State
from preau.formats.stems import fold

# The first of each language is the one we write back.
NAMES: dict[Operator, dict[str, tuple[str, ...]]] = {
    Operator.FROM: {"fr": ("de", "expéditeur"), "en": ("from", "sender")},
    Operator.TO: {"fr": ("à", "pour", "destinataire"), "en": ("to", "recipient")},
    Operator.CC: {"fr": ("cc", "copie"), "en": ("cc",)},
    Operator.BCC: {"fr": ("cci",), "en": ("bcc",)},
    Operator.SUBJECT: {"fr": ("objet", "sujet", "titre"), "en": ("subject", "title")},
    Operator.BODY: {"fr": ("corps", "texte", "contenu"), "en": ("body", "content")},
    Operator.BEFORE: {"fr": ("avant",), "en": ("before", "older", "until")},
    Operator.SINCE: {"fr": ("depuis", "après"), "en": ("since", "after", "newer")},
    Operator.ON: {"fr": ("date", "le", "pendant"), "en": ("on", "during", "when")},
    Operator.ATTACHMENT: {
        "fr": ("pièce", "pièces", "pj", "pièce-jointe", "fichier", "contient"),
        "en": ("attachment", "attachments", "has", "filename"),
    },
    Operator.IN: {"fr": ("dans", "dossier"), "en": ("in", "folder")},
    Operator.IS: {"fr": ("est", "état"), "en": ("is",)},
    Operator.TAG: {"fr": ("étiquette", "libellé"), "en": ("tag", "label", "keyword")},
    Operator.SIZE: {"fr": ("taille",), "en": ("size",)},
    Operator.LARGER: {"fr": ("plus-grand",), "en": ("larger", "bigger")},
    Operator.SMALLER: {"fr": ("plus-petit",), "en": ("smaller",)},
}

STATES: dict[str, tuple[State, bool]] = {
    **dict.fromkeys(("lu", "lue", "lus", "read", "seen"), (State.READ, True)),
    **dict.fromkeys(
        ("nonlu", "nonlue", "nonlus", "nouveau", "unread", "unseen", "new"), (State.READ, False)
    ),
    **dict.fromkeys(
        ("suivi", "suivie", "suivis", "etoile", "important", "marque", "flagged", "starred"),
        (State.FLAGGED, True),
    ),
    **dict.fromkeys(("nonsuivi", "unflagged", "unstarred"), (State.FLAGGED, False)),
    **dict.fromkeys(("repondu", "repondue", "answered", "replied"), (State.ANSWERED, True)),
    **dict.fromkeys(("nonrepondu", "sansreponse", "unanswered"), (State.ANSWERED, False)),
    **dict.fromkeys(("brouillon", "draft"), (State.DRAFT, True)),
    **dict.fromkeys(("supprime", "efface", "deleted"), (State.DELETED, True)),
    **dict.fromkeys(("transfere", "transmis", "forwarded"), (State.FORWARDED, True)),
    **dict.fromkeys(("nontransfere", "unforwarded"), (State.FORWARDED, False)),
    **dict.fromkeys(("indesirable", "spam", "junk"), (State.JUNK, True)),
}

# What is offered after a colon: every one of these reads back.
VALUES: dict[Operator, dict[str, tuple[str, ...]]] = {
    Operator.IS: {
        "fr": ("non-lu", "lu", "suivi", "non-suivi", "répondu", "non-répondu", "transféré"),
        "en": ("unread", "read", "starred", "unstarred", "answered", "unanswered", "forwarded"),
    },
    Operator.ATTACHMENT: {"fr": ("oui", "non"), "en": ("yes", "no")},
    Operator.BEFORE: {"fr": ("aujourd’hui", "hier", "lundi", "rentrée"), "en": ("today", "monday")},
    Operator.SINCE: {"fr": ("hier", "lundi", "rentrée"), "en": ("yesterday", "monday")},
    Operator.ON: {
        "fr": ("aujourd’hui", "hier", "semaine dernière", "mois dernier"),
        "en": ("today", "yesterday", "last week", "last month"),
    },
    Operator.SIZE: {"fr": (">1M", ">5M", "<200k"), "en": (">1M", ">5M", "<200k")},
}

YES = frozenset(
    [
        "oui",
        "yes",
        "true",
        "1",
        "attachment",
        "attachments",
        "piece",
        "pieces",
        "jointe",
        "jointes",
        "pj",
        "*",
    ]
)
NO = frozenset(["non", "no", "false", "0", "sans", "aucune", "none"])

CONJUNCTIONS = frozenset(("ET", "AND", "&&"))
DISJUNCTIONS = frozenset(("OU", "OR", "|", "||"))
NEGATIONS = frozenset(("NON", "SAUF", "SANS", "NOT"))

_OCTETS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_SIZE = re.compile(r"([<>]?)=?(\d{1,9}(?:[.,]\d{1,3})?)([kmg]?)i?[ob]?(?:ctets?|ytes?)?\Z")


_BY_NAME = {
    fold(name): operator
    for operator, languages in NAMES.items()
    for names in languages.values()
    for name in names
}


def operator_named(name: str) -> Operator | None:
    return _BY_NAME.get(fold(name))


def known_names() -> tuple[str, ...]:
    return tuple(_BY_NAME)


def name_of(operator: Operator, language: str) -> str:
    names = NAMES[operator]
    return names.get(language, names["en"])[0]


def state_named(said: str) -> tuple[State, bool] | None:
    return STATES.get(re.sub(r"[\s_-]", "", fold(said)))


def read_size(said: str) -> tuple[str, int] | None:
    """`>5M` → (">", 5242880). The sign is empty when none was typed; units o, k, Ko, Mo, MB, Go…"""
    found = _SIZE.match(fold(said).replace(" ", ""))
    if not found:
        return None
    number = float(found[2].replace(",", "."))
    return found[1], min(int(number * _OCTETS[found[3]]), 2**32 - 1)
