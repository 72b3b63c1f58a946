"""Apple's configuration profile for one mailbox: a property list that an iPhone installs.

Keys: Apple, "Device Management", payload com.apple.mail.managed.
"""

import plistlib
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

CONTENT_TYPE = "application/x-apple-aspen-config"


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    use_tls: bool


@dataclass(frozen=True)
class MailProfile:
    """`identifier` is the same each time for one device, so that a new profile takes the place of
    the former; `account_name` is what the telephone calls the account."""

    identifier: str
    title: str
    organization: str
    account_name: str
    person: str
    address: str
    user_name: str
    incoming: MailServer
    outgoing: MailServer
    password: str = field(default="", repr=False)


def profile(asked: MailProfile) -> bytes:
    """The profile in XML, unsigned. Without a password the telephone asks for it."""
    return plistlib.dumps(
        {
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "PayloadIdentifier": asked.identifier,
            "PayloadUUID": _uuid(asked.identifier),
            "PayloadDisplayName": asked.title,
            "PayloadOrganization": asked.organization,
            "PayloadRemovalDisallowed": False,
            "PayloadContent": [_mail(asked)],
        }
    )


def _mail(asked: MailProfile) -> dict[str, object]:
    identifier = f"{asked.identifier}.mail"
    said: dict[str, object] = {
        "PayloadType": "com.apple.mail.managed",
        "PayloadVersion": 1,
        "PayloadIdentifier": identifier,
        "PayloadUUID": _uuid(identifier),
        "PayloadDisplayName": asked.account_name,
        "EmailAccountType": "EmailTypeIMAP",
        "EmailAccountDescription": asked.account_name,
        "EmailAccountName": asked.person,
        "EmailAddress": asked.address,
        "OutgoingPasswordSameAsIncomingPassword": True,
    }
    said |= _server("Incoming", asked.incoming, asked) | _server("Outgoing", asked.outgoing, asked)
    return said


def _server(way: str, server: MailServer, asked: MailProfile) -> dict[str, object]:
    said: dict[str, object] = {
        f"{way}MailServerAuthentication": "EmailAuthPassword",
        f"{way}MailServerHostName": server.host,
        f"{way}MailServerPortNumber": server.port,
        f"{way}MailServerUseSSL": server.use_tls,
        f"{way}MailServerUsername": asked.user_name,
    }
    return said | ({f"{way}Password": asked.password} if asked.password else {})


def _uuid(identifier: str) -> str:
    return str(uuid5(NAMESPACE_URL, identifier)).upper()
