"""What the tests of sending later and of snoozing share."""

from datetime import datetime, timedelta

from django.utils import timezone

from tests.house.cast import Person
from tests.house.postbag import SECRET
from tests.house.visitor import Answer, Visitor
from tests.web.drafts import row

SCHEDULED, SNOOZED = "Programmés", "Reportés"


def wall(days: int = 3) -> str:
    return f"{timezone.localdate() + timedelta(days=days)}T08:00"


def write(person: Person, visitor: Visitor, **fields: str) -> str:
    draft = visitor.get(f"/mail/{person.box}/compose").location
    fields = {"format": "text", "text": f"Bonjour {SECRET}", **fields}
    assert visitor.post(draft, version="0", htmx={}, **fields).status == 200
    return draft


def schedule(visitor: Visitor, draft: str, at: str) -> Answer:
    return visitor.post(draft + "schedule", version="1", warned="1", at=at, htmx={})


def scheduled(person: Person, visitor: Visitor, to: Person, subject: str) -> str:
    draft = write(person, visitor, to=to.who, subject=f"{subject} {SECRET}")
    assert schedule(visitor, draft, wall()).status == 200
    return draft


def due(draft: str) -> datetime:
    found = row(draft).due_at
    assert found is not None
    return found


def snooze(person: Person, visitor: Visitor, ident: str, **fields: str) -> Answer:
    return visitor.post(person.path(tail="snooze"), {"id": [ident]}, **fields)
