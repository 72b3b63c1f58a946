"""Whether a rule may send mail on, and where to: what the académie lets people do (F-06, E-16)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.choices import ForwardingRule
from preau.academies.mail import Forwarding
from preau.academies.registry import academies
from preau.engines.forwarding import Bounds
from preau.formats.sieve.grammar import every, parse
from preau.formats.sieve.lexer import NotSieve
from preau.formats.sieve.rule import Rule, Verb
from preau.identity.models import Mailbox
from preau.kit.errors import WrongInput


def forwarding(mailbox: Mailbox) -> Forwarding:
    return academies().of(mailbox.academy).forwarding


def is_bounded(mailbox: Mailbox) -> bool:
    """Whether mail may not be sent on anywhere, as from today."""
    policy = forwarding(mailbox)
    is_in_force = policy.since is None or policy.since <= timezone.localdate()
    return is_in_force and policy.rule is not ForwardingRule.NOTICE


def may_forward(mailbox: Mailbox, address: str) -> bool:
    allowed = {str(one).lower() for one in forwarding(mailbox).domains}
    return not is_bounded(mailbox) or address.rpartition("@")[2].lower() in allowed


def bounds() -> tuple[Bounds, ...]:
    """The same, for the engines: they hold to it whoever wrote the filters."""
    return tuple(
        Bounds(one.slug, one.domains, one.forwarding.domains, one.forwarding.since)
        for one in academies().all
        if one.forwarding.rule is not ForwardingRule.NOTICE
    )


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
    for node in every(commands):
        if node.name == "redirect" and not may_forward(mailbox, node.last_text):
            raise WrongInput(refusal(mailbox))


def refusal(mailbox: Mailbox) -> str:
    policy = forwarding(mailbox)
    if policy.rule is ForwardingRule.LISTED:
        domains = ", ".join(str(one) for one in policy.domains)
        said = _("Mail may be sent on to these domains only: %(domains)s.") % {"domains": domains}
    else:
        said = _("Your académie does not let mail be sent on automatically.")
    return f"{said} {policy.reason}".strip()
