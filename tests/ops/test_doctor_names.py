"""What the DNS says, compared with what it should: the answers are given here, nobody is asked."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings

from preau.academies.registry import academies
from preau.ops.doctor import names
from preau.ops.doctor.finding import Finding, Level

DOMAIN = "ac-poitiers.fr"
HOST = "mail.exemple.fr"
ENTRANCES = tuple(f"{one}.ac-poitiers.fr" for one in ("messagerie", "bal", "webmail"))
Zone = dict[tuple[str, str], list[str]]
Ask = Callable[..., list[Finding]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Zone], list[tuple[str, str]]]:
    """Level and words of one question put to a zone."""
    monkeypatch.setattr(settings, "MAIL_HOST", HOST)
    academy = academies().by_slug("poitiers")

    def ask(question: str, zone: Zone) -> list[tuple[str, str]]:
        monkeypatch.setattr(names, "look_up", lambda name, kind: zone.get((name, kind), []))
        made = SimpleNamespace(rspamd=None)
        found = getattr(names, question)(made, academy, DOMAIN)
        return [(one.level.value, one.words) for one in found]

    return ask


CASES: list[tuple[str, Zone, list[tuple[str, str]]]] = [
    ("mx", {(DOMAIN, "MX"): ["10 mail.exemple.fr."]}, [("well", HOST)]),
    ("mx", {(DOMAIN, "MX"): ["5 ailleurs.fr."]}, [("wrong", "leads to ailleurs.fr.")]),
    ("mx", {}, [("wrong", "is missing.")]),
    ("spf", {(DOMAIN, "TXT"): ["v=spf1 mx -all"]}, [("well", "v=spf1 mx -all")]),
    ("spf", {(DOMAIN, "TXT"): ["v=spf10 mx", "autre"]}, [("wrong", "is missing.")]),
    (
        "spf",
        {(DOMAIN, "TXT"): ["v=spf1 -all", "v=spf1 mx -all"]},
        [("wrong", "has several records: none counts (RFC 7208).")],
    ),
    (
        "spf",
        {(DOMAIN, "TXT"): ["v=spf1 include:relais.fr -all"]},
        [("note", "does not name us itself: v=spf1 include:relais.fr -all")],
    ),
    ("dmarc", {(f"_dmarc.{DOMAIN}", "TXT"): ["v=DMARC1; p=none"]}, [("well", "v=DMARC1; p=none")]),
    ("dmarc", {}, [("wrong", "is missing.")]),
    (
        "services",
        {
            ("_imaps._tcp.ac-poitiers.fr.", "SRV"): ["0 1 993 messagerie.ac-poitiers.fr."],
            ("_submissions._tcp.ac-poitiers.fr.", "SRV"): ["0 1 465 messagerie.ac-poitiers.fr."],
        },
        [
            ("wrong", "_sieve is missing."),
            ("wrong", "_autodiscover is missing."),
            ("wrong", "_submission is missing."),
        ],
    ),
    (
        "set_up",
        {
            ("autoconfig.ac-poitiers.fr.", "CNAME"): ["messagerie.ac-poitiers.fr."],
            ("autodiscover.ac-poitiers.fr.", "A"): ["192.0.2.7"],
            ("messagerie.ac-poitiers.fr", "A"): ["192.0.2.7", "192.0.2.8"],
        },
        [("well", "Thunderbird and Outlook find their settings")],
    ),
    (
        "set_up",
        {("autoconfig.ac-poitiers.fr.", "CNAME"): ["ailleurs.fr."]},
        [
            ("note", "autoconfig does not lead to messagerie.ac-poitiers.fr."),
            ("note", "autodiscover does not lead to messagerie.ac-poitiers.fr."),
        ],
    ),
    (
        "entrances",
        {(host, "A"): ["192.0.2.7"] for host in ENTRANCES},
        [("well", ", ".join(ENTRANCES))],
    ),
    (
        "entrances",
        {(host, "AAAA"): ["2001:db8::7"] for host in ENTRANCES[1:]},
        [("wrong", f"{ENTRANCES[0]} has no address.")],
    ),
]


def test_entrances_are_asked_about_once_an_academie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "look_up", lambda _name, _kind: [])
    academy = academies().by_slug("poitiers")
    assert list(names.entrances(None, academy, "autre.fr")) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "zone", "expected"), CASES)
def test_a_record_is_compared_with_what_it_should_be(
    told: Callable[[str, Zone], list[tuple[str, str]]],
    question: str,
    zone: Zone,
    expected: list[tuple[str, str]],
) -> None:
    assert told(question, zone) == expected


def test_a_missing_record_comes_with_the_line_to_publish(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "MAIL_HOST", HOST)
    monkeypatch.setattr(names, "look_up", lambda _name, _kind: [])
    academy = academies().by_slug("poitiers")
    (found,) = names.mx(None, academy, DOMAIN)  # type: ignore[arg-type]
    assert found.mend == ("Publish  ac-poitiers.fr. IN MX 10 mail.exemple.fr.",)


def test_a_relay_is_named_in_what_spf_should_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "RELAY", "[smtp.relais.fr]:587")
    assert names.wanted_spf(DOMAIN) == 'ac-poitiers.fr. IN TXT "v=spf1 mx a:smtp.relais.fr -all"'


def test_a_domain_of_the_demo_is_never_wrong() -> None:
    found = [names.missing(f"{DOMAIN} MX", "is missing.", "…")]
    assert names.in_demo(DOMAIN, found).level == Level.NOTE


def test_a_resolver_that_knows_no_root_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "look_up", lambda _name, _kind: [])
    (found,) = names.names(None)  # type: ignore[arg-type]
    assert (found.level, found.words) == (
        Level.NOTE,
        "no resolver answers here: the records could not be asked.",
    )


def test_a_key_is_compared_without_its_spaces() -> None:
    assert names.public_key("v=DKIM1; k=rsa; p=AB CD") == names.public_key("v=DKIM1;p=ABCD")
