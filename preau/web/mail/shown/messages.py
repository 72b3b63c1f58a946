"""A message, the conversation around it, what is enclosed in it."""

from dataclasses import dataclass, field
from typing import Literal

from preau.web.mail.shown.later import Asking, Departing
from preau.web.mail.shown.rows import Tag
from preau.web.shell.frame import Fact, Frame, initials, tone

Standing = Literal["internal", "outside", "unverified"]


@dataclass(frozen=True)
class Person:
    name: str
    address: str
    is_outside: bool = False


@dataclass(frozen=True)
class Link:
    name: str
    url: str


@dataclass(frozen=True)
class Attachment:
    """`kind_icon` names a symbol of shell/icons.svg: file-text, image, file-spreadsheet…"""

    name: str
    kind_icon: str
    kind_label: str
    size_label: str
    url: str
    section: str
    preview_url: str | None = None
    thumbnail_url: str | None = None


@dataclass(frozen=True)
class ReceiptLine:
    """Who said that a sent message was displayed, and when; or that it was not."""

    sentence: str
    is_displayed: bool = True


@dataclass(frozen=True)
class Judge:
    """One button on its sender, who is trusted or blocked from then on."""

    url: str
    label: str
    icon: str


@dataclass(frozen=True)
class Shown:
    """One message of the reader."""

    id: str
    url: str
    who: str
    address: str
    date_label: str
    date_title: str = ""
    date_iso: str = ""
    is_outside: bool = False
    standing: Standing = "internal"
    standing_sentence: str = ""
    recipients_label: str = ""
    to: list[Person] = field(default_factory=list)
    cc: list[Person] = field(default_factory=list)
    reply_to: list[Person] = field(default_factory=list)
    preview: str = ""
    is_folded: bool = False
    is_unread: bool = False
    is_flagged: bool = False
    is_draft: bool = False
    body_url: str = ""
    text_html: str = ""
    """Safe HTML of a plain text, its last long quote in <details>; printed only when `has_html` is
    false."""
    has_html: bool = False
    is_blank: bool = False
    """It says nothing: no word, no image."""
    blocked_count: int = 0
    images_url: str = ""
    trust_url: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    zip_url: str | None = None
    detach_url: str = ""
    detach_label: str = ""
    """What its heavy files weigh; empty where they cannot be put elsewhere."""
    warnings: list[str] = field(default_factory=list)
    filed_by: list[Link] = field(default_factory=list)
    """The person's rules that handled it, as it arrived or later on."""
    filed_words: str = ""
    rule_url: str = ""
    """Where a rule is made from it, by its list or its sender."""
    subject_rule_url: str = ""
    judge: Judge | None = None
    reply_url: str = ""
    reply_all_url: str = ""
    forward_url: str = ""
    forward_attached_url: str = ""
    edit_url: str = ""
    """Where a draft is taken up again."""
    departing: Departing | None = None
    asking: Asking | None = None
    print_url: str = ""
    pdf_url: str = ""
    source_url: str = ""
    eml_url: str = ""
    folder_label: str = ""
    receipt_url: str = ""
    """Where one answers the receipt that is asked for; empty where none is, or may be."""
    receipt_asked: str = ""
    receipts: list[ReceiptLine] = field(default_factory=list)
    """Of a sent message that asked for some."""
    waits_for_receipts: bool = False

    @property
    def initials(self) -> str:
        return initials(self.who)

    @property
    def tone(self) -> int:
        return tone(self.address)


@dataclass(frozen=True)
class Reader:
    """The open message, or the conversation around it, oldest first."""

    id: str
    subject: str
    messages: list[Shown]
    tags: list[Tag] = field(default_factory=list)
    list_url: str = ""
    previous_url: str | None = None
    next_url: str | None = None
    position_label: str = ""
    actions: frozenset[str] = frozenset()
    is_unread: bool = False
    is_flagged: bool = False
    lit: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """One attachment shown in place; exactly one of image, frame (PDF) and text is filled."""

    attachment: Attachment
    back_url: str
    image_url: str = ""
    frame_url: str = ""
    text: str = ""
    facts: list[Fact] = field(default_factory=list)
    """An event or a contact, said in words instead of `text`."""
    inside: list[Link] = field(default_factory=list)
    """The files of one that holds others, to be saved."""
    frame: Frame | None = None
