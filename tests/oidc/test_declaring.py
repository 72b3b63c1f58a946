"""`preau application`: declared, shown without its secret, removed; and the keys that sign."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from preau.applications.models import Application
from preau.applications.secrets import digest
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import unique
from tests.house.visitor import Visitor
from tests.oidc.party import BACK, Party, Refused, register, sent_to

POITIERS = ("--academy", "poitiers")


def said(*words: str) -> str:
    out = StringIO()
    call_command("application", *words, stdout=out)
    return out.getvalue()


def add(name: str, *more: str, redirect: str = BACK) -> str:
    return said("add", *POITIERS, name, "--redirect", redirect, *more)


def test_a_secret_is_shown_once_and_kept_as_a_hash(house: House) -> None:
    name = unique("Paie")
    lines = [line.split() for line in add(name).splitlines()]
    shown = {words[0]: words[1] for words in lines if len(words) == 2}
    made = Application.objects.get(name=name)
    assert shown == {
        "issuer": "https://messagerie.ac-poitiers.fr",
        "client_id": made.client_id,
        "client_secret": shown["client_secret"],
    }
    assert made.sha256 == digest(shown["client_secret"])
    assert [one for one in lines if shown["client_secret"] in one] == [lines[2]]
    assert shown["client_secret"] not in said("list", *POITIERS)


def test_the_list_says_what_each_is(house: House) -> None:
    name = unique("Télé")
    add(name, "--public", "--outside", "--scopes", "email")
    made = Application.objects.get(name=name)
    assert f"{name} · {made.client_id} · public · outside · {BACK}" in said("list", *POITIERS)
    assert (made.sha256, made.scopes) == ("", ["openid", "email"])


def test_it_is_told_where_it_declared_and_not_in_clear(house: House) -> None:
    name = unique("Agenda")
    add(name, "--told-at", "https://intranet.example/over")
    assert Application.objects.get(name=name).farewell_uri == "https://intranet.example/over"
    with pytest.raises(CommandError, match="https://"):
        add(unique("Agenda"), "--told-at", "http://intranet.example/over")


@pytest.mark.parametrize(
    "redirect",
    [
        "http://intranet.example/back", "https://*.example/back", "https://intranet.example/#x",
        "javascript:alert(1)", "https:///back", "//intranet.example", "https://me@intranet.example",
    ],
)  # fmt: skip
def test_an_address_that_could_mislead_is_not_declared(house: House, redirect: str) -> None:
    name = unique("Faux")
    with pytest.raises(CommandError, match="https://"):
        add(name, redirect=redirect)
    assert not Application.objects.filter(name=name).exists()


def test_a_name_is_declared_once_and_scopes_are_known(house: House) -> None:
    name = unique("Paie")
    add(name)
    with pytest.raises(CommandError, match="already"):
        add(name)
    with pytest.raises(CommandError, match="the scopes are openid, profile, email, staff"):
        add(unique("Autre"), "--scopes", "numen")


def test_what_is_removed_signs_nobody_in_at_once(house: House, hire: Engage, party: Party) -> None:
    visitor, made = hire().visitor(), register(house)
    party("discover", **made)
    token = party.come(sent_to(visitor.get(party.ask())))["refresh_token"]
    said("remove", *POITIERS, Application.objects.get(client_id=made["id"]).name)
    assert visitor.get(party.ask()).status == 400
    with pytest.raises(Refused):
        party("refresh", token=token)
    with pytest.raises(CommandError, match="There is no application"):
        said("remove", *POITIERS, "Inconnue")


def test_a_new_key_signs_at_once_and_the_old_one_is_still_read(
    house: House, hire: Engage, party: Party
) -> None:
    visitor = hire().visitor()
    party("discover", **register(house))
    hint = party.come(sent_to(visitor.get(party.ask())))["id_token"]
    kid = said("keys", "--rotate").split()[0]
    published = Visitor(house.ports.web, house.host("poitiers")).get("/oidc/keys").json
    assert published["keys"][0]["kid"] == kid  # type: ignore[index]
    assert said("keys").splitlines()[0] == f"{kid} · signs"
    party("discover", **register(house))
    assert party.come(sent_to(visitor.get(party.ask())))["claims"]["sub"]
    assert visitor.get("/oidc/logout", id_token_hint=hint).location == "/sign-in"


def test_the_keys_are_readable_by_the_installation_alone(house: House) -> None:
    said("keys")
    place = house.places.data / "secrets" / "oidc-keys.json"
    assert place.stat().st_mode & 0o777 == 0o600
