"""`preau staff sync`: the people of a real directory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError

from preau.identity.models import Account, Post, SecondAddress
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
from tests.staff.conftest import Office, people

pytestmark = needs_slapd


@pytest.fixture
def directory() -> Iterator[Directory]:
    jeanne = agent(
        "a1", "Jeanne", "Lefèvre", "13E9501234ABC", title="Professeure",
        departmentNumber=["0860001J", "0790709S"], mail="jeanne@maison.example",
    )  # fmt: skip
    jean = agent("a2", "JEAN", "DUPONT", "13E9604321XYZ", title="CPE", departmentNumber="0860001A")
    with running(tree(jeanne, jean)) as started:
        yield started


@pytest.fixture
def file(directory: Directory, tmp_path: Path) -> str:
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\n")
    path = tmp_path / "annuaire.toml"
    path.write_text(f"""
academy = "poitiers"
host = "127.0.0.1"
port = {directory.shape.port}
protection = "none"
base = "{BASE}"
dn = "{ADMIN}"
password_file = "{secret}"
page = 50

[attributes]
numen = "employeeNumber"
function = "title"
uai = "departmentNumber"
second_address = "mail"
""")
    return str(path)


def test_people_of_the_directory_have_accounts_and_posts(office: Office, file: str) -> None:
    said = office("sync", file)
    assert people() == [("jlefevre", "jeanne.lefevre", "to_activate")]
    assert sorted(Post.objects.values_list("function", "uai")) == [
        ("Professeure", "0790709S"),
        ("Professeure", "0860001J"),
    ]
    assert SecondAddress.objects.get().address == "jeanne@maison.example"
    assert f"uid=a2,{BASE} · 0860001A cannot be right: 0860001 is followed by J." in said


def test_only_what_changed_is_asked_the_next_time(
    office: Office, file: str, directory: Directory
) -> None:
    crowd = "".join(
        f"{agent(f'b{n}', 'Anne', f'Nom{n:03}', f'13E95{n:05}AAA')}\n" for n in range(120)
    )
    directory.change(crowd.replace("\nobjectClass", "\nchangetype: add\nobjectClass"))
    office("sync", file)
    assert Account.objects.count() == 121
    directory.change(
        f"dn: uid=a2,{BASE}\nchangetype: modify\nreplace: departmentNumber\ndepartmentNumber: 0860001J\n"
    )
    said = office("sync", file).splitlines()
    assert said[0] == "1 account opened"
    assert Account.objects.count() == 122
    assert office("sync", file, "--all").splitlines()[2] == "122 people as before"


def test_who_is_gone_from_the_directory_is_proposed_as_leaving(
    office: Office, file: str, directory: Directory
) -> None:
    office("sync", file)
    directory.change(f"dn: uid=a1,{BASE}\nchangetype: delete\n")
    assert "0 people as before" in office("sync", file)
    with pytest.raises(CommandError, match="1 of 1 people are missing"):
        office("sync", file, "--complete")
    office("sync", file, "--complete", "--confirm-leaving")
    assert "jlefevre@ac-poitiers.fr  missing, proposed" in office(
        "leaving", "--academy", "poitiers"
    )


def test_a_dry_run_writes_nothing_and_reads_all_again(office: Office, file: str) -> None:
    assert "1 account opened" in office("sync", file, "--dry-run")
    assert (people(), "1 account opened" in office("sync", file)) == ([], True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("numen = ", "nmen = "), "“attributes.nmen” is not known"),
        (('protection = "none"', 'protection = "clear"'), "must be one of tls, starttls, none"),
        (('host = "127.0.0.1"', 'host = "annuaire.example"'), "would be asked in clear"),
        (("page = 50", 'filter = "sn=*"'), "“filter” stands in parentheses"),
        (("secret", "absent"), "cannot be read: No such file or directory."),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(
    office: Office, file: str, change: tuple[str, str], reason: str
) -> None:
    path = Path(file)
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(CommandError) as refused:
        office("sync", file)
    assert reason in str(refused.value)
