"""Signing what telephones install, by the certificate of our servers (CMS, RFC 5652).

Apple shows a signed profile with the name of who signed it, and as verified when its authority is
known to the telephone.
"""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7Options,
    PKCS7SignatureBuilder,
)

from preau.engines.errors import WrongConfiguration


def sign(content: bytes, signer: Path) -> bytes:
    """The content inside its signature, DER. `signer` holds a key, its certificate, the chain."""
    pem = signer.read_bytes()
    key = load_pem_private_key(pem, None)
    if not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise WrongConfiguration(f"{signer} holds a key that signs no profile.")
    own, *chain = x509.load_pem_x509_certificates(pem)
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(own, key, hashes.SHA256())
    for certificate in chain:
        builder = builder.add_certificate(certificate)
    return builder.sign(Encoding.DER, [PKCS7Options.Binary, PKCS7Options.NoCapabilities])
