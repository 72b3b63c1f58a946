"""Signing in by a SAML 2.0 provider: pysaml2 plays it, xmlsec1 signs."""

import base64
import re
import subprocess
import time
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NAMEID_FORMAT_TRANSIENT, NameID

from preau.engines.errors import WrongConfiguration
from preau.engines.providers.saml import read_metadata
from preau.federation.models import Provider
from tests.federation.conftest import Register, at
from tests.house.cast import Person
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.visitor import Answer, Visitor

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its own business with the cryptography library
    from saml2.server import Server

ENTITY = "https://idp.example.org/saml"
SIGN_ON = "https://idp.example.org/sso"
OTHER = "https://autre.example/saml"


@dataclass(frozen=True)
class Idp:
    server: Server
    metadata: str

    def respond(self, request_id: str, us: str, back_url: str, who: Person, **more: Any) -> str:
        """A signed response, as the browser posts it."""
        lasting = NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"sujet-{who.box}")
        name = more.pop("name_id", lasting)
        told = self.server.create_authn_response(
            {"mail": [who.address], "uid": [who.box]},
            request_id,
            back_url,
            sp_entity_id=us,
            name_id=name,
            authn={
                "class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password",
                "authn_instant": more.pop("proved_at", ""),
            },
            **({"sign_assertion": True, "sign_response": False} | more),
        )
        return base64.b64encode(str(told).encode()).decode()


def known(folder: Path, entity: str, host: str) -> str:
    """The file of what the provider knows of an application that signs in by it."""
    file = folder / f"{len(list(folder.iterdir()))}.xml"
    file.write_text(
        f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">'
        '<SPSSODescriptor WantAssertionsSigned="true" '
        'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
        f'<AssertionConsumerService index="0" Location="{host}/with/x/back" '
        f'Binding="{BINDING_HTTP_POST}"/></SPSSODescriptor></EntityDescriptor>'
    )
    return str(file)


def pair(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "idp.crt", folder / "idp.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=idp.example.org", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
def idp(house: House, tmp_path: Path) -> Idp:
    certificate, key = pair(tmp_path)
    host = f"http://{house.host('poitiers')}"
    config = IdPConfig().load(
        {
            "entityid": ENTITY,
            "key_file": str(key),
            "cert_file": str(certificate),
            "xmlsec_binary": "/usr/bin/xmlsec1",
            "metadata": {"local": [known(tmp_path, host, host), known(tmp_path, OTHER, host)]},
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": [(SIGN_ON, BINDING_HTTP_REDIRECT)]},
                    "policy": {"default": {"lifetime": {"minutes": 5}}},
                }
            },
        }
    )
    return Idp(Server(config=config), str(entity_descriptor(config)))


@pytest.fixture
def provider(register: Register, idp: Idp) -> Provider:
    shape = read_metadata(idp.metadata.encode())
    told: dict[str, object] = {"entity_id": shape.entity_id, "metadata": shape.metadata}
    return register("saml", told, claim="mail", matches="address")


@dataclass(frozen=True)
class Asked:
    request_id: str
    us: str
    back_url: str
    is_forced: bool


def leaves(visitor: Visitor, provider: Provider, query: str = "") -> Asked:
    away = urlsplit(visitor.get(f"/with/{provider.key}{query}").headers["location"])
    assert away.geturl().startswith(SIGN_ON)
    packed = base64.b64decode(parse_qs(away.query)["SAMLRequest"][0])
    request = zlib.decompress(packed, -15).decode()
    return Asked(
        request_id=found(r' ID="([^"]+)"', request),
        us=found(r"Issuer[^>]*>([^<]+)<", request),
        back_url=found(r'AssertionConsumerServiceURL="([^"]+)"', request),
        is_forced='ForceAuthn="true"' in request,
    )


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None, text
    return match[1]


def comes_back(visitor: Visitor, provider: Provider, response: str) -> Answer:
    """The browser posts what the provider gave it, then our page posts it again."""
    return visitor.post(f"/with/{provider.key}/back", SAMLResponse=response, again="yes")


