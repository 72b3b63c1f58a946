"""How the service stands, told to everybody, in people's words (P-11)."""

from tests.house.cast import Cast
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor
from tests.house.waiting import eventually

NAMES = ["Lecture du courrier", "Envoi", "Réception", "Recherche", "Avis de nouveaux messages", "Annuaire"]  # fmt: skip
INSIDE = ("dovecot", "postfix", "rspamd", "redis", "clamd", "worker", "sql")


def stranger(house: House) -> Visitor:
    return Visitor(house.ports.web, house.host("poitiers"))


def standings(page: Answer) -> dict[str, str]:
    return {
        row.select("span")[0].get_text(): row.select("span")[1].get_text()
        for row in page.all(".standing")
    }


def disturbed(page: Answer) -> list[str]:
    return [name for name, state in standings(page).items() if state == "Perturbé"]


def becomes(house: House, expected: list[str]) -> Answer:
    """The page, once just these functions are disturbed: it is at most two seconds late."""

    def as_expected() -> Answer | None:
        page = stranger(house).get("/status")
        return page if disturbed(page) == expected else None

    return eventually(as_expected)


def test_who_is_not_signed_in_reads_that_everything_works(house: House) -> None:
    page = becomes(house, [])
    assert (page.status, standings(page)) == (200, dict.fromkeys(NAMES, "En service"))


def test_without_notices_all_the_rest_works(
    house: House,
) -> None:
    with house.without("redis"):
        assert becomes(house, ["Avis de nouveaux messages"])


def test_without_sending_reading_goes_on(house: House) -> None:
    with house.without("postfix"):
        page = becomes(house, ["Envoi", "Réception"])
        assert [word for word in INSIDE if word in page.words.lower()] == []


def test_who_is_signed_in_keeps_the_shell_around(cast: Cast) -> None:
    assert len(cast.karim.visitor().get("/status").all(".account-face")) == 1
