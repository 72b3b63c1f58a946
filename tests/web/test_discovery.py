"""Mail programs find our servers by an address alone, and learn nothing of who exists."""

from xml.etree import ElementTree as ET

import pytest

from tests.house.cast import Cast
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor

OUTLOOK = "{http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a}"
SERVERS = {
    "poitiers": "messagerie.ac-poitiers.fr",
    "paris": "webmail.ac-paris.fr",
    "montpellier": "webmail.ac-montpellier.fr",
    "amiens": "portail.ac-amiens.fr",
}


def asked(house: House, host: str, path: str) -> Answer:
    return Visitor(house.ports.web, host).get(path)


def posted(house: House, host: str, address: str, path: str) -> ET.Element:
    question = (
        '<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/'
        f'exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>{address}'
        "</EMailAddress><AcceptableResponseSchema>x</AcceptableResponseSchema></Request></Autodiscover>"
    )
    visitor = Visitor(house.ports.web, host)
    answer = visitor.request("POST", path, {"Content-Type": "text/xml"}, question.encode())
    assert (answer.status, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    return ET.fromstring(answer.body)


# Thunderbird


def autoconfig_of(answer: Answer) -> dict[str, dict[str, str | None]]:
    """The servers, in the shape of draft-ietf-mailmaint-autoconfig; raises when it is another."""
    root = ET.fromstring(answer.body)
    assert (root.tag, root.attrib) == ("clientConfig", {"version": "1.1"})
    (provider,) = root.findall("emailProvider")
    tags = [one.tag for one in provider]
    assert tags == sorted(
        tags, key=["domain", "displayName", "displayShortName", "incomingServer", "outgoingServer",
                   "documentation"].index,
    )  # fmt: skip
    servers = provider.findall("incomingServer") + provider.findall("outgoingServer")
    return {str(one.get("type")): {part.tag: part.text for part in one} for one in servers}


@pytest.mark.parametrize(("academy", "server"), SERVERS.items())
@pytest.mark.parametrize(
    "path", ["/mail/config-v1.1.xml", "/.well-known/autoconfig/mail/config-v1.1.xml"]
)
def test_thunderbird_finds_the_servers_of_each_academie(
    house: House, academy: str, server: str, path: str
) -> None:
    domain = f"ac-{academy}.fr"
    answer = asked(house, f"autoconfig.{domain}", f"{path}?emailaddress=jean.dupont%40{domain}")
    common = {
        "hostname": server,
        "socketType": "SSL",
        "username": "%EMAILADDRESS%",
        "authentication": "password-cleartext",
    }
    assert autoconfig_of(answer) == {
        "imap": common | {"port": "993"},
        "smtp": common | {"port": "465"},
    }


def test_the_address_asked_about_decides_and_not_the_host(house: House) -> None:
    host = house.host("poitiers")
    answer = asked(house, host, "/mail/config-v1.1.xml?emailaddress=a%40ac-paris.fr")
    assert autoconfig_of(answer)["imap"]["hostname"] == SERVERS["paris"]
    alone = asked(house, host, "/mail/config-v1.1.xml")
    assert autoconfig_of(alone)["imap"]["hostname"] == SERVERS["poitiers"]


def test_an_address_that_exists_and_one_that_does_not_get_the_same(
    house: House, cast: Cast
) -> None:
    path = "/mail/config-v1.1.xml?emailaddress="
    answers = [
        asked(house, "autoconfig.ac-poitiers.fr", path + one)
        for one in (cast.claire.address, "personne@ac-poitiers.fr")
    ]
    assert answers[0].body == answers[1].body


def test_a_host_of_mail_programs_is_no_entrance(house: House) -> None:
    for host in ("autoconfig.ac-poitiers.fr", "autodiscover.ac-poitiers.fr", "ac-poitiers.fr"):
        assert [asked(house, host, path).status for path in ("/", "/sign-in")] == [404, 404]


def test_another_domain_is_told_nothing(house: House) -> None:
    assert asked(house, "autoconfig.example.org", "/mail/config-v1.1.xml").status == 404


# Outlook


@pytest.mark.parametrize(
    "path",
    [
        "/autodiscover/autodiscover.xml",
        "/Autodiscover/Autodiscover.xml",
        "/AutoDiscover/AutoDiscover.xml",
    ],
)
def test_outlook_finds_the_servers_by_any_spelling(house: House, path: str) -> None:
    address = "jean.dupont@ac-montpellier.fr"
    root = posted(house, "autodiscover.ac-montpellier.fr", address, path)
    found = [
        {part.tag.removeprefix(OUTLOOK): part.text for part in one}
        for one in root.iter(f"{OUTLOOK}Protocol")
    ]
    keys = ("Type", "Server", "Port", "LoginName", "Encryption")
    server = SERVERS["montpellier"]
    assert [[one[key] for key in keys] for one in found] == [
        ["IMAP", server, "993", address, "SSL"],
        ["SMTP", server, "465", address, "SSL"],
    ]


@pytest.mark.parametrize("address", ["a@example.org", "", "&amp;&lt;"])
def test_outlook_asking_for_somebody_else_is_refused_in_its_own_words(
    house: House, address: str
) -> None:
    root = posted(house, "autodiscover.ac-paris.fr", address, "/autodiscover/autodiscover.xml")
    assert [one.text for one in root.iter() if one.tag.endswith("ErrorCode")] == ["600"]


@pytest.mark.parametrize(
    "path",
    [
        "/autodiscover/autodiscover.json?Email=a%40ac-paris.fr&Protocol=AutodiscoverV1",
        "/autodiscover/autodiscover.json/v1.0/a@ac-paris.fr?Protocol=Autodiscoverv1",
    ],
)
def test_version_two_leads_to_version_one(house: House, path: str) -> None:
    answer = asked(house, "autodiscover.ac-paris.fr", path)
    url = "http://autodiscover.ac-paris.fr/autodiscover/autodiscover.xml"
    assert answer.json == {"Protocol": "AutodiscoverV1", "Url": url}


def test_version_two_knows_no_other_protocol(house: House) -> None:
    path = "/autodiscover/autodiscover.json?Protocol=ActiveSync"
    assert asked(house, "autodiscover.ac-paris.fr", path).status == 400
