"""The answer to "why did I not receive it?", for one mailbox that is lent."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from preau.grace.queries import waiting_of
from preau.mail.access import Desk
from preau.traces.culprits import Rules
from preau.traces.keys import message_key
from preau.traces.misaddressed import was_misaddressed
from preau.traces.models import Deed, Trace, began_at
from preau.traces.questions import Question
from preau.traces.standing import Standing, kept_of, standing_between
from preau.traces.stories import FOLDER_KINDS, Story, Verdict, tell

MOST = 30
ERASED_VERDICTS = (Verdict.ERASED, Verdict.CLEANED, Verdict.WITH_FOLDER)
# Who is put off tries again for days; then a message that came meanwhile is the same one.
TRIES_FOR = timedelta(days=5)


@dataclass(frozen=True)
class Answer:
    """`stories` fit what was asked, newest first; where none does, `others` are what came then and
    is not in the inbox. `known_since`: nothing is known of what came before."""

    stories: list[Story]
    others: list[Story] = field(default_factory=list)
    is_misaddressed: bool = False
    known_since: datetime | None = None


@dataclass
class _Message:
    """What is known of one."""

    standing: list[Standing] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)

    def fits(self, asked: Question) -> bool:
        texts = [one.text for one in self.standing] or [""]
        senders = " ".join(trace.sender for trace in self.traces)
        return any(asked.asks_for(f"{text} {senders}") for text in texts)


def answer(desk: Desk, asked: Question) -> Answer:
    messages = _messages(desk, asked)
    deeds = _deeds(desk, messages)
    told = [(one, _story(key, one, deeds)) for key, one in messages.items()]
    rules = Rules(desk)
    told = [(one, _completed(desk, story, rules)) for one, story in told]
    told = [(one, story) for one, story in told if asked.is_near(story.at)]
    told.sort(key=lambda pair: pair[1].at, reverse=True)
    missing = [story for _, story in told if not story.is_in_inbox]
    if not asked.words:
        return Answer(missing[:MOST], known_since=known_since())
    fitting = [story for one, story in told if one.fits(asked)]
    return Answer(
        fitting[:MOST],
        others=[] if fitting else missing[:MOST],
        is_misaddressed=not fitting and was_misaddressed(desk.mailbox, asked),
        known_since=known_since(),
    )


def _completed(desk: Desk, story: Story, rules: Rules) -> Story:
    if story.verdict == Verdict.WAITING and not _still_waits(desk, story):
        return replace(story, verdict=Verdict.GIVEN_UP)
    return _with_kept(desk, replace(story, rule=rules.culprit(story)))


def _still_waits(desk: Desk, story: Story) -> bool:
    """For room, where it is kept until there is some or its days are over."""
    trace = story.trace
    if trace is None or trace.cause != Trace.Cause.FULL or not trace.message:
        return True
    waiting = waiting_of(desk.mailbox)
    return any(message_key(one.about.message_id) == trace.message for one in waiting)


def _with_kept(desk: Desk, story: Story) -> Story:
    """Where one button can bring it back."""
    if story.verdict not in ERASED_VERDICTS or story.decisive is None or story.trace is None:
        return story
    folder, key = story.decisive.folder, story.trace.message
    return replace(story, kept=kept_of(desk, folder, key, story.trace.at))


def known_since() -> datetime | None:
    """None when nothing was ever noted."""
    began = began_at()
    oldest = timezone.now() - timedelta(days=settings.TRACES_DAYS)
    return max(began, oldest) if began else None


def _messages(desk: Desk, asked: Question) -> dict[str, _Message]:
    """By key; what has none stands for itself."""
    found: dict[str, _Message] = defaultdict(_Message)
    for one in standing_between(desk, asked.since, asked.until):
        found[one.key or f"{one.folder.key} {one.uid}"].standing.append(one)
    rows = Trace.objects.filter(mailbox=desk.mailbox, at__range=(asked.since, asked.until))
    for trace in _without_tries(desk, rows.order_by("at", "pk")):
        found[trace.message or f"trace {trace.pk}"].traces.append(trace)
    return found


def _without_tries(desk: Desk, traces: Iterable[Trace]) -> list[Trace]:
    """A sender put off at the door gave no name of its message: what came from it later is that."""
    rows = list(traces)
    if not any(_is_nameless_try(one) for one in rows):
        return rows
    came = Trace.objects.filter(mailbox=desk.mailbox, state=Trace.State.STORED)
    arrived = list(came.values_list("sender", "at"))
    return [
        one
        for one in rows
        if not (
            _is_nameless_try(one)
            and any(
                who == one.sender and one.at <= at <= one.last_at + TRIES_FOR for who, at in arrived
            )
        )
    ]


def _is_nameless_try(trace: Trace) -> bool:
    return trace.state == Trace.State.WAITING and not trace.message


def _deeds(desk: Desk, messages: dict[str, _Message]) -> dict[str, list[Deed]]:
    """By message, oldest first; "" holds what was done to folders."""
    mine = Deed.objects.filter(mailbox=desk.mailbox).order_by("at", "pk")
    by_message: dict[str, list[Deed]] = defaultdict(list)
    keys = list(messages)
    for start in range(0, len(keys), 500):
        for deed in mine.filter(message__in=keys[start : start + 500]):
            by_message[deed.message].append(deed)
    by_message[""] = list(mine.filter(kind__in=FOLDER_KINDS))
    return by_message


def _story(key: str, one: _Message, deeds: dict[str, list[Deed]]) -> Story:
    begun = min([trace.at for trace in one.traces] + [each.arrived for each in one.standing])
    folders = [deed for deed in deeds[""] if deed.at >= begun]
    own = deeds.get(key, []) if key else []
    return tell(one.standing, one.traces, sorted([*own, *folders], key=_order))


def _order(deed: Deed) -> tuple[datetime, int]:
    return deed.at, deed.pk
