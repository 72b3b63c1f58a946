"""What a telephone shows of the link it read from a screen."""

from dataclasses import dataclass

from preau.academies.registry import Academy, academies
from preau.identity.models import DevicePassword
from preau.web.kit.programs import Programs, programs


@dataclass(frozen=True)
class LinkPage:
    """Before it is opened; or once it is over, when there is no device."""

    academy: Academy
    language: str = "fr"
    device_name: str = ""
    is_apple: bool = False
    template: str = "discovery/link.html"

    @classmethod
    def of(cls, device: DevicePassword) -> "LinkPage":
        return cls(
            academies().of(device.account.academy),
            device.account.preference.language,
            device.name,
            is_apple=device.kind == DevicePassword.Kind.APPLE,
        )

    @classmethod
    def over(cls, academy: Academy) -> "LinkPage":
        return cls(academy, template="discovery/over.html")


@dataclass(frozen=True)
class OpenedPage:
    """The values, to be copied one by one."""

    academy: Academy
    language: str
    device_name: str
    programs: Programs
    password: str
    template: str = "discovery/opened.html"

    @classmethod
    def of(cls, device: DevicePassword, token: str) -> "OpenedPage":
        academy = academies().of(device.account.academy)
        allowed = tuple(one for one in device.allowed if one != "sieve")
        return cls(
            academy,
            device.account.preference.language,
            device.name,
            programs(device.account, academy, allowed),
            token,
        )
