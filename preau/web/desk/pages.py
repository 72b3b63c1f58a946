"""What the desk's public pages show."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from preau.kit import moments
from preau.support.actions.asking import Asked
from preau.support.models import DeskRequest
from preau.support.subjects import subjects


@dataclass
class AskPage:
    """The form as it was filled."""

    asked: Asked = field(default_factory=lambda: Asked(DeskRequest.Subject.ACCESS, "", ""))
    error: str = ""
    subjects: dict[str, str] = field(default_factory=subjects)

    @classmethod
    def about(cls, request: HttpRequest) -> "AskPage":
        """As a link of ours opens it: with its subject, and who is signed in."""
        subject = request.GET.get("subject", "")
        if subject not in DeskRequest.Subject.values:
            return cls()
        account = getattr(request, "account", None)
        name, address = (account.name, account.address) if account else ("", "")
        return cls(Asked(subject, name, address))

    @classmethod
    def of(cls, request: HttpRequest) -> "AskPage":
        typed = request.POST
        return cls(
            Asked(
                subject=typed.get("subject", ""),
                name=typed.get("name", ""),
                contact=typed.get("contact", ""),
                school=typed.get("school", ""),
                words=typed.get("words", ""),
                browser=request.headers.get("User-Agent", ""),
            )
        )


@dataclass(frozen=True)
class StandingPage:
    """How far a request is: nothing of what was written in it."""

    reference: str
    moment: str
    sentence: str
    answer: str

    @classmethod
    def of(cls, request: DeskRequest) -> "StandingPage":
        return cls(
            request.reference,
            moments.full_label(request.made_at),
            SENTENCES[DeskRequest.State(request.state)](),
            request.answer,
        )


SENTENCES = {
    DeskRequest.State.OPEN: lambda: _("It waits at the help desk."),
    DeskRequest.State.TAKEN: lambda: _("Somebody at the help desk has it in hand."),
    DeskRequest.State.CLOSED: lambda: _("It was answered."),
}
