"""Which letters have words that follow one another: each is read once, and what it told is kept.

The index finds the messages that have all the words of a phrase, in any order. To read one costs
about a millisecond, so that the first `MOST` are, and all the words are enough for those after.
"""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from contextlib import suppress
from threading import Lock

from preau.engines.dovecot.box import Box
from preau.engines.errors import Missing
from preau.formats.mime.part import Part
from preau.formats.mime.untag import html_to_words
from preau.formats.search.phrases import Phrase
from preau.formats.search.tree import Operator
from preau.mail.reading import Letter, read_letters, read_texts

MOST = 500
AT_ONCE = 100
# Octets of text as they came, in a letter and in one search: half a second of reading.
LONGEST = 128 * 1024
MOST_OCTETS = 2 * 1024 * 1024
READ = frozenset({"text/plain", "text/html", "text/csv"})
# Phrases of all people, with what their letters told: some 4 MB a process.
MOST_REMEMBERED = 100

Told = bool | None
"""None: too long to be read here, or a file that only the index reads may hold it."""
_Key = tuple[str, str, int, Operator, str]
_known: OrderedDict[_Key, dict[int, Told]] = OrderedDict()
_lock = Lock()


def those_with(login: str, box: Box, found: Sequence[int], phrase: Phrase) -> list[int]:
    """Of messages of the open folder that have all its words, in their order: those that may hold
    it."""
    told = _ask(login, box, found[:MOST], phrase)
    return [uid for uid in found if told.get(uid) is not False]


def those_without(
    login: str, box: Box, found: Sequence[int], having: Collection[int], phrase: Phrase
) -> list[int]:
    """Those that do not surely hold it; `having` are the messages with all its words."""
    told = _ask(login, box, [uid for uid in found if uid in having][:MOST], phrase)
    return [uid for uid in found if not told.get(uid)]


def _ask(login: str, box: Box, uids: Sequence[int], phrase: Phrase) -> dict[int, Told]:
    known = _recall(login, box, phrase)
    unknown = [uid for uid in uids if uid not in known]
    octets = 0
    for start in range(0, len(unknown), AT_ONCE):
        for letter in read_letters(box, unknown[start : start + AT_ONCE]):
            octets += min(_length(letter), LONGEST)
            # Erased meanwhile: there is nothing left to find or to hide.
            with suppress(Missing):
                is_read = octets <= MOST_OCTETS
                # Told once for all, or the next page would find fewer.
                known[letter.uid] = _told(box, letter, phrase) if is_read else None
    return known


def _told(box: Box, letter: Letter, phrase: Phrase) -> Told:
    if phrase.place is not Operator.BODY and phrase.is_in([letter.subject]):
        return True
    if phrase.place is Operator.SUBJECT:
        return False
    if phrase.place is Operator.TEXT and phrase.is_in(_people(letter)):
        return True
    if _length(letter) > LONGEST:
        return None
    parts = [part for part in _parts(letter) if _is_read(part)]
    if phrase.is_in(map(_words, parts, read_texts(box, letter, parts))):
        return True
    return None if any(_is_only_indexed(part) for part in _parts(letter)) else False


def _people(letter: Letter) -> list[str]:
    return [letter.headers.text(name) for name in ("From", "To", "Cc")]


def _parts(letter: Letter) -> list[Part]:
    return list(letter.structure.walk(into_messages=True))


def _length(letter: Letter) -> int:
    return sum(part.size for part in _parts(letter) if _is_read(part))


def _is_read(part: Part) -> bool:
    return part.type in READ


def _is_only_indexed(part: Part) -> bool:
    return part.maintype in ("application", "message", "text") and not _is_read(part)


def _words(part: Part, text: str) -> str:
    return html_to_words(text) if part.subtype == "html" else text


def _recall(login: str, box: Box, phrase: Phrase) -> dict[int, Told]:
    if box.state is None:
        return {}
    key = (login, box.state.name, box.state.uidvalidity, phrase.place, phrase.spoken)
    with _lock:
        known = _known.setdefault(key, {})
        _known.move_to_end(key)
        if len(_known) > MOST_REMEMBERED:
            _known.popitem(last=False)
        return known
