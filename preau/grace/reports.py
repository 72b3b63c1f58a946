"""The report to a sender whose message found no room in time (RFC 3464, RFC 3462): in French and in
English, for nobody knows which they read; with the head of their message, and nothing of its body.
"""

from datetime import datetime
from email import policy
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, make_msgid

from preau.formats.mime.headers import header_end, message_start

_HEAD = 32 * 1024
_SENTENCE = (
    "Votre message à {address} n’a pas été remis\u00a0: la boîte est restée pleine pendant "
    "{days} jours. Il a attendu tout ce temps qu’une place se libère. Renvoyez-le plus tard, ou "
    "joignez cette personne autrement.\n\n"
    "Your message to {address} was not delivered: the mailbox stayed full for {days} days. It "
    "waited all that time for room. Send it again later, or reach this person by another means.\n"
)


def no_room(
    *, host: str, desk: str, address: str, sender: str, days: int, arrived_at: datetime,
    now: datetime, octets: bytes,
) -> bytes:  # fmt: skip
    """`address` had no room, `desk` is whom its académie's people call, `octets` the message."""
    report = MIMEMultipart("report", report_type="delivery-status", policy=policy.SMTP)
    report["From"] = f"Préau <{desk}>"
    report["To"] = sender
    report["Subject"] = "Message non remis : boîte pleine / Not delivered: mailbox full"
    report["Date"] = format_datetime(now)
    report["Message-ID"] = make_msgid(domain=desk.rpartition("@")[2])
    report["Auto-Submitted"] = "auto-replied"
    report.attach(MIMEText(_SENTENCE.format(address=address, days=days), "plain", "utf-8"))
    report.attach(_status(host, address, arrived_at, now))
    report.attach(_head(octets))
    return report.as_bytes(policy=policy.SMTP)


def _status(host: str, address: str, arrived_at: datetime, now: datetime) -> Message:
    about_message = {"Reporting-MTA": f"dns; {host}", "Arrival-Date": format_datetime(arrived_at)}
    about_recipient = {
        "Final-Recipient": f"rfc822; {address}",
        "Action": "failed",
        "Status": "5.2.2",
        "Diagnostic-Code": "smtp; 552 5.2.2 Mailbox full",
        "Last-Attempt-Date": format_datetime(now),
    }
    part = MIMENonMultipart("message", "delivery-status", policy=policy.SMTP)
    part.set_payload([_block(about_message), _block(about_recipient)])
    return part


def _block(fields: dict[str, str]) -> Message:
    block = Message(policy=policy.compat32)
    for name, value in fields.items():
        block[name] = value
    return block


def _head(octets: bytes) -> Message:
    start = message_start(octets)
    head = octets[start : min(header_end(octets, start), start + _HEAD)]
    part = MIMENonMultipart("text", "rfc822-headers", policy=policy.SMTP)
    part.set_payload(head.decode("ascii", "replace").replace("\ufffd", "?"))
    return part