def test_a_signed_response_to_our_request_opens_the_mailbox(
    house: House, hire: Engage, idp: Idp, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    asked = leaves(visitor, provider)
    response = idp.respond(asked.request_id, asked.us, asked.back_url, claire)
    answer = comes_back(visitor, provider, response)
    assert answer.headers["location"] == claire.path()
    assert visitor.get(claire.path()).status == 200


def test_a_provider_that_gives_another_name_each_time_is_recognised_by_the_claim(
    house: House, hire: Engage, idp: Idp, provider: Provider
) -> None:
    claire, came = hire("Claire"), []
    for text in ("une-fois", "une-autre"):
        visitor, name = at(house), NameID(format=NAMEID_FORMAT_TRANSIENT, text=text)
        asked = leaves(visitor, provider)
        response = idp.respond(asked.request_id, asked.us, asked.back_url, claire, name_id=name)
        came.append(comes_back(visitor, provider, response).status)
    assert came == [302, 302]


def test_what_another_site_posts_is_posted_again_from_here(
    house: House, provider: Provider
) -> None:
    stranger = at(house)
    page = stranger.post(f"/with/{provider.key}/back", SAMLResponse="abc").soup
    fields = {field["name"]: field["value"] for field in page.select("form input")}
    assert fields == {"SAMLResponse": "abc", "again": "yes"}


@pytest.mark.parametrize(
    "lie",
    ["another request", "another audience", "unsigned", "changed", "nobody asked", "not xml"],
)
def test_what_cannot_be_believed_opens_nothing(
    house: House, hire: Engage, idp: Idp, provider: Provider, lie: str
) -> None:
    claire, karim, visitor = hire("Claire"), hire("Karim"), at(house)
    asked = leaves(visitor, provider)
    right = idp.respond(asked.request_id, asked.us, asked.back_url, claire)
    plain = base64.b64decode(right).decode()
    lies = {
        "another request": idp.respond("_autre", asked.us, asked.back_url, claire),
        "another audience": idp.respond(asked.request_id, OTHER, asked.back_url, claire),
        "unsigned": idp.respond(
            asked.request_id, asked.us, asked.back_url, claire, sign_assertion=False
        ),
        "changed": base64.b64encode(plain.replace(claire.address, karim.address).encode()).decode(),
        "nobody asked": right,
        "not xml": base64.b64encode(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>").decode(),
    }
    sender = at(house) if lie == "nobody asked" else visitor
    answer = comes_back(sender, provider, lies[lie])
    assert (answer.status, sender.get(claire.path()).status) == (401, 302)


def test_a_response_is_worth_one_look(
    house: House, hire: Engage, idp: Idp, provider: Provider
) -> None:
    claire, visitor = hire("Claire"), at(house)
    asked = leaves(visitor, provider)
    response = idp.respond(asked.request_id, asked.us, asked.back_url, claire)
    comes_back(visitor, provider, response)
    assert comes_back(visitor, provider, response).status == 401


@pytest.mark.parametrize(("minutes", "statuses"), [(0, [302, 200]), (30, [401, 302])])
def test_one_proves_again_by_a_proof_of_this_moment(
    house: House, hire: Engage, idp: Idp, provider: Provider, minutes: int, statuses: list[int]
) -> None:
    claire = hire("Claire")
    visitor, page = claire.visitor(), "/settings/security/address"
    asked = leaves(visitor, provider, f"?anew=yes&next={page}")
    response = idp.respond(
        asked.request_id, asked.us, asked.back_url, claire,
        proved_at=int(time.time()) - 60 * minutes,
    )  # fmt: skip
    answer = comes_back(visitor, provider, response)
    assert [answer.status, visitor.get(page).status] == statuses
    assert asked.is_forced is True


def test_our_metadata_tell_the_provider_where_to_answer(house: House, provider: Provider) -> None:
    visitor = at(house)
    text = visitor.get(f"/with/{provider.key}/metadata").text
    asked = leaves(visitor, provider)
    assert (f'entityID="{asked.us}"' in text, f'Location="{asked.back_url}"' in text) == (
        True,
        True,
    )


@pytest.mark.parametrize("xml", [b"", b"<x/>", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_what_is_no_metadata_is_refused(xml: bytes) -> None:
    with pytest.raises(WrongConfiguration):
        read_metadata(xml)
