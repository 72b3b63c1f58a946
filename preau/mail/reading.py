"""A message to be read: its header and structure at once, its texts only when asked for (R-03)."""

from collections.abc import Sequence
from dataclasses import dataclass

from preau.engines.dovecot.box import Box
from preau.engines.dovecot.types import Whole
from preau.formats.mime.addresses import Address
from preau.formats.mime.headers import Headers, parse_headers
from preau.formats.mime.plain import own_and_quoted, text_to_html
from preau.formats.mime.structure import Part, Readable, attachments, read_structure, readable
from preau.formats.mime.structure import content as decoded
from preau.formats.mime.structure import text as decoded_text
from preau.formats.mime.tnef import Unpacked, unpack
from preau.kit.errors import NotFound

# More than this of one body is not read in a page: the source shows the rest.
MOST_OF_A_BODY = 3 * 1024 * 1024
MOST_OF_WRAPPED = 40 * 1024 * 1024
ENCLOSED_HEADER = ".HEADER"


@dataclass(frozen=True, eq=False)
class Letter:
    """A message of the selected folder, or one enclosed in it (`section` is then its part's)."""

    whole: Whole
    headers: Headers
    structure: Part
    section: str = ""

    @property
    def uid(self) -> int:
        return self.whole.uid

    @property
    def flags(self) -> frozenset[str]:
        return self.whole.flags

    @property
    def subject(self) -> str:
        return self.headers.text("Subject")

    @property
    def sender(self) -> Address:
        found = self.headers.addresses("From") or self.headers.addresses("Sender")
        return found[0] if found else Address("", "")

    @property
    def message_id(self) -> str:
        return self.headers.text("Message-ID")

    @property
    def readable(self) -> Readable:
        return readable(self.structure)

    @property
    def enclosed(self) -> list[Part]:
        """Parts to offer as attachments: images that the HTML shows in place are not among them."""
        html = self.readable.html
        return [p for p in attachments(self.structure) if not (html and _is_inline(p))]


def _is_inline(part: Part) -> bool:
    return part.maintype == "image" and bool(part.content_id) and part.disposition != "attachment"


def read_letter(box: Box, uid: int, section: str = "") -> Letter:
    """Raises Missing when the message is gone, NotFound for no such enclosed message."""
    whole = box.whole(uid)
    if not section:
        return _letter(whole)
    structure = read_structure(whole.structure)
    part = structure.find(section)
    if part is None or not part.is_message or part.body is None:
        raise NotFound
    name = section + ENCLOSED_HEADER
    header = box.sections(uid, [name])[name]
    return Letter(whole, parse_headers(header), part.body, section)


def read_letters(box: Box, uids: Sequence[int]) -> list[Letter]:
    """Several at once, in the order asked for; those that are gone are left out."""
    return [_letter(whole) for whole in box.wholes(uids)]


def _letter(whole: Whole) -> Letter:
    return Letter(whole, parse_headers(whole.header), read_structure(whole.structure))


def read_texts(box: Box, letter: Letter, parts: Sequence[Part]) -> list[str]:
    """The texts of parts, decoded, in one request."""
    if not parts:
        return []
    names = [part.section for part in parts]
    encoded = box.sections(letter.uid, names, most=MOST_OF_A_BODY)
    return [decoded_text(part, encoded.get(part.section, b"")) for part in parts]


def read_content(box: Box, letter: Letter, section: str) -> tuple[Part, bytes]:
    """An attachment and its octets. Raises NotFound for no such part."""
    part = letter.structure.find(section)
    if part is None:
        raise NotFound
    return part, decoded(part, box.sections(letter.uid, [section])[section])


def read_wrapped(box: Box, letter: Letter, part: Part) -> Unpacked:
    """What Outlook put into winmail.dat, as far as one page reads."""
    encoded = box.sections(letter.uid, [part.section], most=MOST_OF_WRAPPED)[part.section]
    return unpack(decoded(part, encoded))


def part_of(letter: Letter, section: str) -> Part:
    part = letter.structure.find(section)
    if part is None:
        raise NotFound
    return part


def as_html(part: Part, text: str) -> str:
    """A body as HTML, not yet cleaned when it is HTML already."""
    if part.subtype == "html":
        return text
    return _written(part, text)


def as_own_and_quoted(part: Part, text: str) -> tuple[str, str]:
    """A plain body as HTML, in two: what is said, and the long quote it ends on, or ""."""
    own, quoted = own_and_quoted(text)
    return _written(part, own), _written(part, quoted) if quoted else ""


def _written(part: Part, text: str) -> str:
    # The page keeps spaces as written, so a line's end may stand only once.
    return text_to_html(text, flowed=part.is_flowed).replace("<br>\n", "<br>")
