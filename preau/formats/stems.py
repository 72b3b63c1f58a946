"""What to look for so that a French word is found in its other forms.

The index finds any substring of a word, without accents or case, and stems nothing. So a word is
looked for by the part its forms share, and by a second part where the plural changes it
(journal, journaux). A short or misleading stem finds too much: then only the number is dropped.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 20
"""The index keeps the first twenty letters of a substring; more would find nothing."""

_SHORTEST_STEM = 5
_INVARIABLE = frozenset(
    {
        "cours", "corps", "temps", "fonds", "poids", "choix", "voix", "concours", "parcours",
        "discours", "recours", "secours", "toujours", "dehors", "alors", "moins", "apres",
        "avant", "tres", "pres",
    }
)  # fmt: skip
# Stems that begin too many other words: élection would find électricité, formation a format.
_MISLEADING = frozenset(
    ["elect", "inform", "format", "commun", "posit", "gener", "certif", "capac", "natur", "contr"]
)
_ELISION = re.compile(r"\b(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)['’]", re.IGNORECASE)
_WRITTEN_OUT = {"œ": "oe", "æ": "ae", "’": "'"}
_STEMMER = snowballstemmer.stemmer("french")
EMPTY = frozenset(
    {
        "le", "la", "les", "un", "une", "des", "de", "du", "au", "aux", "et", "ou", "en", "ce",
        "ces", "cet", "cette", "que", "qui", "the", "of", "and", "to", "in", "a", "an",
    }
)  # fmt: skip
"""Words that say nothing beside others."""


def fold(text: str) -> str:
    """Lower case, no accent, œ and æ written out.

    Unlike `names.fold`, letters of other scripts stay: what is folded here is looked for.
    """
    return "".join(map(_folded, text.lower()))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    """A letter at a time: thousands of accents on one would take Unicode's ordering of them a
    minute."""
    if letter in _WRITTEN_OUT:
        return _WRITTEN_OUT[letter]
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of what was typed: elisions dropped (l'école, d'examen), addresses kept whole."""
    found: list[str] = []
    for chunk in text.split():
        if "@" in chunk.strip("@"):
            found.append(chunk.strip("<>,;()\"'"))
        else:
            found += re.findall(r"[^\W_]+", _ELISION.sub(" ", chunk))
    return [word for word in found if word]


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """The substrings to look for, any of which will do; never empty for a word."""
    word = word.lower()
    if not word.isalpha():
        return (word[:LONGEST] if "@" not in word else word,)
    root = _root(word)
    shapes = (root, *_changed_plurals(root), *_ligatures(root))
    return tuple(dict.fromkeys(shape[:LONGEST] for shape in shapes))


def _root(word: str) -> str:
    plain = fold(word)
    alone = singular(word)
    stem: str = _STEMMER.stemWord(word)
    kept = len(stem)
    if not plain.startswith(fold(stem)) or len(plain) != len(word) or kept == len(word):
        return alone
    too_short = kept < _SHORTEST_STEM or plain[:kept] in _MISLEADING or plain in _INVARIABLE
    ending = plain[kept:]
    if too_short or _is_only_a_final_e(word, kept, ending):
        return alone
    return word[:kept]


def _is_only_a_final_e(word: str, kept: int, ending: str) -> bool:
    """classe keeps its e (class finds classeur); nationale drops it and finds national."""
    return ending in {"e", "es"} and word[kept] == "e" and word[kept - 1] not in "lntdré"


def singular(word: str) -> str:
    """`réunions` is `réunion`; a word is read in small letters."""
    if fold(word) in _INVARIABLE or len(fold(word)) < 5:
        return word
    if word.endswith("ées"):
        return word[:-2]
    is_plural = word.endswith("s") and word[-2] not in "su"
    if is_plural or word.endswith(("eaux", "eux", "oux", "œux")):
        return word[:-1]
    return word[:-1] if word.endswith("ée") else word


def _changed_plurals(root: str) -> tuple[str, ...]:
    if root.endswith("aux") and not root.endswith("eaux"):
        return (root[:-3] + "al", root[:-3] + "ail")
    if root.endswith("al"):
        return (root[:-2] + "aux",)
    if root.endswith("ail"):
        return (root[:-3] + "aux",)
    return ()


def _ligatures(root: str) -> tuple[str, ...]:
    """The index takes œ for a letter of its own: vœux and voeux are both written."""
    other = root.replace("œ", "oe") if "œ" in root else root.replace("oe", "œ")
    return (other,) if other != root else ()
