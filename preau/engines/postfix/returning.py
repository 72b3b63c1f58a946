"""Reports that go back to senders: from nobody (`<>`), so that nothing answers them (RFC 3464)."""

import smtplib

from preau.engines.errors import EngineAway, MailRefused


def give_back(port: int, recipient: str, message: bytes) -> None:
    """By the internal entrance `ports.redirects`. Raises MailRefused, EngineAway."""
    try:
        with smtplib.SMTP("127.0.0.1", port, "localhost", timeout=120) as line:
            line.sendmail("", [recipient], message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = refused.recipients[recipient]
        raise _refused(code, words) from refused
    except smtplib.SMTPResponseException as refused:
        raise _refused(refused.smtp_code, refused.smtp_error) from refused
    except OSError as error:
        raise EngineAway("postfix") from error


def _refused(code: int, words: bytes | str) -> Exception:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return MailRefused(text, code) if code >= 500 else EngineAway("postfix", text)
