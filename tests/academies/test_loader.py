"""A wrong file is refused with file, line and reason."""

from pathlib import Path

import pytest

from preau.academies.loader import WrongAcademy, load_folder
from tests.academies.conftest import OURS, Change, Folder

# (what is changed in Poitiers' file, a text of the line that is blamed, the reason)
WRONG: dict[str, tuple[Change, str, str]] = {
    "syntax": (
        ("person = 200", "person = 200 MB"),
        "person = 200 MB",
        "this is not TOML: Expected newline or end of document after a statement.",
    ),
    "a text never closed": (
        ('name = "Académie de Poitiers"', 'name = "Académie de Poitiers'),
        'name = "Académie de Poitiers',
        "this is not TOML: Illegal character '\\n'.",
    ),
    "a key twice": (
        ("school = 500", "person = 3\nschool = 500"),
        "person = 3",
        "this is not TOML: Cannot overwrite a value.",
    ),
    "unknown key": (
        ("person = 200", "persons = 200"),
        "persons = 200",
        "“quotas.persons” is not known; here one writes person, school, service, files.",
    ),
    "unknown table": (
        ("[identifiers]", "[identities]"),
        "[identities]",
        (
            "“identities” is not known; here one writes slug, name, short_name, zone, domains, "
            "entrances, quotas, limits, identifiers, addresses, help, clients, look, passwords, "
            "factors, forwarding, charter, staff, signature, mailings, hours, links, grace, growth, keeping, "
            "suggested_folders, services, "
            "networks, old_paths."
        ),
    ),
    "missing key": (
        ("person = 200", "# person"),
        "[quotas]",
        "“quotas.person” is missing.",
    ),
    "missing key of the file": (
        ('zone = "A"', '# zone = "A"'),
        "# Académie de Poitiers.",
        "“zone” is missing.",
    ),
    "missing key in one table of a list": (
        ('name = "Boîtes fonctionnelles"\nopens', "opens"),
        "[[entrances]] # S1: functional boxes",
        "“entrances[2].name” is missing.",
    ),
    "text for a number": (
        ("person = 200", 'person = "200"'),
        'person = "200"',
        "“quotas.person” must be a whole number; “200” is not.",
    ),
    "true for a number": (
        ("person = 200", "person = true"),
        "person = true",
        "“quotas.person” must be a whole number; true is not.",
    ),
    "number for true": (
        ("upper = true", "upper = 1"),
        "upper = 1",
        "“passwords.upper” must be true or false; 1 is not.",
    ),
    "a moment for a day": (
        ("since = 2024-12-16", "since = 2024-12-16T00:00:00"),
        "since = 2024-12-16T",
        "“forwarding.since” must be a date such as 2024-12-16; 2024-12-16 00:00:00 is not.",
    ),
    "text for a table": (
        ("[identifiers]\nform", "[[identifiers]]\nform"),
        "[[identifiers]]",
        "“identifiers” must be a table; a list is not.",
    ),
    "text for a list": (
        ('domains = ["ac-poitiers.fr"]', 'domains = "ac-poitiers.fr"'),
        'domains = "ac-poitiers.fr"',
        "“domains” must be a list; “ac-poitiers.fr” is not.",
    ),
    "no room": (
        ("person = 200", "person = 0"),
        "person = 0",
        "“quotas.person” must be at least 1; 0 is not.",
    ),
    "bad domain": (
        ('["ac-poitiers.fr"]', '[\n  "ac-poitiers.fr",\n  "AC_Poitiers",\n]'),
        '  "AC_Poitiers",',
        (
            "“domains[2]” must be a lower-case mail domain such as ac-poitiers.fr; "
            "“AC_Poitiers” is not."
        ),
    ),
    "a domain twice": (
        ('["ac-poitiers.fr"]', '[\n  "ac-poitiers.fr",\n  "ac-poitiers.fr",\n]'),
        '  "ac-poitiers.fr",',
        "“domains” has “ac-poitiers.fr” twice.",
    ),
    "no domain": (
        ('["ac-poitiers.fr"]', "[]"),
        "domains = []",
        "“domains” must have at least one.",
    ),
    "a host with its scheme": (
        ('host = "bal.ac-poitiers.fr"', 'host = "https://bal.ac-poitiers.fr"'),
        'host = "https://bal.ac-poitiers.fr"',
        (
            "“entrances[2].host” must be a lower-case host name such as bal.ac-poitiers.fr; "
            "“https://bal.ac-poitiers.fr” is not."
        ),
    ),
    "a host twice in one file": (
        ('host = "bal.ac-poitiers.fr"', 'host = "poitiers.localhost"'),
        'host = "poitiers.localhost"\nname = "Démonstration"',
        "“poitiers.localhost” is already taken in poitiers.toml.",
    ),
    "a colour too pale": (
        ("#00626c", "#7fb0ff"),
        'accent = "#7fb0ff"',
        "“look.accent” must be darker: 2.2 to 1 against white, 4.5 needed; “#7fb0ff” is not.",
    ),
    "a dark variant too dark": (
        ("#9dd6dd", "#00626c"),
        'accent_dark = "#00626c"',
        (
            "“look.accent_dark” must be lighter: 2.0 to 1 against the dark theme, 4.5 needed; "
            "“#00626c” is not."
        ),
    ),
    "a colour by name": (
        ("#00626c", "navy"),
        'accent = "navy"',
        "“look.accent” must be a lower-case colour such as #1f4e8c; “navy” is not.",
    ),
    "a logo that is not there": (
        ("[look]", '[look]\nlogo = "blason.svg"'),
        'logo = "blason.svg"',
        "“look.logo”: there is no file blason.svg in FOLDER.",
    ),
    "a logo from elsewhere": (
        ("[look]", '[look]\nlogo = "../secret.svg"'),
        'logo = "../secret.svg"',
        "“look.logo” must be a bare file name in .svg, .png, .webp.",
    ),
    "a logo that no mail program shows": (
        ('rule = "free"', 'rule = "free"\nlogo = "blason.svg"'),
        'logo = "blason.svg"',
        "“signature.logo” must be a bare file name in .png, .jpg.",
    ),
    "a logo under letters that is not there": (
        ('rule = "free"', 'rule = "free"\nlogo = "blason.png"'),
        'logo = "blason.png"',
        "“signature.logo”: there is no file blason.png in FOLDER.",
    ),
    "a signature that is always there and free": (
        ('rule = "free"', 'rule = "free"\nalways = true'),
        "always = true",
        "“signature.always” goes with the rules “framed” and “fixed”.",
    ),
    "a zone that does not exist": (
        ('zone = "A"', 'zone = "D"'),
        'zone = "D"',
        "“zone” must be one of A, B, C; “D” is not.",
    ),
    "a network with an address of its own": (
        ('cidr = "198.51.100.0/24"', 'cidr = "198.51.100.7/24"'),
        "198.51.100.7/24",
        (
            "“networks[1].cidr” must be a network such as 172.16.0.0/12 or 2001:db8::/32; "
            "“198.51.100.7/24” is not."
        ),
    ),
    "a port out of range": (
        ("port = 993", "port = 99300"),
        "imap = {",
        "“clients.imap.port” must be a port from 1 to 65535; 99300 is not.",
    ),
    "a plain security": (
        ('port = 993, security = "tls"', 'port = 993, security = "none"'),
        "imap = {",
        "“clients.imap.security” must be one of tls, starttls; “none” is not.",
    ),
    "a link that is not https": (
        ('url = "https://www.cybermalveillance.gouv.fr/"', 'url = "javascript:alert(1)"'),
        'url = "javascript:alert(1)"',
        (
            "“services[9].url” must be an https:// address such as https://www.education.gouv.fr/; "
            "“javascript:alert(1)” is not."
        ),
    ),
    "a phone with letters": (
        ('"05 16 52 66 86"', '"0516AIDE"'),
        'phone = "0516AIDE"',
        "“help.phone” must be a number in groups such as 05 16 52 66 86; “0516AIDE” is not.",
    ),
    "an address without domain": (
        ('"assistance@ac-poitiers.fr"', '"assistance"'),
        'mail = "assistance"',
        (
            "“help.mail” must be a lower-case address such as assistance@ac-poitiers.fr; "
            "“assistance” is not."
        ),
    ),
    "a name on two lines": (
        ('short_name = "Poitiers"', 'short_name = "Poi\\ntiers"'),
        "short_name",
        "“short_name” must be one line of text, without spaces around it; “Poi\ntiers” is not.",
    ),
    "another slug than the file's": (
        ('slug = "poitiers"', 'slug = "poitier"'),
        "slug =",
        "“slug” must be “poitiers”, as the file is named.",
    ),
    "domains beside a rule that has none": (
        ('rule = "forbidden"', 'rule = "forbidden"\ndomains = ["education.gouv.fr"]'),
        'domains = ["education.gouv.fr"]',
        "“forwarding.domains” goes with the rule “listed”, and only with it.",
    ),
    "a rule that wants domains": (
        ('rule = "forbidden"', 'rule = "listed"'),
        "[forwarding]",
        "“forwarding.domains” goes with the rule “listed”, and only with it.",
    ),
    "a category that no office has": (
        ('required_for = ["desk", "administrator"]', 'required_categories = ["proviseur"]'),
        "required_categories",
        "“factors.required_categories”: “proviseur” is no category of “help.numen”.",
    ),
    "a category as people write it": (
        ('required_for = ["desk", "administrator"]', 'required_categories = ["Proviseur adjoint"]'),
        "required_categories",
        (
            "“factors.required_categories[1]” must be 2 to 40 of a-z, 0-9 and hyphens; "
            "“Proviseur adjoint” is not."
        ),
    ),
    "an odd apostrophe": (
        ('apostrophe = ""', 'apostrophe = "_"'),
        'apostrophe = "_"',
        "“addresses.apostrophe” is “” or “-”.",
    ),
}


