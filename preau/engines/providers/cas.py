"""CAS 3 (CAS Protocol 3.0 §2.8): a ticket, asked about once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from preau.engines.providers.asking import get
from preau.engines.providers.claims import Claims, NotVouched, flat

_CAS = "{http://www.yale.edu/tp/cas}"


@dataclass(frozen=True)
class CasShape:
    """`url` is the server's, such as `https://cas.example.org/cas`."""

    url: str


def begin(shape: CasShape, back_url: str, *, anew: bool = False) -> tuple[str, str]:
    """(where to send the browser, the state to remember).

    A ticket is for one service, so the state is a part of its name: nobody is led back with the
    ticket of another's departure. `anew`: a session that is open there is not enough (§2.1.1).
    """
    state = secrets.token_urlsafe(32)
    query = urlencode({"service": _service(back_url, state)} | _renewed(anew=anew))
    return f"{shape.url.rstrip('/')}/login?{query}", state


def _service(back_url: str, state: str) -> str:
    return f"{back_url}?{urlencode({'state': state})}"


def finish(
    shape: CasShape, state: str, answer: Mapping[str, str], back_url: str, *, anew: bool = False
) -> Claims:
    """Raises NotVouched, EngineAway. `back_url` and `anew` have to be those given to `begin`."""
    if not secrets.compare_digest(answer.get("state", "").encode(), state.encode()):
        raise NotVouched("the state is another one")
    ticket = answer.get("ticket", "")
    if not ticket.startswith("ST-"):
        raise NotVouched("this is no service ticket")
    query = urlencode(
        {"service": _service(back_url, state), "ticket": ticket} | _renewed(anew=anew)
    )
    try:
        said = fromstring(get(f"{shape.url.rstrip('/')}/p3/serviceValidate?{query}"))
    except (ParseError, DefusedXmlException) as error:
        raise NotVouched("the CAS server does not answer in XML") from error
    told = said.find(f"{_CAS}authenticationSuccess")
    user = "" if told is None else (told.findtext(f"{_CAS}user") or "").strip()
    if told is None or not user:
        raise NotVouched("the CAS server does not know this ticket")
    return Claims(user, flat(_attributes(told)) | {"user": user})


def _renewed(*, anew: bool) -> dict[str, str]:
    return {"renew": "true"} if anew else {}


def _attributes(told: Element) -> dict[str, object]:
    found = told.find(f"{_CAS}attributes")
    return {} if found is None else {one.tag.removeprefix(_CAS): one.text or "" for one in found}
