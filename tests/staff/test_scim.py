"""SCIM 2.0, as a staff system speaks it; and the checks of a client that is not ours."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_models import ResourceType, ScimProvider
from scim2_tester import Status, check_server

from preau.identity.models import Account, Mailbox, Membership, Person, Post
from preau.staff.actions.tokens import issue_token
from preau.web.scim.resources import StaffMember, StaffUser, User
from tests.staff.conftest import MARTIN, Office, csv_of, people

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
STAFF = "urn:preau:scim:schemas:1.0:StaffMember"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
HOST = "poitiers.localhost"


# What its checks cannot know: the root is not searched; an account is always active or not; a NUMEN
# is for life; `state` is ours; a post that is added stands beside the others.
FORESEEN = (
    "search_with_attributes: There is no such resource.",
    "did not remove attribute 'active'",
    "which is for life",
    f"unexpected value for '{STAFF}'",
    f"unexpected value for '{STAFF}:posts'",
    f"did not remove attribute '{STAFF}'",
)


@dataclass
class StaffSystem:
    token: str
    host: str = HOST

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        response = Client().generic(
            method,
            f"/scim/v2/{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/scim+json",
            headers={"Host": self.host, "Authorization": f"Bearer {self.token}", **headers},
        )
        response.said = json.loads(response.content) if response.content else {}
        return response


@pytest.fixture
def staff(db: None) -> StaffSystem:
    return StaffSystem(issue_token("poitiers", "Agents"))


def jeanne(**more: Any) -> dict[str, Any]:
    return {
        "schemas": [USER, STAFF],
        "userName": "jmartin",
        "externalId": "A-1",
        "name": {"givenName": "Jeanne", "familyName": "MARTIN"},
        STAFF: {
            "numen": "13E9501234ABC",
            "birthDate": "1980-03-02",
            "posts": [{"function": "Professeure", "uai": "0860001J", "schoolName": "Lycée"}],
        },
        **more,
    }


def test_a_staff_system_opens_an_account_and_reads_it_back(staff: StaffSystem) -> None:
    made = staff("POST", "Users", jeanne())
    assert (made.status_code, made.headers["Content-Type"]) == (201, "application/scim+json")
    assert people() == [("jmartin", "jeanne.martin", "to_activate")]
    read = staff("GET", f"Users/{made.said['id']}").said
    assert read["emails"] == [
        {"value": "jeanne.martin@ac-poitiers.fr", "primary": True},
        {"value": "jmartin@ac-poitiers.fr", "primary": False},
    ]
    assert (read["userName"], read["externalId"], read["active"]) == ("jmartin", "A-1", True)
    assert read[STAFF] == {
        "birthDate": "1980-03-02",
        "posts": [{"function": "Professeure", "uai": "0860001J", "schoolName": "Lycée"}],
        "state": "to_activate",
    }
    assert "13E95" not in json.dumps(read)


def test_what_is_no_identifier_asks_for_one_by_the_rule(staff: StaffSystem) -> None:
    said = staff("POST", "Users", jeanne(userName="Jeanne.MARTIN@ac-poitiers.fr")).said
    assert said["userName"] == "jmartin"


@pytest.mark.parametrize(
    ("change", "status", "kind"),
    [
        ({"userName": "jmartin"}, 409, "uniqueness"),
        ({STAFF: {"numen": "13E9501234ABC"}}, 409, "uniqueness"),
        ({STAFF: {"birthDate": "31/02/1980"}}, 400, "invalidValue"),
        ({STAFF: {"posts": [{"uai": "0860001A"}]}}, 400, "invalidValue"),
        ({"name": {"givenName": "Paul"}}, 400, "invalidValue"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    staff: StaffSystem, change: dict[str, Any], status: int, kind: str
) -> None:
    staff("POST", "Users", jeanne())
    body = jeanne(userName="pdurand", externalId="A-2") | {STAFF: {}} | change
    refused = staff("POST", "Users", body)
    assert (refused.status_code, refused.said.get("scimType")) == (status, kind)
    assert len(people()) == 1


def test_a_patch_changes_the_name_the_posts_and_the_state(staff: StaffSystem) -> None:
    ident = staff("POST", "Users", jeanne()).said["id"]
    Account.objects.update(state=Account.State.ACTIVE, password="!")
    operations = [
        {"op": "replace", "path": "name.familyName", "value": "Durand"},
        {
            "op": "replace",
            "path": f"{STAFF}:posts",
            "value": [{"function": "CPE", "uai": "0790709S"}],
        },
        {"op": "Replace", "path": "active", "value": False},
    ]
    said = staff("PATCH", f"Users/{ident}", {"schemas": [PATCH], "Operations": operations})
    assert (said.status_code, said.said["displayName"], said.said["active"]) == (
        200,
        "Jeanne Durand",
        False,
    )
    assert said.said["emails"][0]["value"] == "jeanne.durand@ac-poitiers.fr"
    assert sorted(Post.objects.values_list("function", "in_force")) == [
        ("CPE", True),
        ("Professeure", False),
    ]
    back = {"op": "replace", "value": {"active": True}}
    staff("PATCH", f"Users/{ident}", {"schemas": [PATCH], "Operations": [back]})
    assert people() == [("jmartin", "jeanne.durand", "active")]


def test_what_is_removed_goes_and_what_is_not_said_stays(staff: StaffSystem) -> None:
    ident = staff("POST", "Users", jeanne()).said["id"]
    plain = {one: value for one, value in jeanne(schemas=[USER]).items() if one != STAFF}
    assert staff("PUT", f"Users/{ident}", plain).said[STAFF]["birthDate"] == "1980-03-02"
    gone = {"op": "remove", "path": f"{STAFF}:posts"}
    said = staff("PATCH", f"Users/{ident}", {"schemas": [PATCH], "Operations": [gone]}).said
    assert "posts" not in said[STAFF]
    assert list(Post.objects.values_list("in_force", flat=True)) == [False]


def test_an_identifier_never_changes(staff: StaffSystem) -> None:
    ident = staff("POST", "Users", jeanne()).said["id"]
    refused = staff("PUT", f"Users/{ident}", jeanne(userName="autre"))
    assert (refused.status_code, refused.said["scimType"]) == (400, "mutability")


def test_two_staff_systems_do_not_overwrite_each_other(staff: StaffSystem) -> None:
    made = staff("POST", "Users", jeanne())
    path, version = f"Users/{made.said['id']}", made.headers["ETag"]
    assert staff("GET", path, **{"If-None-Match": version}).status_code == 304
    renamed = jeanne(name={"givenName": "Jeanne", "familyName": "Durand"})
    assert staff("PUT", path, renamed, **{"If-Match": version}).status_code == 200
    assert staff("PUT", path, jeanne(), **{"If-Match": version}).status_code == 412
    assert staff("GET", path).said["displayName"] == "Jeanne Durand"


def test_who_is_deleted_has_left_and_the_address_stays_theirs(staff: StaffSystem) -> None:
    path = f"Users/{staff('POST', 'Users', jeanne()).said['id']}"
    assert staff("DELETE", path).status_code == 204
    assert staff("GET", path).status_code == 404
    assert people() == [("jmartin", "jeanne.martin", "left")]
    back = staff("POST", "Users", jeanne())
    assert (back.status_code, people()) == (201, [("jmartin", "jeanne.martin", "to_activate")])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('userName eq "JMARTIN"', ["jmartin"]),
        ('externalId eq "A-1"', ["jmartin"]),
        ('emails.value eq "jean.dupont@ac-poitiers.fr"', ["jdupont"]),
        ('name.familyName sw "du" or userName eq "jmartin"', ["jmartin", "jdupont"]),
        ('not (userName eq "jmartin")', ["jdupont"]),
        ("active eq true and externalId pr", ["jmartin"]),
        ('id eq "x"', []),
    ],
)
def test_people_are_found_by_a_filter(staff: StaffSystem, said: str, found: list[str]) -> None:
    staff("POST", "Users", jeanne())
    jean = {"givenName": "Jean", "familyName": "Dupont"}
    staff("POST", "Users", {"schemas": [USER], "userName": "jdupont", "name": jean})
    listed = staff("POST", "Users/.search", {"filter": said}).said
    assert [one["userName"] for one in listed.get("Resources", [])] == found
    assert listed["totalResults"] == len(found)


@pytest.mark.parametrize("said", ["nothing", 'nickName eq "x"', 'userName gt "a"', "("])
def test_a_filter_that_cannot_be_answered_is_refused(staff: StaffSystem, said: str) -> None:
    refused = staff("POST", "Users/.search", {"filter": said})
    assert (refused.status_code, refused.said["scimType"]) == (400, "invalidFilter")


def test_a_long_list_comes_by_pages(staff: StaffSystem, office: Office) -> None:
    office.bring(csv_of(*(f"13E95{n:05}AAA;Nom{chr(97 + n)};Anne;;;;" for n in range(7))))
    page = staff("GET", "Users?startIndex=4&count=2&attributes=userName").said
    assert (page["totalResults"], page["startIndex"], page["itemsPerPage"]) == (7, 4, 2)
    assert [sorted(one) for one in page["Resources"]] == [["id", "schemas", "userName"]] * 2
    assert [one["userName"] for one in page["Resources"]] == ["anomd", "anome"]


def test_a_group_is_a_functional_box_and_its_members_work_in_it(staff: StaffSystem) -> None:
    box = Mailbox.objects.create(
        academy="poitiers", login="ce.dve@ac-poitiers.fr", address="ce.dve@ac-poitiers.fr",
        name="Vie des écoles", kind="service", quota_bytes=1,
    )  # fmt: skip
    ident = staff("POST", "Users", jeanne()).said["id"]
    add = {"op": "add", "path": "members", "value": [{"value": ident}]}
    said = staff("PATCH", f"Groups/{box.pk}", {"schemas": [PATCH], "Operations": [add]})
    assert said.said["members"] == [{"value": ident, "display": "jmartin"}]
    assert Membership.objects.filter(mailbox=box).count() == 1
    assert staff("GET", f"Users/{ident}").said["groups"] == [
        {"value": str(box.pk), "display": "Vie des écoles"}
    ]
    gone = {"op": "remove", "path": f'members[value eq "{ident}"]'}
    staff("PATCH", f"Groups/{box.pk}", {"schemas": [PATCH], "Operations": [gone]})
    assert Membership.objects.filter(mailbox=box).count() == 0
    assert staff("POST", "Groups", {"displayName": "x"}).status_code == 405


def test_a_token_opens_one_academie_alone(staff: StaffSystem, office: Office) -> None:
    ident = staff("POST", "Users", jeanne()).said["id"]
    paris = StaffSystem(issue_token("paris", "Agents"), "paris.localhost")
    assert paris("GET", f"Users/{ident}").status_code == 404
    assert paris("DELETE", f"Users/{ident}").status_code == 404
    assert paris("GET", "Users").said["totalResults"] == 0
    assert StaffSystem(staff.token, "paris.localhost")("GET", "Users").status_code == 401
    assert StaffSystem("wrong")("GET", "Users").status_code == 401
    office("token", "--academy", "poitiers", "--revoke", "Agents")
    refused = staff("GET", "Users")
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (
        401,
        'Bearer realm="preau"',
    )


@pytest.mark.parametrize(
    ("birth_date", "state"), [("1980-03-02", "to_activate"), ("1990-01-01", "to_activate")]
)
def test_a_numen_alone_takes_nobody_out_of_another_academie(
    staff: StaffSystem, office: Office, birth_date: str, state: str
) -> None:
    office.bring(csv_of(MARTIN), academy="paris")
    staff("POST", "Users", jeanne() | {STAFF: {"numen": "13E9501234ABC", "birthDate": birth_date}})
    moves = office("leaving", "--academy", "paris")
    assert ("jmartin@ac-paris.fr  moves, decided" in moves) == (birth_date == "1980-03-02")
    assert people("paris") == [("jmartin", "jeanne.martin", state)]
    assert Person.objects.count() == 1


def test_a_client_that_is_not_ours_finds_nothing_wrong(staff: StaffSystem) -> None:
    client = WSGISCIMClient(
        get_wsgi_application(),
        base_url=f"http://{HOST}/scim/v2",
        headers={"Authorization": f"Bearer {staff.token}"},
    )
    client.provider = ScimProvider(
        models=[User, StaffMember], resource_types=[ResourceType.from_resource(StaffUser)]
    )
    results = check_server(client, resource_types=["User"])
    wrong = [one for one in results if one.status in (Status.ERROR, Status.CRITICAL)]
    told = [f"{one.title}: {one.reason}" for one in wrong]
    assert [line for line in told if not any(known in line for known in FORESEEN)] == []
    assert len([one for one in results if one.status is Status.SUCCESS]) > 30


def test_every_resource_is_described(staff: StaffSystem) -> None:
    config = staff("GET", "ServiceProviderConfig").said
    assert {name: config[name]["supported"] for name in ("patch", "filter", "etag", "bulk")} == {
        "patch": True,
        "filter": True,
        "etag": True,
        "bulk": False,
    }
    types = staff("GET", "ResourceTypes").said["Resources"]
    assert [(one["id"], one["endpoint"]) for one in types] == [
        ("User", "/Users"),
        ("Group", "/Groups"),
    ]
    schemas = [one["id"] for one in staff("GET", "Schemas").said["Resources"]]
    assert {USER, STAFF} < set(schemas)
    for ident in schemas:
        assert staff("GET", f"Schemas/{ident}").said["id"] == ident
    assert staff("GET", "Nothing").status_code == 404
