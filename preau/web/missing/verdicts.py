"""Each verdict as a short title, what it means, and what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from preau.kit import moments
from preau.traces.models import Trace
from preau.traces.stories import Story, Verdict
from preau.web.missing import doers
from preau.web.missing.faces import FACES
from preau.web.missing.steps import Teller

Cause = Trace.Cause


@dataclass(frozen=True)
class Said:
    """`icon` and `level` (good, notice, warning) of its face."""

    title: str
    words: str
    advice: str = ""
    icon: str = "info"
    level: str = "notice"


def said_of(story: Story, devices: doers.Names, teller: Teller) -> Said:
    facts = facts_of(story, devices, teller)
    if story.verdict in (Verdict.REFUSED, Verdict.WAITING):
        title, words, advice = CAUSES[story.verdict][_cause(story)]
    else:
        title, words, advice = VERDICTS[story.verdict]
    if story.verdict in BY_SOMEBODY and story.decisive is None:
        words = gettext_lazy("Nothing tells any more who put it there.")
    if story.verdict == Verdict.HERE and story.standing and story.standing.is_read:
        words = gettext_lazy("It is marked as read: another device may have opened it.")
    if story.rule and story.verdict in RULED:
        words = RULED[story.verdict]
    icon, level = FACES[story.verdict]
    return Said(str(title) % facts, str(words) % facts, str(advice) % facts, icon, level)


RULED = {
    Verdict.FILED: gettext_lazy("Your rule “%(rule)s” put it there."),
    Verdict.MOVED: gettext_lazy("Your rule “%(rule)s” put it there, run on old mail, %(when)s."),
    Verdict.TRASHED: gettext_lazy("Your rule “%(rule)s” threw it away, run on old mail, %(when)s."),
    Verdict.DISCARDED: gettext_lazy("Your rule “%(rule)s” deletes such messages."),
    Verdict.REJECTED: gettext_lazy("Your rule “%(rule)s” told the sender so."),
    Verdict.FORWARDED: gettext_lazy("Your rule “%(rule)s” sent it to %(target)s."),
}
BY_SOMEBODY = (Verdict.MOVED, Verdict.TO_JUNK, Verdict.TRASHED, Verdict.HIDDEN)


def facts_of(story: Story, devices: doers.Names, teller: Teller) -> dict[str, str]:
    """What sentences may name."""
    trace, deed, standing = story.trace, story.decisive, story.standing
    where = standing.folder.name if standing else (deed.folder if deed else "")
    return {
        "folder": teller.folder(where),
        "rule": story.rule.name if story.rule else "",
        "by": doers.by(deed, devices) if deed else "",
        "when": moments.full_label(deed.at) if deed else moments.full_label(story.at),
        "target": trace.target if trace else "",
        "address": trace.address if trace else "",
    }


def _cause(story: Story) -> str:
    cause = story.trace.cause if story.trace else ""
    return cause if cause in CAUSES[story.verdict] else Cause.OTHER


Words = tuple[object, object, object]

VERDICTS: dict[Verdict, Words] = {
    Verdict.HERE: (
        gettext_lazy("It is in your inbox."),
        gettext_lazy("Nobody has opened it yet."),
        "",
    ),
    Verdict.FILED: (
        gettext_lazy("It was filed in “%(folder)s” when it arrived."),
        gettext_lazy("One of your rules put it there."),
        "",
    ),
    Verdict.MOVED: (
        gettext_lazy("It is in “%(folder)s”."),
        gettext_lazy("It was moved there %(by)s, %(when)s."),
        "",
    ),
    Verdict.JUNK: (
        gettext_lazy("It was taken for junk."),
        gettext_lazy("It arrived, and the filter put it in “%(folder)s”:"),
        gettext_lazy("If it is none, put it back: the filter learns from it."),
    ),
    Verdict.DOUBTFUL: (
        gettext_lazy("It was taken for junk."),
        gettext_lazy("You trust this sender, but nothing proved that it came from them:"),
        gettext_lazy("Before you believe it, ask the sender by another way."),
    ),
    Verdict.BLOCKED: (
        gettext_lazy("Its sender is blocked."),
        gettext_lazy("It arrived, and went to “%(folder)s” as you asked."),
        "",
    ),
    Verdict.TO_JUNK: (
        gettext_lazy("It was moved into junk."),
        gettext_lazy("It was not our filter: it was moved there %(by)s, %(when)s."),
        gettext_lazy("Mail programs often have a filter of their own, which moves messages too."),
    ),
    Verdict.TRASHED: (
        gettext_lazy("It is in the trash."),
        gettext_lazy("It was thrown away %(by)s, %(when)s."),
        "",
    ),
    Verdict.HIDDEN: (
        gettext_lazy("It is marked as deleted, and not erased yet."),
        gettext_lazy("It was marked %(by)s, %(when)s. Lists no longer show it."),
        "",
    ),
    Verdict.ERASED: (
        gettext_lazy("It was deleted for good."),
        gettext_lazy("It was deleted %(by)s, %(when)s, from “%(folder)s”."),
        gettext_lazy(
            "If you do not recognise this, look at your devices and change your password."
        ),
    ),
    Verdict.CLEANED: (
        gettext_lazy("It was erased because of its age."),
        gettext_lazy("It stood in “%(folder)s”, whose old messages are erased: %(when)s."),
        "",
    ),
    Verdict.WITH_FOLDER: (
        gettext_lazy("It went with its folder."),
        gettext_lazy(
            "The folder “%(folder)s” was deleted %(by)s, %(when)s, and this message in it."
        ),
        "",
    ),
    Verdict.GONE: (
        gettext_lazy("It arrived, and is no longer in your mailbox."),
        gettext_lazy("Nothing tells any more who took it away."),
        gettext_lazy("Ask the sender to send it again."),
    ),
    Verdict.DISCARDED: (
        gettext_lazy("One of your rules deleted it as it arrived."),
        gettext_lazy("It was kept nowhere."),
        gettext_lazy("Look at the rules that delete, then ask the sender to send it again."),
    ),
    Verdict.FORWARDED: (
        gettext_lazy("One of your rules forwarded it and kept no copy."),
        gettext_lazy("It left for %(target)s."),
        gettext_lazy("Look for it there; if you want a copy here too, change the rule."),
    ),
    Verdict.REJECTED: (
        gettext_lazy("One of your rules refused it."),
        gettext_lazy("The sender was told so by mail."),
        gettext_lazy("Look at the rules that refuse, then ask the sender to send it again."),
    ),
    Verdict.GIVEN_UP: (
        gettext_lazy("It could not be delivered in time."),
        gettext_lazy("It waited for several days, then was given back to the sender."),
        gettext_lazy("Ask the sender to send it again."),
    ),
}

AGAIN = gettext_lazy("Ask the sender to send it again.")
CAUSES: dict[Verdict, dict[str, Words]] = {
    Verdict.REFUSED: {
        Cause.FULL: (
            gettext_lazy("It was refused: your mailbox was full."),
            gettext_lazy("The sender got it back with this reason."),
            gettext_lazy("Free some space, then ask the sender to send it again."),
        ),
        Cause.SIZE: (
            gettext_lazy("It was refused: it was too large."),
            gettext_lazy("The sender got it back with this reason."),
            gettext_lazy("Ask the sender for a link, or for the files in several messages."),
        ),
        Cause.SENDER: (
            gettext_lazy("It was refused: the sender’s address is not right."),
            gettext_lazy("It does not exist, or is not theirs to write from."),
            gettext_lazy("Ask the sender to have their address checked by who runs their mail."),
        ),
        Cause.SPAM: (
            gettext_lazy("It was refused as spam."),
            gettext_lazy("It was not let in, and the sender was told. The filter’s reasons:"),
            gettext_lazy(
                "If you trust this sender, ask for it by another address, without its links."
            ),
        ),
        Cause.VIRUS: (
            gettext_lazy("It was refused: it carried a virus."),
            gettext_lazy("It was not let in, and the sender was told."),
            gettext_lazy("Tell the sender by telephone: their computer may be infected."),
        ),
        Cause.FORGED: (
            gettext_lazy("It was refused: nothing proved who sent it."),
            gettext_lazy("Its sender’s domain asks that such messages are refused."),
            gettext_lazy("Ask the sender to send it from their usual mailbox."),
        ),
        Cause.MOVED_AWAY: (
            gettext_lazy("It was written to an address you no longer have."),
            gettext_lazy("The sender was told your new address."),
            AGAIN,
        ),
        Cause.OTHER: (
            gettext_lazy("It was refused."),
            gettext_lazy("The sender got it back with the reason."),
            gettext_lazy("Ask the sender for the words of the refusal, and give them to the desk."),
        ),
    },
    Verdict.WAITING: {
        Cause.GREYLIST: (
            gettext_lazy("It is late: its server was asked to try again."),
            gettext_lazy("An unknown server is put off once. It tries again within the hour."),
            "",
        ),
        Cause.FULL: (
            gettext_lazy("It waits: your mailbox is full."),
            gettext_lazy("It comes by itself once there is room."),
            gettext_lazy("Free some space."),
        ),
        Cause.SENDER: (
            gettext_lazy("It waits: the sender’s domain does not answer."),
            gettext_lazy("Its server tries again by itself for some days."),
            gettext_lazy("If it lasts, ask the sender to have their address checked."),
        ),
        Cause.OTHER: (
            gettext_lazy("It waits: the mailboxes were busy or resting."),
            gettext_lazy("It is tried again by itself every few minutes."),
            "",
        ),
    },
}
