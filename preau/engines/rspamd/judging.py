"""What Rspamd, and ClamAV behind it, say of a message that no server brings: asked over HTTP."""

import http.client
import json
from collections.abc import Sequence
from dataclasses import dataclass

from preau.engines.errors import EngineAway, MailRefused

# As Postfix waits for it (milter_content_timeout).
PATIENCE = 90.0


@dataclass(frozen=True)
class Brought:
    """Who brings a message, and its envelope, as Postfix would tell them."""

    login: str
    network: str
    sender: str
    recipients: Sequence[str]

    @property
    def headers(self) -> list[tuple[str, str]]:
        named = [("User", self.login), ("IP", self.network), ("From", self.sender)]
        return [*named, *(("Rcpt", one) for one in self.recipients)]


def judge(controller: int, password: str, octets: bytes, brought: Brought) -> None:
    """As if it came in now, from who is signed in. `controller` is the port that the password
    opens. Raises MailRefused, EngineAway (later)."""
    line = http.client.HTTPConnection("127.0.0.1", controller, timeout=PATIENCE)
    try:
        line.putrequest("POST", "/checkv2")
        for name, value in (("Password", password), *brought.headers):
            line.putheader(name, value)
        line.putheader("Content-Length", str(len(octets)))
        line.endheaders(octets)
        answer = line.getresponse()
        said = json.loads(answer.read())
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise EngineAway("rspamd") from error
    finally:
        line.close()
    _heed(said)


def _heed(said: object) -> None:
    if not isinstance(said, dict):
        raise EngineAway("rspamd")
    match said.get("action"):
        case "reject":
            raise MailRefused(_words(said), 554)
        case "soft reject":
            raise EngineAway("rspamd", _words(said))
        case str():
            return
        case _:
            raise EngineAway("rspamd")


def _words(said: dict[str, object]) -> str:
    messages = said.get("messages")
    words = messages.get("smtp_message") if isinstance(messages, dict) else None
    return str(words or "Refused by the content filter")
