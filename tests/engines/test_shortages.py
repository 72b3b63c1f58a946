"""What is short for a moment puts nothing off for long: how many come at once, who waits for whom."""

import smtplib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from preau.engines.postfix.render import master
from tests.engines.station import Station, message

pytestmark = pytest.mark.engines
STRANGERS = 50
# Who hands over beside Postfix: the waiting room, the doctor, the supervisor who asks for a greeting.
OURS = 3


def test_strangers_who_fill_their_entrance_keep_nobody_here_from_writing(station: Station) -> None:
    writer, reader = station.person("fulvie"), station.person("gontran")
    for _stranger in range(STRANGERS):
        assert calls(station, reader) == 250
    station.relay.submit(writer, writer, [reader], message("Bonjour"))
    station.waits_for(reader, "INBOX", 1)


def calls(station: Station, recipient: str) -> int:
    """What a stranger is answered who names a recipient, and stays on the line."""
    line = smtplib.SMTP(
        "127.0.0.1", station.ports.smtp, "world.example", source_address=("127.0.5.1", 0)
    )
    station.lines.callback(line.close)
    line.ehlo()
    line.mail("x@world.example")
    return line.rcpt(recipient)[0]


@pytest.mark.parametrize("behind_door", [True, False])
def test_all_who_may_ask_for_room_at_once_are_answered(
    station: Station, tmp_path: Path, *, behind_door: bool
) -> None:
    shape = replace(station.postfix, behind_door=behind_door, listen=("192.0.2.1", "2001:db8::1"))
    (tmp_path / "main.cf").write_text((station.postfix.conf / "main.cf").read_text())
    (tmp_path / "master.cf").write_text(master(shape))
    each, most = in_dovecot(
        station, "service/quota-status/client_limit", "service/quota-status/process_limit"
    )
    assert sum(processes(tmp_path, "*/inet")) <= int(each) * int(most)


def test_postfix_hands_over_no_more_at_once_than_dovecot_takes(station: Station) -> None:
    (handed,) = processes(station.postfix.conf, "lmtp/unix")
    (taken,) = in_dovecot(station, "service/lmtp/process_limit")
    assert handed + OURS <= int(taken)


def test_who_sends_on_waits_longer_than_the_filters_may_take(station: Station) -> None:
    (filters,) = in_postfix(station.postfix.conf, "milter_content_timeout")
    (patience,) = in_dovecot(station, "submission_timeout")
    number, unit = patience.split()
    assert int(number) * {"secs": 1, "mins": 60}[unit] > int(filters.removesuffix("s"))


def test_what_was_put_off_is_tried_again_every_few_minutes(station: Station) -> None:
    names = ("minimal_backoff_time", "maximal_backoff_time", "queue_run_delay")
    assert in_postfix(station.postfix.conf, *names) == ["60s", "600s", "60s"]


def in_dovecot(station: Station, *names: str) -> list[str]:
    """As Dovecot reads them."""
    return said("doveconf", "-c", station.dovecot.conf / "dovecot.conf", "-h", *names)


def in_postfix(folder: Path, *names: str) -> list[str]:
    return said("postconf", "-c", folder, "-h", *names)


def processes(folder: Path, services: str) -> list[int]:
    """How many each of these may have at once, as Postfix reads it."""
    (usual,) = in_postfix(folder, "default_process_limit")
    lines = said("postconf", "-c", folder, "-F", f"{services}/process_limit")
    return [int(line.split()[-1].replace("-", usual)) for line in lines]


def said(*command: str | Path) -> list[str]:
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return ran.stdout.splitlines()
