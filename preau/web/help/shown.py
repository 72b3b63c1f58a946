"""What the help pages print."""

from dataclasses import dataclass, field

from preau.academies.portal import Help
from preau.web.help.finding import Finding
from preau.web.help.guide import Guide
from preau.web.shell.open_page import OpenPage


@dataclass(frozen=True)
class TopicLink:
    name: str
    want: str
    url: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class HelpPage(OpenPage):
    """`lit`: the words searched for, as beginnings."""

    back_url: str
    lead: str
    topics: list[TopicLink]
    mail_url: str
    guide: Guide | None = None
    query: str = ""
    findings: list[Finding] = field(default_factory=list)
    lit: tuple[str, ...] = ()

    @property
    def support(self) -> Help:
        return self.academy.help

    @property
    def is_home(self) -> bool:
        return not any(topic.is_current for topic in self.topics)
