"""Whether a rule may send mail on, and where to: what the académie lets people do (F-06, E-16)."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from preau.academies.choices import ForwardingRule
from preau.academies.mail import Forwarding
from preau.academies.registry import academies
from preau.formats.sieve.grammar import Node, parse
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.rule import Rule, Verb
from preau.identity.models import Mailbox
from preau.kit.errors import WrongInput


def forwarding(mailbox: Mailbox) -> Forwarding:
    return academies().of(mailbox.academy).forwarding


def may_forward(mailbox: Mailbox, address: str) -> bool:
    policy = forwarding(mailbox)
    if policy.rule is ForwardingRule.LISTED:
        return address.rpartition("@")[2].lower() in {str(one).lower() for one in policy.domains}
    return policy.rule is ForwardingRule.NOTICE


def check_forwards(mailbox: Mailbox, rule: Rule) -> None:
    """Raises WrongInput with the académie's own reason."""
    for action in rule.actions:
        if action.verb is Verb.FORWARD and not may_forward(mailbox, action.value):
            raise WrongInput(refusal(mailbox))


def check_text(mailbox: Mailbox, text: str) -> None:
    """The same of a script written by hand; what is no Sieve is for Pigeonhole to refuse."""
    try:
        commands = parse(text)
    except NotSieve:
        return
    for address in _forwards(commands):
        if not may_forward(mailbox, address):
            raise WrongInput(refusal(mailbox))


def _forwards(commands: Iterable[Node]) -> Iterator[str]:
    for node in commands:
        if node.name == "redirect":
            yield next((one for one in reversed(node.arguments) if isinstance(one, str)), "")
        yield from _forwards(node.block or ())


def refusal(mailbox: Mailbox) -> str:
    policy = forwarding(mailbox)
    if policy.rule is ForwardingRule.LISTED:
        domains = ", ".join(str(one) for one in policy.domains)
        said = _("Mail may be sent on to these domains only: %(domains)s.") % {"domains": domains}
    else:
        said = _("Your académie does not let mail be sent on automatically.")
    return f"{said} {policy.reason}".strip()
