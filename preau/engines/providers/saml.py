"""SAML 2.0 web browser sign-in: request by redirect, response by POST (SAML Profiles §4.1).

pysaml2 does the protocol, xmlsec1 the signatures. It is loaded when first asked for: few académies
have such a provider, and it weighs.
"""

import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from defusedxml.ElementTree import fromstring

from preau.engines.errors import WrongConfiguration
from preau.engines.providers.claims import Claims, NotVouched, flat

if TYPE_CHECKING:
    from saml2.client import Saml2Client

_MD = "{urn:oasis:names:tc:SAML:2.0:metadata}"
_POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"
# Another name each time (SAML Core 8.3.8): it recognises nobody.
_TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
_REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
# How far the two clocks may be apart, in seconds.
LEEWAY = 60


@dataclass(frozen=True)
class SamlShape:
    """A provider as its metadata tell it (XML, whole)."""

    entity_id: str
    metadata: str


def read_metadata(xml: bytes) -> SamlShape:
    """What a provider publishes of itself. Raises WrongConfiguration."""
    try:
        root = fromstring(xml)
    except Exception as error:
        raise WrongConfiguration("This is not the metadata of a SAML provider.") from error
    entity = root if root.tag == f"{_MD}EntityDescriptor" else root.find(f"{_MD}EntityDescriptor")
    described = None if entity is None else entity.find(f"{_MD}IDPSSODescriptor")
    if entity is None or described is None:
        raise WrongConfiguration("These metadata describe no identity provider.")
    bindings = {one.get("Binding") for one in described.iter(f"{_MD}SingleSignOnService")}
    if _REDIRECT not in bindings or described.find(f"{_MD}KeyDescriptor") is None:
        raise WrongConfiguration("These metadata have no sign-on by redirect, or no certificate.")
    return SamlShape(entity.get("entityID", ""), xml.decode())


def begin(shape: SamlShape, us: str, back_url: str, *, anew: bool = False) -> tuple[str, str]:
    """(where to send the browser, the request's id to remember). `us` is our entity id.

    `anew`: a session that is open there is not enough (Core §3.4.1).
    """
    request_id, told = _client(shape, us, back_url).prepare_for_authenticate(
        shape.entity_id, binding=_REDIRECT, response_binding=_POST, force_authn=anew
    )
    return dict(told["headers"])["Location"], str(request_id)


def finish(
    shape: SamlShape, us: str, back_url: str, request_id: str, response: str, *, since: int = 0
) -> Claims:
    """Raises NotVouched. The response must answer our own request: one seen elsewhere is worth
    nothing, and neither is one that nobody asked for. Nor is, if `since` is given, one about
    somebody who proved who they are before that second.
    """
    try:
        told: Any = _client(shape, us, back_url).parse_authn_request_response(
            response, _POST, outstanding={request_id: back_url}
        )
        name, values = told.name_id, dict(told.ava)
        subject = "" if name.format == _TRANSIENT else str(name.text)
        is_since = not since or _proved_at(told) >= since - LEEWAY
    except Exception as error:
        # pysaml2 raises what it meets, some of it plain Exception: none of it may let anybody in.
        raise NotVouched(f"the SAML response is refused: {type(error).__name__}") from error
    if not secrets.compare_digest(str(told.in_response_to), request_id):
        raise NotVouched("the SAML response answers another request")
    if not is_since:
        raise NotVouched("the provider did not ask again who it is")
    return Claims(subject, flat(values) | {"name_id": subject})


def _proved_at(told: Any) -> float:
    """The earliest moment that the assertion gives; raises ValueError for one that gives none."""
    return min(datetime.fromisoformat(at).timestamp() for _way, _by, at in told.authn_info())


def metadata_of_us(us: str, back_url: str) -> str:
    """What a provider has to know of us (SAML Metadata §2.4.4)."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{us}">'
        '<SPSSODescriptor WantAssertionsSigned="true" '
        'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
        f'<AssertionConsumerService index="0" isDefault="true" Location="{back_url}" '
        f'Binding="{_POST}"/></SPSSODescriptor></EntityDescriptor>\n'
    )


def _client(shape: SamlShape, us: str, back_url: str) -> "Saml2Client":
    from saml2.client import Saml2Client  # noqa: PLC0415 -- see above
    from saml2.config import SPConfig  # noqa: PLC0415

    told = {
        "entityid": us,
        "metadata": {"inline": [shape.metadata]},
        "service": {
            "sp": {
                "endpoints": {"assertion_consumer_service": [(back_url, _POST)]},
                "allow_unsolicited": False,
                "authn_requests_signed": False,
                "want_assertions_signed": True,
                "want_response_signed": False,
            }
        },
        "allow_unknown_attributes": True,
        "accepted_time_diff": LEEWAY,
        "xmlsec_binary": shutil.which("xmlsec1") or "xmlsec1",
    }
    return Saml2Client(config=SPConfig().load(told))
