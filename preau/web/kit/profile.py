"""A device's profile for an iPhone or an iPad, signed by this installation."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from preau.academies.choices import Security
from preau.academies.clients import servers_of
from preau.academies.mail import Server
from preau.academies.registry import academies
from preau.engines.signing import sign
from preau.formats.mobileconfig import CONTENT_TYPE, MailProfile, MailServer, profile
from preau.identity.models import DevicePassword


def profile_answer(device: DevicePassword, token: str) -> HttpResponse:
    signer = settings.PLACES.data / "secrets" / "profile-signer.pem"
    octets = sign(profile(_of(device, token)), signer)
    file = f"{device.account.identifier}.mobileconfig"
    return HttpResponse(
        octets,
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def _of(device: DevicePassword, token: str) -> MailProfile:
    account = device.account
    academy = academies().of(account.academy)
    servers = servers_of(academy)
    reversed_domain = ".".join(reversed(academy.domain.split(".")))
    return MailProfile(
        identifier=f"{reversed_domain}.messagerie.{device.pk}",
        title=_("Mail of %(academy)s") % {"academy": academy.name},
        organization=academy.name,
        account_name=_("Professional mail"),
        person=account.name,
        address=account.address,
        user_name=account.login,
        incoming=_server(servers.imap),
        outgoing=_server(servers.smtp),
        password=token,
    )


def _server(server: Server) -> MailServer:
    return MailServer(
        server.host, server.port, server.security in (Security.TLS, Security.STARTTLS)
    )
