"""Return receipts in the reader: one asked of this person, or those that came back to them."""

from dataclasses import replace

from django.utils.translation import gettext as _

from preau.kit import moments
from preau.mail import people, receipts
from preau.mail.access import Desk
from preau.mail.actions.answering import own_addresses
from preau.mail.reading import Letter
from preau.mail.receipts import CameBack
from preau.web.mail.shown.messages import ReceiptLine, Shown

EACH_TIME = "ask"


def asked(desk: Desk, role: str, letter: Letter) -> str:
    """The question, where one is asked; "" for none."""
    if desk.account.preference.receipts != EACH_TIME or not receipts.asks(letter):
        return ""
    if not desk.may_send:
        return ""
    if receipts.asked_by(letter, own=own_addresses(desk), role=role) is None:
        return ""
    name = people.shown_name(letter.sender)
    return _("%(name)s asks to be told that you displayed this message.") % {"name": name}


def with_receipts(desk: Desk, letters: list[Letter], messages: list[Shown]) -> list[Shown]:
    """What came back for the sent messages that asked; leaves another folder open."""
    asking = {letter.uid: letter for letter in letters if receipts.asks(letter)}
    return [
        _with_own(desk, asking[uid], message) if (uid := _uid(message)) in asking else message
        for message in messages
    ]


def _uid(message: Shown) -> int:
    return int(message.id.partition("-")[2])


def _with_own(desk: Desk, letter: Letter, message: Shown) -> Shown:
    lines = [_line(one) for one in receipts.came_back(desk, letter)]
    return replace(message, receipts=lines, waits_for_receipts=not lines)


def _line(one: CameBack) -> ReceiptLine:
    said = {"reader": one.reader, "when": moments.full_label(one.at)}
    if one.disposition == "displayed":
        return ReceiptLine(_("Displayed by %(reader)s, %(when)s") % said)
    return ReceiptLine(_("Not displayed by %(reader)s, %(when)s") % said, is_displayed=False)
