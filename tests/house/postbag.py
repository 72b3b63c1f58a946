"""Letters that tests send. Each says a secret word, which no log may ever hold."""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from itertools import count

# In every subject, body and password; a rare word, so that a log shows it only by indiscretion.
SECRET = "couleuvrine"
STRANGER = "Irène Lointaine <irene@lointain.example>"
EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
ONLY_MARKED = "YJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
# One pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cf500f0003860180e0d2b9f20000000049454e44ae426082"
)
_numbers = count(1)


def unique(stem: str) -> str:
    """A word of this test alone."""
    return f"{stem}{next(_numbers)}"


def letter(
    subject: str = "Réunion",
    text: str = "Bonjour à toutes et à tous.",
    *,
    sender: str = STRANGER,
    to: str = "Vous <vous@lointain.example>",
    cc: str = "",
    html: str = "",
    answers: str = "",
    message_id: str = "",
    attachments: tuple[tuple[str, str, bytes], ...] = (),
    **headers: str,
) -> EmailMessage:
    """`attachments`: (name, type, octets); `answers`: the Message-ID of what this replies to."""
    made = EmailMessage()
    made["From"], made["To"] = sender, to
    if cc:
        made["Cc"] = cc
    made["Subject"] = f"{subject} {SECRET}"
    made["Date"] = formatdate(localtime=True)
    made["Message-ID"] = message_id or make_msgid(domain="lointain.example")
    if answers:
        made["In-Reply-To"] = made["References"] = answers
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(f"{text}\n{SECRET}\n")
    if html:
        made.add_alternative(f"{html}<p>{SECRET}</p>", subtype="html")
    for name, kind, octets in attachments:
        main, _, sub = kind.partition("/")
        made.add_attachment(octets, maintype=main, subtype=sub, filename=name)
    return made


def junk_mail(subject: str, *, sender: str = STRANGER) -> EmailMessage:
    """Marked by what the filter weighs in it, where a test pattern would end the weighing."""
    number = next(_numbers)
    message_id = f"<{number:08x}$5eed1e55$0badcafe@lointain.example>"
    made = letter(subject, sender=sender, html="<p>Offre</p>", message_id=message_id)
    made.set_boundary(f"----=_NextPart_000_0001_00EBFFA4.{number:08X}")
    return made
