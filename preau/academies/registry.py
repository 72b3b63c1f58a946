"""The académies of this installation: loaded once at start, then looked up."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

from preau.academies.academy import Academy
from preau.academies.loader import load_folder

__all__ = ["Academies", "Academy", "academies", "host_name", "load"]

_PORT = re.compile(r":[0-9]*\Z")
_SERVICE = re.compile(r"\A(autoconfig|autodiscover)\.")


class Academies:
    """All of them, by slug in alphabetical order, and by what each answers to."""

    def __init__(self, loaded: tuple[Academy, ...]) -> None:
        self.all = loaded
        self._by_slug = {academy.slug: academy for academy in loaded}
        self._by_host = {host: academy for academy in loaded for host in academy.hosts}
        self._by_domain = {domain: academy for academy in loaded for domain in academy.domains}

    def by_slug(self, slug: str) -> Academy | None:
        return self._by_slug.get(slug)

    def of(self, slug: str) -> Academy:
        """The académie of something that is kept. Raises KeyError when its file was taken away."""
        return self._by_slug[slug]

    def by_host(self, host: str) -> Academy | None:
        """The académie of a Host header: any case, with or without port and final dot."""
        return self._by_host.get(host_name(host))

    def by_service_host(self, host: str) -> Academy | None:
        """The académie whose domain mail programs look for at this host: `autoconfig.DOMAIN`,
        `autodiscover.DOMAIN`, or the domain itself."""
        return self.by_domain(_SERVICE.sub("", host_name(host)))

    def by_domain(self, domain: str) -> Academy | None:
        """The académie of a mail domain, primary or not: any case."""
        return self._by_domain.get(domain.removesuffix(".").lower())

    @property
    def domains(self) -> tuple[str, ...]:
        return tuple(self._by_domain)


def host_name(header: str) -> str:
    """A Host header without port and final dot, in lower case."""
    return _PORT.sub("", header.strip()).removesuffix(".").lower()


def load(folder: Path) -> Academies:
    """The académies of a folder; WrongAcademy names file, line and reason."""
    return Academies(load_folder(folder))


@cache
def academies() -> Academies:
    """The académies of PREAU_ACADEMIES. A test may load its own folder with `load`."""
    return load(Path(settings.ACADEMIES_FOLDER))
