"""Deliveries to Dovecot by LMTP (RFC 2033): one message to one mailbox, at once or not at all."""

import smtplib
from dataclasses import dataclass

from preau.engines.errors import EngineAway, MailRefused, OverQuota

# What Dovecot says of a mailbox without room (RFC 3463: 2.2 full, 2.3 larger than it ever holds).
_NO_ROOM = (b"4.2.2", b"5.2.2", b"5.2.3")


@dataclass(frozen=True)
class Delivery:
    """The door by which mail enters mailboxes, filters included: `Delivery(ports.lmtp)`.

    By `ports.notices` the same, where no quota counts.
    """

    port: int
    host: str = "127.0.0.1"
    timeout: float = 120.0

    def deliver(self, recipient: str, message: bytes, *, sender: str = "") -> None:
        """`sender` is the envelope's, "" for none. The message's lines end with CRLF.

        Raises OverQuota, MailRefused when trying again is useless, EngineAway when it is not.
        """
        try:
            with smtplib.LMTP(self.host, self.port, "localhost", timeout=self.timeout) as line:
                line.sendmail(sender, [recipient], message)
        except smtplib.SMTPRecipientsRefused as refused:
            raise _refused(*refused.recipients[recipient]) from refused
        except smtplib.SMTPResponseException as refused:
            raise _refused(refused.smtp_code, refused.smtp_error) from refused
        except OSError as error:
            raise EngineAway("dovecot") from error


def _refused(code: int, said: bytes | str) -> Exception:
    words = said.encode() if isinstance(said, str) else said
    if words.startswith(_NO_ROOM):
        return OverQuota("There is no room left in this mailbox.")
    text = words.decode("utf-8", "replace")
    return MailRefused(text, code) if code >= 500 else EngineAway("dovecot", text)
