"""DKIM keys (RFC 6376): one a domain, made once, and the DNS record each asks for."""

import base64
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from preau.engines.conffile import Reader, write
from preau.engines.rspamd.shape import RspamdShape

BITS = 2048
TXT_STRING = 255


def key_path(shape: RspamdShape, domain: str) -> Path:
    return shape.keys / f"{domain}.{shape.selector}.key"


def make_keys(shape: RspamdShape) -> None:
    """A key for each domain that has none; one that exists is never replaced."""
    for domain in shape.domains:
        path = key_path(shape, domain)
        if not path.exists():
            write(path, _new_key(), reader=Reader(shape.user))


def record(shape: RspamdShape, domain: str) -> tuple[str, str]:
    """The name and the text of the TXT record that lets others check our signatures."""
    key = load_pem_private_key(key_path(shape, domain).read_bytes(), None)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    text = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
    return f"{shape.selector}._domainkey.{domain}", text


def zone_line(name: str, text: str) -> str:
    """The record as a zone file writes it: strings of at most 255 octets."""
    pieces = [text[at : at + TXT_STRING] for at in range(0, len(text), TXT_STRING)]
    return f"{name}. IN TXT ( " + " ".join(f'"{piece}"' for piece in pieces) + " )"


def _new_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem.decode()