@pytest.mark.parametrize(("change", "blamed", "reason"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_refused_with_its_line_and_the_reason(
    folder: Folder, change: Change, blamed: str, reason: str
) -> None:
    where = folder(change)
    text = (where / "poitiers.toml").read_text()
    with pytest.raises(WrongAcademy) as refusal:
        load_folder(where)
    line = text[: text.index(blamed)].count("\n") + 1
    expected = reason.replace("FOLDER", str(where))
    assert str(refusal.value) == f"{where / 'poitiers.toml'}, line {line}: {expected}"


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        (
            '"poitiers.localhost"',
            '"paris.localhost"',
            "“paris.localhost” is already taken in paris.toml.",
        ),
        ('["ac-poitiers.fr"]', '["ac-paris.fr"]', "“ac-paris.fr” is already taken in paris.toml."),
    ],
)
def test_two_academies_cannot_share_a_host_or_a_domain(
    folder: Folder, mine: str, theirs: str, reason: str
) -> None:
    folder(slug="paris")
    where = folder((mine, theirs))
    text = (where / "poitiers.toml").read_text()
    line = text[: text.index(theirs)].count("\n") + 1
    with pytest.raises(WrongAcademy) as refusal:
        load_folder(where)
    assert str(refusal.value) == f"{where / 'poitiers.toml'}, line {line}: {reason}"


