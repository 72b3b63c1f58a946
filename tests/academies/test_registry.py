import pytest

from preau.academies.academy import Academy
from preau.academies.choices import ForwardingRule, Security
from preau.academies.colour import AA, DARK_SURFACES, WHITE, contrast, hue_and_chroma
from preau.academies.mail import MB, Server
from preau.academies.portal import Desk
from preau.academies.registry import Academies, academies, load
from tests.academies.conftest import OURS


@pytest.fixture(scope="module")
def ours() -> Academies:
    return load(OURS)


def _of(ours: Academies, slug: str) -> Academy:
    academy = ours.by_slug(slug)
    assert academy is not None
    return academy


@pytest.mark.parametrize(
    ("host", "slug"),
    [
        ("bal.ac-poitiers.fr", "poitiers"),
        ("messagerie.ac-poitiers.fr", "poitiers"),
        ("webmail.ac-montpellier.fr", "montpellier"),
        ("portail.ac-amiens.fr", "amiens"),
        ("webmail.ac-paris.fr", "paris"),
        ("paris.localhost:8080", "paris"),
        ("PARIS.localhost.", "paris"),
        ("paris.localhost.:8080", "paris"),
        ("paris.localhost:", "paris"),
        (" paris.localhost", "paris"),
    ],
)
def test_the_host_name_asked_for_chooses_the_academie(
    ours: Academies, host: str, slug: str
) -> None:
    assert ours.by_host(host) == _of(ours, slug)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        ".",
        ":8080",
        "[::1]:8080",
        "ac-poitiers.fr.example.com",
        "paris.localhost..",
        "paris.localhost:80:80",
        "x.paris.localhost",
        "paris.localhost@ac-amiens.fr",
    ],
)
def test_another_host_name_chooses_none(ours: Academies, host: str) -> None:
    assert ours.by_host(host) is None


def test_a_mail_domain_has_its_academie(ours: Academies) -> None:
    assert ours.by_domain("AC-Paris.fr") == _of(ours, "paris")
    assert ours.by_domain("example.com") is None
    assert ours.domains == ("ac-amiens.fr", "ac-montpellier.fr", "ac-paris.fr", "ac-poitiers.fr")


def test_an_unknown_slug_has_none(ours: Academies) -> None:
    assert ours.by_slug("toulouse") is None


def test_the_installation_loads_its_folder_once() -> None:
    assert academies() is academies()
    assert [a.slug for a in academies().all] == ["amiens", "montpellier", "paris", "poitiers"]


@pytest.mark.parametrize(
    ("slug", "kind", "room"),
    [
        ("poitiers", "person", 200 * MB),
        ("poitiers", "school", 500 * MB),
        ("poitiers", "service", 500 * MB),
        ("paris", "person", 50 * MB),
    ],
)
def test_the_room_of_a_box_is_the_one_of_the_guides(
    ours: Academies, slug: str, kind: str, room: int
) -> None:
    assert _of(ours, slug).quotas.bytes_for(kind) == room


def test_the_four_academies_cover_the_three_zones(ours: Academies) -> None:
    assert {a.slug: a.zone for a in ours.all} == {
        "amiens": "B",
        "montpellier": "C",
        "paris": "C",
        "poitiers": "A",
    }


def test_the_help_lines_are_those_of_the_guides(ours: Academies) -> None:
    poitiers, paris = _of(ours, "poitiers").help, _of(ours, "paris").help
    assert (poitiers.phone, poitiers.mail) == ("05 16 52 66 86", "assistance@ac-poitiers.fr")
    assert (paris.phone, paris.desk) == (
        "01 44 62 40 40",
        Desk("12, boulevard d’Indochine, 75019 Paris", "du lundi au vendredi, de 9 h à 17 h"),
    )


def test_montpellier_publishes_its_incoming_server(ours: Academies) -> None:
    server = Server("webmail.ac-montpellier.fr", 993, Security.TLS)
    assert _of(ours, "montpellier").clients.imap == server


def test_poitiers_forbids_forwarding_since_december_2024(ours: Academies) -> None:
    forwarding = _of(ours, "poitiers").forwarding
    assert (forwarding.rule, str(forwarding.since)) == (ForwardingRule.FORBIDDEN, "2024-12-16")


def test_every_accent_is_its_own_and_readable_in_both_themes(ours: Academies) -> None:
    looks = [a.look for a in ours.all]
    assert len({look.accent for look in looks} | {look.accent_dark for look in looks}) == 8
    assert [look for look in looks if contrast(look.accent, WHITE) < AA] == []
    dark = [
        (look, s) for look in looks for s in DARK_SURFACES if contrast(look.accent_dark, s) < AA
    ]
    assert dark == []


def test_every_academie_has_its_demo_host(ours: Academies) -> None:
    assert [a.demo_host for a in ours.all] == [f"{a.slug}.localhost" for a in ours.all]


def test_attachments_that_fit_weigh_less_than_the_message(ours: Academies) -> None:
    limits = _of(ours, "poitiers").limits
    encoded = -(-limits.attachments_bytes // 57) * 78
    assert limits.message_bytes == 45 * MB
    assert limits.message_bytes - encoded >= 200 * 1024
    assert limits.attachments_bytes // MB == 32


def test_contrast_is_the_one_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert round(contrast("#ffffff", "#ffffff"), 2) == 1


@pytest.mark.parametrize(
    ("colour", "hue", "chroma"),
    [("#ff0000", 29.2, 0.258), ("#0000ff", 264.1, 0.313), ("#00ff00", 142.5, 0.295)],
)
def test_hue_and_chroma_are_those_of_oklch(colour: str, hue: float, chroma: float) -> None:
    found = hue_and_chroma(colour)
    assert (round(found[0], 1), round(found[1], 3)) == (hue, chroma)


def test_a_grey_has_no_strength() -> None:
    assert round(hue_and_chroma("#777777")[1], 3) == 0


def test_the_accents_are_far_apart_in_hue(ours: Academies) -> None:
    assert {a.slug: round(a.look.hue) for a in ours.all} == {
        "amiens": 155,
        "montpellier": 36,
        "paris": 268,
        "poitiers": 207,
    }
