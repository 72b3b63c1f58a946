"""Who says so: each host name of an académie is an issuer of its own, as its sessions are."""

from django.http import HttpRequest


def issuer_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
