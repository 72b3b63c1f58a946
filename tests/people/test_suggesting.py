from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from preau.identity.models import Account, Post
from preau.people import queries
from preau.people.actions import relist, remember
from preau.people.queries import Source, Suggestion, suggest
from tests.people.conftest import Cast, hire, open_box

MONDAY = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)


def addresses(account: Account, text: str) -> list[str]:
    return [one.address for one in suggest(account, text)]


@pytest.mark.parametrize(
    "text",
    [
        "bob",
        "BOB",
        "tour",
        "de la t",
        "delatour",
        "la tour bob",
        "bob.de-la",
        "bob.de-la-tour@ac-poi",
        "bob.de-la-tour@AC-poitiers.fr>",
        "principal",
        "elise",
        "élise-noel",
        "COLLÈGE",
        "princ noe bob",
        "  bob  ",
        "bob\x00",
    ],
)
def test_the_beginning_of_any_word_finds_a_colleague(cast: Cast, text: str) -> None:
    assert suggest(cast.alice, text) == [
        Suggestion(
            name="Bob de La Tour",
            address="bob.de-la-tour@ac-poitiers.fr",
            detail="Principal, Collège Élise-Noël",
            source=Source.PERSON,
        )
    ]


@pytest.mark.parametrize("text", ["d'al", "d’alès", "dales", "ales", "alice dal"])
def test_a_name_with_an_apostrophe_is_found_with_or_without_it(cast: Cast, text: str) -> None:
    assert addresses(cast.bob, text) == ["alice.dales@ac-poitiers.fr"]


@pytest.mark.parametrize(
    "text", ["ob", "bob alice", "bob@ac-paris", "poitiers", "xyz", "@", "'", "%", "_", "о", ""]
)
def test_nothing_else_finds_a_colleague(cast: Cast, text: str) -> None:
    assert suggest(cast.alice, text) == []


def test_another_academie_is_never_shown(cast: Cast) -> None:
    assert addresses(cast.alice, "prof") == ["alice.dales@ac-poitiers.fr"]
    assert addresses(cast.paula, "prof") == ["paula.dales@ac-paris.fr"]
    assert addresses(cast.paula, "bob") == []


def test_functional_boxes_are_found_by_name_and_by_uai(cast: Cast) -> None:
    open_box("poitiers", "ce.0860001j", "Lycée Marie-Curie")
    box = Suggestion("Lycée Marie-Curie", "ce.0860001j@ac-poitiers.fr", "", Source.BOX)
    assert suggest(cast.alice, "curie") == [box]
    assert suggest(cast.alice, "0860001J") == [box]
    assert suggest(cast.alice, "ce.0860001J@ac-poitiers.fr") == [box]
    assert suggest(cast.paula, "curie") == []


def test_people_i_write_to_come_before_the_directory(cast: Cast) -> None:
    remember(cast.alice, [("Mairie", "sport@mairie-bobigny.fr")], MONDAY)
    hire("poitiers", "bobi", "Aaron", "Bobigny")
    assert suggest(cast.alice, "bob") == [
        Suggestion("Mairie", "sport@mairie-bobigny.fr", "", Source.CORRESPONDENT),
        Suggestion("Aaron Bobigny", "bobi@ac-poitiers.fr", "", Source.PERSON),
        Suggestion(
            "Bob de La Tour",
            "bob.de-la-tour@ac-poitiers.fr",
            "Principal, Collège Élise-Noël",
            Source.PERSON,
        ),
    ]
    assert addresses(cast.bob, "mairie") == []


def test_a_colleague_i_write_to_appears_once_with_function_and_school(cast: Cast) -> None:
    remember(cast.alice, [("Bobby", "bob.de-la-tour@ac-poitiers.fr")], MONDAY)
    assert suggest(cast.alice, "bob") == [
        Suggestion(
            "Bob de La Tour",
            "bob.de-la-tour@ac-poitiers.fr",
            "Principal, Collège Élise-Noël",
            Source.CORRESPONDENT,
        )
    ]