def test_a_text_never_closed_at_the_end_blames_the_last_line(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('slug = "x"\nname = """\nunfinished\n')
    with pytest.raises(WrongAcademy) as refusal:
        load_folder(tmp_path)
    assert (refusal.value.line, refusal.value.reason) == (
        3,
        "this is not TOML: Unterminated string.",
    )


def test_a_file_in_another_charset_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes('slug = "x"\nname = "Académie"\n'.encode("latin-1"))
    with pytest.raises(WrongAcademy) as refusal:
        load_folder(tmp_path)
    assert (refusal.value.line, refusal.value.reason) == (2, "this is not UTF-8.")


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongAcademy) as refusal:
        load_folder(tmp_path)
    assert str(refusal.value) == (
        f"{tmp_path}: there is no académie's file (*.toml) in this folder."
    )


def test_a_logo_beside_its_file_is_accepted(folder: Folder) -> None:
    where = folder(("[look]", '[look]\nlogo = "blason.svg"'))
    (where / "blason.svg").write_text("<svg/>")
    assert [academy.look.logo for academy in load_folder(where)] == ["blason.svg"]


def test_a_logo_that_each_letter_would_carry_is_light(folder: Folder) -> None:
    where = folder(('rule = "free"', 'rule = "free"\nlogo = "blason.png"'))
    (where / "blason.png").write_bytes(b"x" * 102_401)
    with pytest.raises(WrongAcademy) as refusal:
        load_folder(where)
    assert str(refusal.value).endswith(
        "“signature.logo” weighs 100 kB at most: each letter carries it."
    )
    (where / "blason.png").write_bytes(b"x" * 102_400)
    assert [one.signature.logo for one in load_folder(where) if one.signature] == ["blason.png"]


def test_a_category_of_an_office_may_be_asked_for_a_factor(folder: Folder) -> None:
    office = 'staff = "Tous les personnels"'
    where = folder(
        (office, f'{office}\ncategories = ["direction"]'),
        ('required_for = ["desk", "administrator"]', 'required_categories = ["direction"]'),
    )
    assert [one.factors.required_categories for one in load_folder(where)] == [("direction",)]


def test_the_four_files_of_the_repository_are_right() -> None:
    assert [a.slug for a in load_folder(OURS)] == ["amiens", "montpellier", "paris", "poitiers"]
