"""The answer to "why did I not receive it?", for one mailbox that is lent."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from preau.grace.queries import waiting_of
from preau.identity.models import Mailbox
from preau.mail.access import Desk
from preau.traces.culprits import Rules
from preau.traces.keys import message_key
from preau.traces.misaddressed import was_misaddressed
from preau.traces.models import Deed, Trace, began_at
from preau.traces.opinions import Opinions
from preau.traces.questions import Question
from preau.traces.standing import Standing, kept_of, standing_between
from preau.traces.stories import FOLDER_KINDS, Story, Verdict, tell

State = Trace.State
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
    told = [(one, story) for one, story in told if asked.is_near(story.at)]
    told.sort(key=lambda pair: pair[1].at, reverse=True)
    fitting = [story for one, story in told if asked.words and one.fits(asked)]
    missing = [] if fitting else [story for _, story in told if not story.is_in_inbox]
    stories, others = (fitting, missing) if asked.words else (missing, [])
    return Answer(
        _completed(desk, stories[:MOST]),
        others=_completed(desk, others[:MOST]),
        is_misaddressed=bool(asked.words) and not fitting and was_misaddressed(desk.mailbox, asked),
        known_since=known_since(),
    )


def _completed(desk: Desk, stories: Sequence[Story]) -> list[Story]:
    """With what costs a question each: of those alone that are told."""
    rules, waiting, opinions = Rules(desk), Waiting(desk.mailbox), Opinions(desk)
    settled = [waiting.settled(story) for story in stories]
    explained = [replace(one, rule=rules.culprit(one)) for one in settled]
    return [_with_kept(desk, opinions.settled(one)) for one in explained]


class Waiting:
    """What waits for room, read once and only when a story wants it."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    def settled(self, story: Story) -> Story:
        """What waits until there is room or its days are over, and is there no more, was given
        back."""
        trace = story.trace
        if story.verdict != Verdict.WAITING or trace is None or trace.cause != Trace.Cause.FULL:
            return story
        if not trace.message or trace.message in self._keys:
            return story
        return replace(story, verdict=Verdict.GIVEN_UP)

    @cached_property
    def _keys(self) -> set[str]:
        return {message_key(one.about.message_id) for one in waiting_of(self._mailbox)}


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
    put_off = {one.sender for one in rows if _is_nameless_try(one)}
    if not put_off:
        return rows
    came = Trace.objects.filter(mailbox=desk.mailbox, state=State.STORED, sender__in=put_off)
    arrived = list(came.values_list("sender", "at"))
    return [one for one in rows if not (_is_nameless_try(one) and _came(one, arrived))]


def _came(tried: Trace, arrived: Iterable[tuple[str, datetime]]) -> bool:
    until = tried.last_at + TRIES_FOR
    return any(who == tried.sender and tried.at <= at <= until for who, at in arrived)


def _is_nameless_try(trace: Trace) -> bool:
    return trace.state == State.WAITING and not trace.message


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
