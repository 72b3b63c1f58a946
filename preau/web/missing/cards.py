"""One story as a card: what happened, why, what can be done about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from preau.kit import moments
from preau.mail.access import Desk
from preau.mail.letters import is_address
from preau.traces.models import Trace
from preau.traces.standing import Standing
from preau.traces.stories import Story, Verdict
from preau.web.missing import doers
from preau.web.missing.reasons import reasons
from preau.web.missing.shown import Card, Link, Repair
from preau.web.missing.steps import Teller
from preau.web.missing.verdicts import said_of

Cause = Trace.Cause
BY_A_RULE = (Verdict.FILED, Verdict.DISCARDED, Verdict.FORWARDED, Verdict.REJECTED)
REASONED = (Verdict.JUNK, Verdict.DOUBTFUL, Verdict.REFUSED)


@dataclass(frozen=True)
class Maker:
    """Makes the cards of one mailbox."""

    box: str
    devices: doers.Names
    teller: Teller

    @classmethod
    def of(cls, desk: Desk) -> "Maker":
        devices = doers.names_of(desk.mailbox)
        folders = {folder.name: folder for folder in desk.folders()}
        return cls(desk.mailbox.slug, devices, Teller(folders, devices))

    def card(self, story: Story) -> Card:
        standing = story.standing or story.kept
        said, steps = said_of(story, self.devices, self.teller), self.teller.steps(story)
        return Card(
            said=said,
            who=_who(story),
            subject=standing.subject if standing else "",
            moment=moments.full_label(story.at),
            iso=moments.iso(story.at),
            reasons=_reasons(story),
            steps=steps,
            repairs=_repairs(story),
            links=self._links(story),
            folder=_place(standing) if standing else "",
            message=standing.mark if standing else "",
            rule=story.rule.ident if story.rule else "",
            words_for_desk="\n".join(
                [said.title, *(f"{step.moment}: {step.sentence}" for step in steps)]
            ),
        )

    def _links(self, story: Story) -> list[Link]:
        return [*self._to_message(story), *self._to_rules(story), *self._to_causes(story)]

    def _to_message(self, story: Story) -> Iterator[Link]:
        if story.standing and not story.standing.is_hidden:
            place, mark = _place(story.standing), story.standing.mark
            yield Link(_("Open it"), f"/mail/{self.box}/{place}/m/{mark}/", "mail-open")

    def _to_rules(self, story: Story) -> Iterator[Link]:
        if story.rule:
            url = reverse("filters:rule", args=[self.box, story.rule.ident])
            yield Link(_("Open the rule"), url, "sliders-horizontal")
        elif story.verdict in BY_A_RULE:
            url = reverse("filters:rules", args=[self.box])
            yield Link(_("My rules"), url, "sliders-horizontal")

    def _to_causes(self, story: Story) -> Iterator[Link]:
        if story.verdict in (Verdict.BLOCKED, Verdict.DOUBTFUL):
            url = reverse("settings:box_senders", args=[self.box])
            yield Link(_("Trusted and blocked senders"), url, "shield-check")
        if story.trace and story.trace.cause == Cause.FULL:
            url = reverse("space:overview", args=[self.box])
            yield Link(_("Free some space"), url, "hard-drive")
        if story.verdict in (Verdict.ERASED, Verdict.WITH_FOLDER, Verdict.TO_JUNK):
            yield Link(_("My devices"), reverse("settings:devices"), "monitor-smartphone")


def _place(standing: Standing) -> str:
    """By its key, or by the name of what Dovecot keeps of it."""
    return standing.folder.role or standing.folder.key or standing.folder.name


def _who(story: Story) -> str:
    """As the message says, or as its envelope did."""
    if standing := story.standing or story.kept:
        return standing.sender or standing.address
    return story.trace.sender if story.trace else ""


def _reasons(story: Story) -> list[str]:
    trace = story.trace
    if trace is None or story.verdict not in REASONED:
        return []
    is_spam = story.verdict != Verdict.REFUSED or trace.cause in (Cause.SPAM, Cause.FORGED)
    return reasons(trace.symbols) if is_spam else []


def _repairs(story: Story) -> list[Repair]:
    """The first is the one to press."""
    rule_off = [Repair("rule_off", _("Switch the rule off"), "x")] if story.rule else []
    return [*_of_message(story), *rule_off]


def _of_message(story: Story) -> list[Repair]:
    match story.verdict:
        case Verdict.JUNK if story.standing and is_address(story.standing.address):
            return [
                _not_junk(),
                Repair("trust", _("And trust this sender from now on"), "shield-check"),
            ]
        case Verdict.JUNK | Verdict.TO_JUNK | Verdict.DOUBTFUL:
            return [_not_junk()]
        case Verdict.BLOCKED:
            return [Repair("unblock", _("Put it in my inbox, and block no more"), "inbox")]
        case Verdict.FILED | Verdict.MOVED | Verdict.TRASHED:
            return [Repair("inbox", _("Put it in my inbox"), "inbox")]
        case Verdict.HIDDEN:
            return [Repair("show", _("Show it again"), "eye")]
        case _ if story.kept:
            return [Repair("restore", _("Take it back into my inbox"), "undo-2")]
    return []


def _not_junk() -> Repair:
    return Repair("not_junk", _("Not junk: put it in my inbox"), "inbox")
