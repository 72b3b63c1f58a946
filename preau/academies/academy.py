"""What one académie is, as its file says it: read once at start, never changed.

The names here, and in the files of its parts, are the keys of `academies/*.toml`;
`docs/operate/academies.md` explains them. A field without a default must be in the file.
"""

from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from preau.academies.choices import Zone
from preau.academies.hours import USUAL_HOURS, Hours
from preau.academies.letters import USUAL_MAILINGS, Mailings, Signature
from preau.academies.mail import (
    USUAL_GRACE,
    USUAL_GROWTH,
    USUAL_KEEPING,
    USUAL_LINKS,
    ClientServers,
    Forwarding,
    Grace,
    Growth,
    Keeping,
    Limits,
    Links,
    Quotas,
)
from preau.academies.people import USUAL_STAFF, Addresses, Factors, Identifiers, Passwords, Staff
from preau.academies.portal import Entrance, Help, Look, NamedLink, Network, Service
from preau.academies.values import Domain, Slug, Text, UrlPath


@dataclass(frozen=True)
class Academy:
    """One académie. `slug` is its name in our tables; the first of `domains` is the primary."""

    slug: Slug
    name: Text
    short_name: Text
    zone: Zone
    domains: tuple[Domain, ...]
    entrances: tuple[Entrance, ...]
    quotas: Quotas
    limits: Limits
    identifiers: Identifiers
    addresses: Addresses
    help: Help
    clients: ClientServers
    look: Look
    passwords: Passwords
    factors: Factors
    forwarding: Forwarding
    charter: NamedLink
    staff: Staff = USUAL_STAFF
    signature: Signature | None = None
    mailings: Mailings = USUAL_MAILINGS
    hours: Hours = USUAL_HOURS
    links: Links = USUAL_LINKS
    grace: Grace = USUAL_GRACE
    growth: Growth = USUAL_GROWTH
    keeping: Keeping = USUAL_KEEPING
    suggested_folders: tuple[Text, ...] = ()
    services: tuple[Service, ...] = ()
    networks: tuple[Network, ...] = ()
    old_paths: tuple[UrlPath, ...] = ()

    def __str__(self) -> str:
        return self.name

    @property
    def domain(self) -> str:
        """The primary domain: of logins (`identifier@domain`) and of new addresses."""
        return self.domains[0]

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(entrance.host for entrance in self.entrances)

    @property
    def entrance(self) -> Entrance:
        """The one to bookmark."""
        return self.entrances[0]

    @property
    def demo_host(self) -> str:
        """Where the demo answers; the usual entrance when the file has no demo one."""
        demos = (entrance.host for entrance in self.entrances if entrance.demo)
        return next(demos, self.entrance.host)

    def entrance_at(self, host: str) -> Entrance | None:
        """The one of this host name, as the registry knows it: lower case, no port."""
        return next((one for one in self.entrances if one.host == host), None)

    def is_old_path(self, path: str) -> bool:
        """Whether it stands at or under a path of an entrance, or of the software before us."""
        asked = f"{path.rstrip('/')}/".lower()
        known = (*self.old_paths, *(one.path for one in self.entrances if one.path != "/"))
        return any(asked.startswith(f"{one.rstrip('/')}/".lower()) for one in known)

    def network_of(self, address: str) -> Network | None:
        """The first known network an address stands in; None for a stranger's."""
        try:
            given = ip_address(address)
        except ValueError:
            return None
        return next((one for one in self.networks if given in ip_network(one.cidr)), None)
