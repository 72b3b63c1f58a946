"""What the compose window prints: one draft, being written.

Every posted form of a draft carries the fields that are present and leaves the others as they were,
so that a save, an attachment, a removal and a dispatch all keep what was typed.
"""

from dataclasses import dataclass, field
from typing import Literal

from preau.web.mail.shown.later import Later
from preau.web.shell.frame import Choice, Frame

QuoteState = Literal["kept", "removed", "inlined"]
Format = Literal["html", "text"]


@dataclass(frozen=True)
class Recipient:
    name: str
    address: str
    is_outside: bool = False
    is_wrong: bool = False

    @property
    def text(self) -> str:
        """As it stands in the field: `"Claire Dubois" <c.dubois@ac-x.fr>`."""
        if not self.name:
            return self.address
        escaped = self.name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{self.address}>'


@dataclass(frozen=True)
class Suggestion:
    """A person; `detail` is a function or a school."""

    name: str
    address: str
    detail: str = ""
    is_outside: bool = False

    @property
    def value(self) -> str:
        return Recipient(self.name, self.address).text


@dataclass(frozen=True)
class Identity:
    id: str
    label: str
    is_current: bool = False
    signature_html: str = ""


@dataclass(frozen=True)
class DraftAttachment:
    """`size` in bytes. An inline one is an image of the text, shown there by `url`."""

    id: str
    name: str
    size_label: str
    remove_url: str
    size: int = 0
    kind_icon: str = "file"
    url: str = ""
    is_inline: bool = False
    link_url: str = ""
    """Where it is made to leave as a link; empty while it is light."""


@dataclass(frozen=True)
class LinkedFile:
    """One that leaves beside the letter. `state` says what the antivirus does."""

    id: str
    name: str
    size_label: str
    remove_url: str
    size: int
    state: str = ""
    is_infected: bool = False


@dataclass(frozen=True)
class DraftLink:
    """What is chosen of a letter's link: how long it stays open, whether a password is asked."""

    url: str
    files: list[LinkedFile]
    days: list[Choice]
    has_password: bool = False


@dataclass(frozen=True)
class DraftImages:
    """What the images of a letter weigh, and the one thing to do about it."""

    label: str
    url: str
    verb: str
    hint: str = ""


@dataclass(frozen=True)
class Unfinished:
    """A file whose sending was cut: chosen again, it goes on from `received` octets."""

    name: str
    size: int
    received: int
    label: str
    url: str


@dataclass(frozen=True)
class Quote:
    """The message answered or forwarded, kept apart from what is being written.

    `frame_url` is a page for a sandboxed frame; `edit_url` gives the same as a fragment, for the
    editor, once the person wants to write inside it (state `inlined`).
    """

    label: str
    frame_url: str
    edit_url: str
    state: QuoteState = "kept"


@dataclass(frozen=True)
class Wording:
    """A template that may be put in the letter; `note` names the box it is of, when another."""

    id: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Mend:
    """A button of the question: its value as the form posts it, to dispatch or to `tail`."""

    value: str
    label: str
    tail: str = ""


@dataclass(frozen=True)
class Question:
    """`is_firm`: answered by its own button only, `anyway` being the one that sends."""

    kind: str
    sentence: str
    mends: list[Mend] = field(default_factory=list)
    is_firm: bool = False
    anyway: str = ""


@dataclass(frozen=True)
class Composer:
    id: str
    save_url: str
    """Also the address of the draft: GET shows it, POST saves it."""
    dispatch_url: str
    discard_url: str
    upload_url: str
    resumable_url: str
    addresses_url: str
    subject: str = ""
    to: list[Recipient] = field(default_factory=list)
    cc: list[Recipient] = field(default_factory=list)
    bcc: list[Recipient] = field(default_factory=list)
    show_cc: bool = False
    show_bcc: bool = False
    identities: list[Identity] = field(default_factory=list)
    format: Format = "html"
    html: str = ""
    """What the person writes, signature included, the quote not."""
    text: str = ""
    """The same in plain text: what a browser without script edits."""
    quote: Quote | None = None
    attachments: list[DraftAttachment] = field(default_factory=list)
    link: DraftLink | None = None
    images: DraftImages | None = None
    unfinished: list[Unfinished] = field(default_factory=list)
    version: str = "0"
    """Grows at each save. A save that carries an older one is refused with 409."""
    saved_label: str = ""
    """"Saved at 14:32"; empty as long as nothing was ever saved."""
    refusal: str | None = None
    warnings: list[Question] = field(default_factory=list)
    """Asked before sending; the next send goes, save where a question is firm."""
    asks_receipt: bool = False
    mailing_url: str = ""
    """Where the letter becomes a mailing; empty where the académie does not let one."""
    mailings_url: str = ""
    """Those of its box that were begun."""
    wordings: list[Wording] = field(default_factory=list)
    wording_url: str = ""
    wordings_url: str = ""
    """Where templates are written and removed."""
    many: int = 0
    """More outside addresses than this in clear are asked about."""
    is_conflict: bool = False
    leaving: str = ""
    """Of a conflict with a letter that is on its way: the sentence that says so."""
    max_size: int = 0
    """All attachments together, in bytes; 0 when there is no limit."""
    max_size_label: str = ""
    most_by_link: int = 0
    """All files of its link together, in bytes: what no longer fits in the letter leaves so."""
    most_by_link_label: str = ""
    inside_domains: list[str] = field(default_factory=list)
    """Domains, their sub-domains included, that are not outside."""
    later: Later | None = None
    is_sealed: bool = False
    """The académie's signature stands under it, whatever is written."""
    leaves_at: str = ""
    """The time that was chosen, while a question about it waits; empty for at once."""

    @property
    def depart_url(self) -> str:
        """Where "send anyway" goes on."""
        return self.later.schedule_url if self.later and self.leaves_at else self.dispatch_url


@dataclass(frozen=True)
class ComposePage:
    frame: Frame
    draft: Composer
    list_url: str
    """Where one goes when the letter is sent, closed or thrown away."""
    title: str = ""


@dataclass(frozen=True)
class Suggestions:
    suggestions: list[Suggestion] = field(default_factory=list)
