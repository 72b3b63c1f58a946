"""How mail programs find our servers by an address alone: three dialects of the same few values.

None says whether an address exists: they speak of its domain.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from preau.academies.academy import Academy
from preau.academies.choices import Security
from preau.academies.clients import servers_of
from preau.academies.mail import Server

OUTLOOK = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"
RESPONSE = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"


def autoconfig(academy: Academy, host: str) -> bytes:
    """Thunderbird, K-9, Evolution, KMail: `config-v1.1.xml`, draft-ietf-mailmaint-autoconfig."""
    servers = servers_of(academy)
    root = Element("clientConfig", version="1.1")
    provider = SubElement(root, "emailProvider", id=academy.domain)
    for domain in academy.domains:
        _text(provider, "domain", domain)
    _text(provider, "displayName", academy.name)
    _text(provider, "displayShortName", academy.short_name)
    _autoconfig_server(provider, "incomingServer", "imap", servers.imap)
    _autoconfig_server(provider, "outgoingServer", "smtp", servers.smtp)
    guide = SubElement(provider, "documentation", url=f"https://{host}/settings/devices")
    _text(guide, "descr", "Appareils et mots de passe d’appareil").set("lang", "fr")
    _text(guide, "descr", "Devices and their passwords").set("lang", "en")
    return _printed(root)


def _autoconfig_server(provider: Element, tag: str, kind: str, server: Server) -> None:
    one = SubElement(provider, tag, type=kind)
    _text(one, "hostname", server.host)
    _text(one, "port", str(server.port))
    _text(one, "socketType", "SSL" if server.security == Security.TLS else "STARTTLS")
    _text(one, "username", "%EMAILADDRESS%")
    _text(one, "authentication", "password-cleartext")


def autodiscover(academy: Academy, address: str) -> bytes:
    """Outlook: the answer of the POX protocol, [MS-OXDSCLI] 2.2.4.1."""
    servers = servers_of(academy)
    root = Element("Autodiscover", xmlns=RESPONSE)
    response = SubElement(root, "Response", xmlns=OUTLOOK)
    account = SubElement(response, "Account")
    _text(account, "AccountType", "email")
    _text(account, "Action", "settings")
    for kind, server in (("IMAP", servers.imap), ("SMTP", servers.smtp)):
        _outlook_server(account, kind, server, address)
    return _printed(root)


def _outlook_server(account: Element, kind: str, server: Server, address: str) -> None:
    one = SubElement(account, "Protocol")
    _text(one, "Type", kind)
    _text(one, "Server", server.host)
    _text(one, "Port", str(server.port))
    _text(one, "DomainRequired", "off")
    _text(one, "LoginName", address)
    _text(one, "SPA", "off")
    # With Encryption, SSL is not read; `TLS` is what Outlook calls STARTTLS.
    _text(one, "SSL", "on")
    _text(one, "Encryption", "SSL" if server.security == Security.TLS else "TLS")
    _text(one, "AuthRequired", "on")
    if kind == "SMTP":
        _text(one, "UsePOPAuth", "on")
        _text(one, "SMTPLast", "off")


def unknown_to_outlook() -> bytes:
    """600: what was asked is not ours to answer, [MS-OXDSCLI] 2.2.4.1.2."""
    root = Element("Autodiscover", xmlns=RESPONSE)
    error = SubElement(SubElement(root, "Response"), "Error", Time="00:00:00", Id="0")
    _text(error, "ErrorCode", "600")
    _text(error, "Message", "Invalid Request")
    SubElement(error, "DebugData")
    return _printed(root)


def _text(parent: Element, tag: str, text: str) -> Element:
    made = SubElement(parent, tag)
    made.text = text
    return made


def _printed(root: Element) -> bytes:
    indent(root)
    printed: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return printed + b"\n"
