"""`preau provider`: an operator registers, tries and takes away a provider."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from preau.federation.models import Provider
from preau.federation.shapes import secret_of
from tests.house.installation import House
from tests.house.postbag import unique


def run(*words: str) -> str:
    out = StringIO()
    call_command("provider", *words, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("house")
def test_a_provider_is_added_changed_listed_and_taken_away(tmp_path: Path) -> None:
    key = unique("p").lower()
    secret = tmp_path / "secret"
    secret.write_text("un-secret\n")
    where = ("--academy", "paris")
    issuer = ("--oidc", "https://issuer.example", "--secret-file", str(secret))
    told = run("add", key, *where, "--name", "Guichet", *issuer)
    assert told.rstrip().endswith(f"/with/{key}/back")
    run("add", key, *where, "--name", "Guichet unique", *issuer)
    found = Provider.objects.get(academy="paris", key=key)
    assert (found.name, found.claim, secret_of(found)) == ("Guichet unique", "email", "un-secret")
    assert f"paris/{key}  oidc  Guichet unique" in run("list")
    run("remove", key, *where)
    assert Provider.objects.filter(key=key).count() == 0


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("words", "trusted"), [((), False), (("--proves-addresses",), True)])
def test_an_operator_says_that_a_provider_proves_addresses(
    words: tuple[str, ...], *, trusted: bool
) -> None:
    key = unique("p").lower()
    where = ("--academy", "paris", "--name", "X", "--oidc", "https://issuer.example")
    run("add", key, *where, *words)
    found = Provider.objects.get(academy="paris", key=key)
    assert found.parameters["proves_addresses"] == trusted
    run("remove", key, "--academy", "paris")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--ldap", "annuaire"), "LDAP wants HOST:PORT"),
        (("--ldap", "annuaire:636", "--dn", "uid=x"), "LDAP wants HOST:PORT"),
        (
            ("--ldap", "annuaire:636", "--dn", "uid={identifier}", "--page", "javascript:1"),
            "begins with https://",
        ),
        (("--saml", "/nulle/part.xml"), "No such file"),
    ],
)
def test_what_cannot_work_is_refused_with_its_reason(
    house: House, words: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(CommandError, match=reason):
        run("add", "x", "--academy", "paris", "--name", "X", *words)


def test_a_provider_that_does_not_answer_is_said(house: House) -> None:
    key = unique("p").lower()
    run("add", key, "--academy", "paris", "--name", "X", "--oidc", "http://127.0.0.1:9")
    with pytest.raises(CommandError, match="does not answer"):
        run("try", key, "--academy", "paris")
    run("remove", key, "--academy", "paris")
