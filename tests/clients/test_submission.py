"""msmtp and curl send, by both kinds of TLS."""

from pathlib import Path

import pytest

from tests.clients.programs import needs, run
from tests.house.client import octets
from tests.house.fixtures import Engage
from tests.house.installation import House
from tests.house.postbag import letter, unique


@needs("msmtp")
@pytest.mark.parametrize(("starttls", "port"), [("on", "submission"), ("off", "submissions")])
def test_msmtp_sends_with_starttls_and_with_implicit_tls(
    house: House, hire: Engage, tmp_path: Path, starttls: str, port: str
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Msmtp")
    rc = tmp_path / "msmtprc"
    rc.write_text(f"""
account academie
host localhost
port {getattr(house.ports, port)}
auth on
user {claire.login}
password {claire.device}
from {claire.address}
tls on
tls_starttls {starttls}
tls_trust_file {house.authority}
""")
    rc.chmod(0o600)
    made = octets(letter(subject, sender=claire.who, to=karim.who))
    run("msmtp", "-C", str(rc), "-a", "academie", karim.address, input=made)
    assert karim.program().waits_for(subject)["From"] == claire.who


@needs("curl")
@pytest.mark.parametrize(("scheme", "port"), [("smtps", "submissions"), ("smtp", "submission")])
def test_curl_sends_with_both_kinds_of_tls(
    house: House, hire: Engage, tmp_path: Path, scheme: str, port: str
) -> None:
    claire, karim, subject = hire("Claire"), hire("Karim"), unique("Curl")
    file = tmp_path / "letter.eml"
    file.write_bytes(octets(letter(subject, sender=claire.who, to=karim.who)))
    run(
        "curl", "-sS", "--ssl-reqd", "--cacert", str(house.authority), "--url",
        f"{scheme}://localhost:{getattr(house.ports, port)}", "--user", f"{claire.login}:{claire.device}",
        "--mail-from", claire.address, "--mail-rcpt", karim.address, "--upload-file", str(file),
    )  # fmt: skip
    karim.program().waits_for(subject)