def test_correspondents_stand_by_letters_written_then_by_the_last(cast: Cast) -> None:
    for day, names in enumerate((["often", "late"], ["often"], ["rare"], ["late"], ["last"])):
        people = [("", f"{name}@example.org") for name in names]
        remember(cast.alice, people, MONDAY + timedelta(days=day))
    found = [address.partition("@")[0] for address in addresses(cast.alice, "example")]
    assert found == ["late", "often", "last", "rare"]
    assert addresses(cast.alice, "") == addresses(cast.alice, "example")
    assert addresses(cast.alice, "@exam") == addresses(cast.alice, "example")


def test_a_correspondent_whose_name_has_no_latin_letter_is_found_as_written(cast: Cast) -> None:
    remember(cast.alice, [("Ольга Петрова", "o@example.org"), ("", "x@example.org")], MONDAY)
    assert addresses(cast.alice, "Петр") == ["o@example.org"]


def test_names_stand_before_functions_in_alphabetical_order(cast: Cast) -> None:
    hire("poitiers", "zprofit", "Zoé", "Profit", function="CPE", school="Lycée Valin")
    hire("poitiers", "aprof", "Anne", "Proffesan", function="CPE", school="Lycée Valin")
    assert addresses(cast.bob, "prof") == [
        "aprof@ac-poitiers.fr",
        "zprofit@ac-poitiers.fr",
        "alice.dales@ac-poitiers.fr",
    ]


def test_no_more_than_asked_for_are_given(cast: Cast) -> None:
    for number in range(12):
        hire("poitiers", f"martin{number}", "Luc", "Martin")
    assert len(suggest(cast.alice, "martin")) == 8
    assert len(suggest(cast.alice, "luc martin", limit=3)) == 3


def test_a_rare_word_is_found_behind_thousands_of_common_ones(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "FEW", 2)
    monkeypatch.setattr(queries, "COMMON", 8)
    for number in range(10):
        hire("poitiers", f"n{number}", "Luc", "Martin", function="Professeur", school="Lycée Valin")
    hire("poitiers", "yann", "Yann", "Martin", function="Professeur", school="Lycée Valin")
    assert addresses(cast.alice, "lyc prof mart yann") == ["yann@ac-poitiers.fr"]
    assert addresses(cast.alice, "mart prof alice") == []
    assert addresses(cast.alice, "lyc alice") == ["alice.dales@ac-poitiers.fr"]


@pytest.mark.parametrize("others", [1, 3])
def test_queries_do_not_grow_with_what_is_found(
    cast: Cast, others: int, django_assert_num_queries: object
) -> None:
    for number in range(others):
        hire("poitiers", f"m{number}", "Luc", "Martin", function="CPE", school="Lycée Valin")
        remember(cast.alice, [("", f"martin{number}@example.org")], MONDAY)
    with django_assert_num_queries(6):  # type: ignore[operator]
        assert len(suggest(cast.alice, "martin")) == 2 * others
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert len(suggest(cast.alice, "luc martin")) == others


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL plans small tables otherwise."
)
def test_a_word_is_looked_up_in_its_index(cast: Cast) -> None:
    lines = queries._starting_with("poitiers", "mart").filter(rank=0)
    plan = lines.order_by("word", "listing_id").values("listing_id")[:8].explain()
    assert plan.endswith(
        "USING COVERING INDEX sqlite_autoindex_people_listingword_1 "
        "(academy=? AND rank=? AND word>? AND word<?)"
    )
    assert "TEMP B-TREE" not in plan


def test_a_whole_academie_is_listed_anew_after_a_bulk_write(cast: Cast) -> None:
    Account.objects.filter(pk=cast.bob.pk).update(given_name="Robert")
    Post.objects.bulk_create(
        [Post(person=cast.alice.person, academy="poitiers", function="Tutrice")]
    )
    open_box("poitiers", "ce.0860001j", "Lycée Marie-Curie")
    assert suggest(cast.alice, "robert") == []
    assert relist("poitiers") == 3
    assert [one.name for one in suggest(cast.alice, "robert")] == ["Robert de La Tour"]
    details = [one.detail for one in suggest(cast.bob, "tutr")]
    assert details == ["Professeure de mathématiques, Lycée Camille-Guérin · Tutrice"]
    assert addresses(cast.alice, "curie") == ["ce.0860001j@ac-poitiers.fr"]
    assert addresses(cast.paula, "paula") == ["paula.dales@ac-paris.fr"]
