"""Another's directory: asked page by page, told apart when it is away, never in clear."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from preau.engines import certificates
from preau.engines.errors import EngineAway, WrongConfiguration
from preau.engines.ldap import DirectoryShape, Protection, escaped, may_sign_in, search
from preau.engines.places import Places
from tests.engines.ldap.directory import (
    ADMIN,
    BASE,
    PASSWORD,
    Directory,
    agent,
    needs_slapd,
    running,
    tree,
)
from tests.house.surroundings import free_ports

pytestmark = needs_slapd
PEOPLE = 260
JEANNE = f"uid=jmartin,{BASE}"


@pytest.fixture(scope="module")
def directory() -> Iterator[Directory]:
    crowd = (agent(f"p{n}", "Anne", f"Nom{n}", f"N{n}") for n in range(PEOPLE - 1))
    jeanne = agent("jmartin", "Jeanne", "Lefèvre (dite Ève)", "N", userPassword="Été-2026*")
    with running(tree(jeanne, *crowd)) as started:
        yield started


def test_more_entries_than_the_directory_gives_at_once_come_by_pages(directory: Directory) -> None:
    found = list(search(directory.shape, BASE, "(objectClass=inetOrgPerson)", ["sn", "uid"]))
    assert len(found) == PEOPLE
    jeanne = next(one for one in found if one.dn == JEANNE)
    assert (jeanne.values("sn"), jeanne.values("UID")) == (["Lefèvre (dite Ève)"], ["jmartin"])


def test_what_somebody_typed_is_a_value_and_no_filter(directory: Directory) -> None:
    typed = escaped("Lefèvre (dite Ève)")
    assert [one.dn for one in search(directory.shape, BASE, f"(sn={typed})", ["sn"])] == [JEANNE]
    for trick in ("*", "x)(uid=*", "\\"):
        assert list(search(directory.shape, BASE, f"(sn={escaped(trick)})", ["sn"])) == []


def test_a_password_is_right_or_wrong_and_an_empty_one_is_nobodys(directory: Directory) -> None:
    assert may_sign_in(directory.shape, JEANNE, "Été-2026*")
    for wrong in ("été-2026*", "", "Été-2026*\n"):
        assert not may_sign_in(directory.shape, JEANNE, wrong)
    assert not may_sign_in(directory.shape, f"uid=nobody,{BASE}", "Été-2026*")


def test_a_wrong_password_of_ours_a_wrong_base_and_an_absence_are_told_apart(
    directory: Directory,
) -> None:
    with pytest.raises(WrongConfiguration, match="refuses the password of cn=preau"):
        list(search(replace(directory.shape, password="autre"), BASE, "(uid=*)", ["uid"]))
    with pytest.raises(WrongConfiguration, match="has nothing at this base"):
        list(search(directory.shape, "ou=rien,dc=ac-nord,dc=example", "(uid=*)", ["uid"]))
    with pytest.raises(EngineAway, match="does not answer, or"):
        list(search(replace(directory.shape, port=free_ports(1)[0]), BASE, "(uid=*)", ["uid"]))


def test_a_directory_elsewhere_is_never_asked_in_clear() -> None:
    with pytest.raises(WrongConfiguration, match="would be asked in clear"):
        DirectoryShape("annuaire.example", 389, Protection.NONE)


@pytest.mark.parametrize("protection", [Protection.TLS, Protection.STARTTLS])
def test_the_certificate_of_the_directory_is_checked(
    protection: Protection, tmp_path: Path
) -> None:
    made = certificates.ensure(Places(tmp_path / "data", tmp_path / "run"), ["localhost"])
    tls = f"TLSCertificateFile {made.certificate}\nTLSCertificateKeyFile {made.key}"
    with running(tree(), tls=tls, protection=protection) as started:
        trusting = replace(started.shape, authority=made.authority)
        assert may_sign_in(trusting, ADMIN, PASSWORD)
        with pytest.raises(EngineAway, match="or its certificate is not to be trusted"):
            may_sign_in(started.shape, ADMIN, PASSWORD)
