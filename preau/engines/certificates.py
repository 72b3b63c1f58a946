"""Certificates for every door: the operator's own, or ours signed by a local authority.

The authority is made at first run and never leaves the data folder; who wants no warning adds
its certificate to a browser or a mail client. Ours are renewed well before they end.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from preau.engines.errors import WrongConfiguration
from preau.engines.kept import keep
from preau.engines.places import Places

AUTHORITY_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)  # more is refused by some clients
RENEW_BEFORE = timedelta(days=45)
ALWAYS = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Certificates:
    """`authority` is None when the operator's certificate is used."""

    certificate: Path
    key: Path
    authority: Path | None
    renewed: bool = False


def ensure(places: Places, hosts: Iterable[str], *, now: datetime | None = None) -> Certificates:
    """A certificate of ours good for all `hosts`, made or renewed if it must be."""
    moment = now or datetime.now(UTC)
    folder = places.certificates
    folder.mkdir(parents=True, exist_ok=True)
    names = tuple(dict.fromkeys((*hosts, *ALWAYS)))
    renewed_authority = _ensure_authority(folder, moment)
    certificate, key = folder / "server.crt", folder / "server.key"
    renewed = renewed_authority or not _serves(certificate, key, names, moment)
    if renewed:
        _make_server(folder, names, moment)
    return Certificates(certificate, key, folder / "authority.crt", renewed)


def provided(
    certificate: Path, key: Path, hosts: Iterable[str], *, now: datetime | None = None
) -> Certificates:
    """The operator's own; WrongConfiguration says what it lacks."""
    moment = now or datetime.now(UTC)
    read = _read(certificate)
    if _public(read) != _public_of_key(key):
        raise WrongConfiguration(f"The key {key} is not the one of {certificate}.")
    if read.not_valid_after_utc <= moment:
        raise WrongConfiguration(f"{certificate} has ended on {_day(read)}.")
    missing = [host for host in hosts if not _covers(read, host)]
    if missing:
        raise WrongConfiguration(f"{certificate} does not name {', '.join(missing)}.")
    return Certificates(certificate, key, None)


def ends(certificate: Path) -> datetime:
    """The moment from which clients refuse it."""
    return _read(certificate).not_valid_after_utc


def _ensure_authority(folder: Path, moment: datetime) -> bool:
    certificate, key = folder / "authority.crt", folder / "authority.key"
    if certificate.exists() and key.exists() and ends(certificate) - moment > SERVER_LIFE:
        return False
    made = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Préau local authority {moment:%Y-%m-%d}")
    builder = (
        _builder(name, name, made.public_key(), moment, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    _write_key(key, made)
    _write_certificate(certificate, builder.sign(made, hashes.SHA256()))
    return True


def _make_server(folder: Path, names: tuple[str, ...], moment: datetime) -> None:
    authority = _read(folder / "authority.crt")
    signer = _private(folder / "authority.key")
    made = ec.generate_private_key(ec.SECP256R1())
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    builder = (
        _builder(_name(names[0]), authority.subject, made.public_key(), moment, SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(map(_general_name, names)), critical=False)
        .add_extension(identifier, critical=False)
    )
    _write_key(folder / "server.key", made)
    _write_certificate(folder / "server.crt", builder.sign(signer, hashes.SHA256()))


def _serves(certificate: Path, key: Path, names: tuple[str, ...], moment: datetime) -> bool:
    if not (certificate.exists() and key.exists()):
        return False
    read = _read(certificate)
    lasts = read.not_valid_after_utc - moment > RENEW_BEFORE
    return lasts and _public(read) == _public_of_key(key) and all(_covers(read, n) for n in names)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    moment: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - timedelta(hours=1))  # clocks differ
        .not_valid_after(moment + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    """A common name holds 64 characters; clients read the alternative names anyway."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode())


def _covers(certificate: x509.Certificate, host: str) -> bool:
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    wanted = _general_name(host)
    if isinstance(wanted, x509.IPAddress):
        return wanted in list(found)
    names = found.get_values_for_type(x509.DNSName)
    return any(name in names for name in (wanted.value, f"*.{wanted.value.partition('.')[2]}"))


def _read(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except OSError as reason:
        raise WrongConfiguration(f"The certificate {path} cannot be read.") from reason
    except ValueError as reason:
        raise WrongConfiguration(f"{path} holds no PEM certificate.") from reason


def _private(path: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise WrongConfiguration(f"{path} is not a key of ours.")
    return key


def _public_of_key(path: Path) -> bytes:
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except OSError as reason:
        raise WrongConfiguration(f"The key {path} cannot be read.") from reason
    except (ValueError, TypeError) as reason:
        raise WrongConfiguration(f"{path} holds no PEM key without a password.") from reason
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _public(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    keep(path, pem)


def _write_certificate(path: Path, certificate: x509.Certificate) -> None:
    keep(path, certificate.public_bytes(Encoding.PEM), mode=0o644)


def _day(certificate: x509.Certificate) -> str:
    return f"{certificate.not_valid_after_utc:%Y-%m-%d}"
