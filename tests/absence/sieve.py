"""A script as Pigeonhole itself sees it, at any time: its compiler, its tester, another clock."""

import re
import subprocess
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.house.client import octets

ADDRESS = "claire.lefevre@ac-poitiers.fr"
CONFIGURATION = """
log_path = /dev/stdout
ssl = no
# Another clock comes by the environment.
import_environment = TZ HOME LD_PRELOAD FAKETIME FAKETIME_SHARED
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
mail_home = %(home)s
mail_location = maildir:%(home)s/mail
plugin {
  sieve = file:~/sieve
}
"""
SENT = re.compile(r"sending message from <>:\n(.*?)\nsieve-test: Info: sieve: ", re.DOTALL)


@dataclass(frozen=True)
class Bench:
    """A folder with a configuration of its own."""

    folder: Path

    def compiles(self, script: str) -> str:
        """What the compiler complains of."""
        return self._run("sievec", str(self._kept(script)), str(self.folder / "out.svbin"))

    def answer(
        self, script: str, letter: EmailMessage, *, sender: str, at: str, to: str = ADDRESS
    ) -> EmailMessage | None:
        """What is sent back, if anything. `at` is a time of UTC: `2026-12-18 22:59:59`."""
        mail = self.folder / "letter.eml"
        mail.write_bytes(octets(letter))
        said = self._run(
            "sieve-test", "-e", "-l", f"maildir:{self.folder}/mail", "-a", to, "-r", to,
            "-f", sender, str(self._kept(script)), str(mail), at=at,
        )  # fmt: skip
        assert "final result: success" in said, said
        found = SENT.search(said)
        return message_from_bytes(found[1].encode(), policy=policy.default) if found else None  # type: ignore[return-value]

    def _kept(self, script: str) -> Path:
        file = self.folder / "absence.sieve"
        file.write_bytes(script.encode())
        return file

    def _run(self, *words: str, at: str = "") -> str:
        configuration = self.folder / "dovecot.conf"
        configuration.write_text(CONFIGURATION % {"home": self.folder})
        clock = ("faketime", "-f", at) if at else ()
        command, *rest = words
        return subprocess.run(
            [*clock, command, "-c", str(configuration), *rest],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=30,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "TZ": "UTC", "LANG": "C.UTF-8"},
        ).stdout
