"""What the help pages print."""

from dataclasses import dataclass, field

from preau.academies.portal import Help
from preau.web.help.finding import Finding
from preau.web.help.guide import Guide
from preau.web.shell.frame import Frame


@dataclass(frozen=True)
class TopicLink:
    name: str
    want: str
    url: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True)
class HelpPage:
    """`frame` is None for who is not signed in; `lit` the words searched for, as beginnings."""

    frame: Frame | None
    academy_name: str
    accent: str
    back_url: str
    title: str
    lead: str
    topics: list[TopicLink]
    support: Help
    mail_url: str
    guide: Guide | None = None
    query: str = ""
    findings: list[Finding] = field(default_factory=list)
    lit: tuple[str, ...] = ()

    @property
    def shell(self) -> str:
        return "shell/app.html" if self.frame else "shell/visitor.html"

    @property
    def is_home(self) -> bool:
        return not any(topic.is_current for topic in self.topics)
