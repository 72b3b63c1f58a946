"""Every view: nothing for axe to say in light and dark, wide and narrow; light enough to load."""

from collections.abc import Callable

import pytest

from tests.house.cast import Person, open_school
from tests.house.chromium import DESK, PHONE, is_too_wide, violations
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import PNG, letter
from tests.journeys.conftest import Browse, Screen

HTML = "<h1>Titre</h1><p>Un <a href='https://x.example/'>lien</a> et un <b>mot</b>.</p><img src='https://x.example/i.png'>"
FEWEST_BYTES, FEWEST_REQUESTS = 150_000, 12


def furnish(person: Person) -> dict[str, str]:
    """Views by name, in a box where something of everything lies."""
    program = person.program()
    program.make_folder("Réunions", "Réunions/Conseil")
    program.keep(letter("Rangée"), folder="Réunions")
    program.keep(letter("Pour le fil", message_id="<fil@x.example>"), flags=r"(\Seen)")
    program.keep(letter("Re: Pour le fil", answers="<fil@x.example>"), flags=r"(\Seen \Answered)")
    files = (("plan.png", "image/png", PNG), ("liste.csv", "text/csv", b"a;b\n"))
    program.keep(
        letter(
            "Avec tout",
            html=HTML,
            cc="Paul <paul@x.example>",
            Reply_To="x@ailleurs.example",
            attachments=files,
        ),
        flags=r"(\Flagged $label1)",
    )
    plain = program.keep(letter("Texte", "Bonjour\n\n> cité\n-- \nSignature", sender=person.who))[0]
    visitor = person.visitor()
    rows = visitor.get(person.path(), view="flat")
    full = rows.ids()[rows.rows().index("Avec tout")]
    draft = visitor.get(f"/mail/{person.box}/compose?reply=inbox/{full}&all=1").location
    visitor.post(draft + "attachments", files=[("file", ("a.txt", "text/plain", b"a"))], htmx={})
    return {
        "inbox": person.path(),
        "flat": person.path() + "?view=flat",
        "empty": person.path("junk"),
        "search": person.path("all") + "?q=avec+de:irene",
        "nothing found": person.path() + "?q=zzzz",
        "message": person.path(tail=f"m/{full}/"),
        "plain message": person.path(tail=f"m/{plain}/"),
        "draft": draft,
        "preview": person.path(tail=f"m/{full}/preview/2"),
        "source": person.path(tail=f"m/{full}/source"),
        "print": person.path(tail=f"m/{full}/print"),
        "help": "/help/",
        "help page": "/help/problemes",
        "help search": "/help/?q=mot+de+passe",
        "not found": person.path("nulle-part"),
    }


Deeds = dict[str, Callable[[Screen], None]]


def _menus(screen: Screen) -> None:
    screen.page.evaluate(
        "document.querySelectorAll('details.menu, details.folder-new, details.people').forEach(d => d.open = true)"
    )


def _chosen(screen: Screen) -> None:
    screen.page.locator("[data-preau-row] input[type=checkbox]").first.check(force=True)


def _offers(screen: Screen) -> None:
    screen.page.locator("#search").press_sequentially("de")
    screen.page.wait_for_selector("#search-offers [role=option]")
    screen.page.keyboard.press("ArrowDown")


@pytest.mark.parametrize(
    ("theme", "size"),
    [("light", DESK), ("light", PHONE), ("dark", DESK), ("dark", PHONE), ("contrast", DESK)],
    ids=lambda one: one if isinstance(one, str) else str(one[0]),
)
def test_axe_finds_nothing_on_any_view(
    hire: Engage, browse: Browse, theme: str, size: tuple[int, int]
) -> None:
    person = hire("Maïwenn").prefers(theme=theme)
    open_school(members=(person,))
    screen = browse(person, size=size, scheme="dark" if theme == "dark" else "light")
    found, wide = {}, {}
    for name, path in furnish(person).items():
        screen.go(path)
        screen.page.wait_for_load_state("load")
        found[name] = violations(screen.page)
        wide[name] = is_too_wide(screen.page)
    screen.go(person.path())
    for name, act in {"chosen": _chosen, "menus": _menus, "offers": _offers}.items():
        act(screen)
        found[name] = violations(screen.page)
    assert found == {name: [] for name in found}
    assert wide == dict.fromkeys(wide, False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_axe_finds_nothing_at_the_entrance(
    browse: Browse, scheme: str, size: tuple[int, int]
) -> None:
    screen = browse(size=size, scheme=scheme)
    screen.go("/sign-in")
    entrance = violations(screen.page)
    screen.page.fill("#identifier", "personne")
    screen.page.fill("#password", "faux")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_selector("[role=alert] .notice")
    refused = violations(screen.page)
    screen.go("/help/telephone-et-logiciels")
    assert (entrance, refused, violations(screen.page)) == ([], [], [])


def test_axe_finds_nothing_on_a_letter_written_over_the_list(hire: Engage, browse: Browse) -> None:
    person = hire()
    person.program().keep(letter("Derrière"))
    screen = browse(person)
    screen.go(person.path())
    screen.page.keyboard.press("c")
    screen.page.wait_for_selector("[data-preau-editor]:visible")
    assert violations(screen.page) == []


def test_axe_finds_nothing_when_mail_is_away(house: House, hire: Engage, browse: Browse) -> None:
    person = hire()
    screen = browse(person)
    with house.without("dovecot"):
        screen.go(person.path())
        assert violations(screen.page) == []
        assert screen.text("h1") == "Mail is away for a moment"
    screen.page.wait_for_selector("#list-title")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_the_first_inbox_is_light(hire: Engage, browse: Browse, size: tuple[int, int]) -> None:
    """Cold cache, 50 rows: bytes on the wire, headers included, and requests."""
    person = hire()
    person.program().keep(
        *[letter(f"Compte rendu numéro {n}", "Texte de la lettre. " * 20) for n in range(60)]
    )
    screen = browse(person, size=size)
    wire = screen.page.context.new_cdp_session(screen.page)
    wire.send("Network.enable")
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    screen.go(person.path())
    screen.page.wait_for_load_state("load")
    screen.page.wait_for_timeout(800)
    requests = [url for url in screen.watched.requests if not url.endswith("/events")]
    assert sum(sizes) < FEWEST_BYTES
    assert len(requests) <= FEWEST_REQUESTS, requests


def test_at_400_percent_nothing_is_cut_off(hire: Engage, browse: Browse) -> None:
    """1280 pixels at 400 % are 320 (RGAA 10.11)."""
    person = hire()
    wide = {}
    screen = browse(person, size=(320, 640))
    for name, path in furnish(person).items():
        screen.go(path)
        wide[name] = is_too_wide(screen.page)
    assert wide == dict.fromkeys(wide, False)
