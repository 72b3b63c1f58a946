"""One rule: its form, and what it would have done to the last messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from preau.engines.dovecot.types import Folder
from preau.filters.findings import findings
from preau.filters.rules import forwarding, is_bounded, refusal
from preau.filters.sheet import Sheet
from preau.filters.trying import Hit, Trial
from preau.formats.sieve.evaluating import Outcome
from preau.formats.sieve.rule import Rule
from preau.kit import figures, moments
from preau.mail import people, tags
from preau.mail.access import Desk
from preau.web.filters.pages import around, wording
from preau.web.filters.pages.around import BoxSheet, around_box, url
from preau.web.filters.pages.form import Form
from preau.web.filters.pages.listing import Warned, warned
from preau.web.kit.request import AccountRequest
from preau.wordings.queries import offered

MOST_SHOWN = 30


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class Affected:
    """One message, and where it would be now."""

    who: str
    subject: str
    date: str
    iso: str
    done: str


@dataclass(frozen=True)
class Tried:
    sentence: str
    messages: list[Affected]
    more: str
    warned: list[Warned]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RulePage(BoxSheet):
    """`is_ready`: filled in from a message; one gesture more saves it."""

    form: Form
    action: str
    try_url: str
    back_url: str
    stamp: str
    groups: list[tuple[str, list[tuple[str, str]]]]
    known: frozenset[str]
    odd: dict[str, str]
    without_value: str
    folders: list[Option]
    tags: list[Option]
    wordings: list[Option]
    may_forward: bool
    forward_words: str
    error: str = ""
    must_be_sure: bool = False
    is_ready: bool = False
    tried: Tried | None = None
    rest: str = ""


def _named(form: Form) -> str:
    return _("Rule “%(name)s”") % {"name": form.name} if form.name else _("New rule")


def rule_page(
    request: AccountRequest,
    desk: Desk,
    form: Form,
    *,
    stamp: str,
    error: str = "",
    must_be_sure: bool = False,
    is_ready: bool = False,
    tried: Tried | None = None,
) -> RulePage:
    box, folders = desk.mailbox.slug, around.targets(desk)
    policy, is_bound = forwarding(desk.mailbox), is_bounded(desk.mailbox)
    return RulePage(
        **around_box(
            request, desk, _("When a message comes, and what is then done with it."), _named(form)
        ),
        form=form,
        action=url("rule", box, ident=form.ident),
        try_url=url("try", box, ident=form.ident),
        back_url=url("rules", box),
        stamp=stamp,
        groups=wording.choices(),
        known=frozenset(wording.words()),
        odd={line.choice: wording.said(line.choice) for line in form.lines},
        without_value=" ".join(sorted(wording.WITHOUT_VALUE)),
        folders=[Option(f.name, wording.folder_title(f.name, folders)) for f in folders],
        tags=[Option(tag.key, tag.name) for tag in tags.usual()],
        wordings=[Option(str(one.pk), one.name) for one in offered(desk.mailbox, desk.account)],
        may_forward=not is_bound or bool(policy.domains),
        forward_words=refusal(desk.mailbox) if is_bound else str(policy.reason),
        error=error,
        must_be_sure=must_be_sure,
        is_ready=is_ready,
        tried=tried,
        rest=wording.both([wording.action(one, folders) for one in form.rest]) if form.rest else "",
    )


def tried(desk: Desk, sheet: Sheet, rule: Rule, trial: Trial) -> Tried:
    folders = around.targets(desk)
    rules = with_rule(sheet, rule)
    found = findings(rules, around.ground(desk, *(action.value for action in rule.actions)))
    mine = [warned(one, folders) for one in found if one.ident == rule.ident]
    count, hits = len(trial.hits), trial.hits
    rest = count - MOST_SHOWN
    return Tried(
        sentence=_sentence(count, trial.looked_at),
        messages=[_affected(hit, folders) for hit in hits[:MOST_SHOWN]],
        more=ngettext("and %(n)s other message", "and %(n)s other messages", rest)
        % {"n": figures.whole(rest)}
        if rest > 0
        else "",
        warned=mine,
        note=""
        if all(isinstance(item, Rule) for item in sheet.script.items)
        else _("What was written in another program is not taken into account here."),
    )


def with_rule(sheet: Sheet, rule: Rule) -> list[Rule]:
    """The rules as they would be once this one is saved."""
    rules = list(sheet.script.rules)
    if any(one.ident == rule.ident for one in rules):
        return [rule if one.ident == rule.ident else one for one in rules]
    return [*rules, rule]


def hides(tried_rule: Tried) -> bool:
    return any(one.level == "danger" for one in tried_rule.warned)


def _sentence(count: int, looked_at: int) -> str:
    words = {"n": figures.whole(count), "total": figures.whole(looked_at)}
    if not looked_at:
        return _("The inbox is empty: there is nothing to try this rule on.")
    if not count:
        return _("None of the last %(total)s messages of the inbox is concerned.") % words
    return (
        ngettext(
            "%(n)s of the last %(total)s messages of the inbox is concerned:",
            "%(n)s of the last %(total)s messages of the inbox are concerned:",
            count,
        )
        % words
    )


def _affected(hit: Hit, folders: Sequence[Folder]) -> Affected:
    letter = hit.message.letter
    arrived: datetime = letter.whole.arrived
    return Affected(
        people.shown_name(letter.sender),
        letter.subject or _("(no subject)"),
        moments.short_label(arrived),
        moments.iso(arrived),
        where(hit.outcome, folders),
    )


def where(outcome: Outcome, folders: Sequence[Folder]) -> str:
    """In a few words; the rule's own sentence says the rest."""
    if outcome.is_rejected:
        return _("sent back")
    if outcome.is_lost:
        return _("deleted")
    named = [wording.folder_title(name, folders) for name in outcome.folders]
    if outcome.stays:
        named.insert(0, wording.folder_title("INBOX", folders))
    return ", ".join(named)
