"""An archive of the chosen messages: made, read again and compared, kept for some days, erased."""

import logging
import secrets
import shutil
from datetime import timedelta
from hashlib import file_digest
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from preau.academies.registry import academies
from preau.engines.errors import Conflict, Missing
from preau.formats.archive.packed import Pack
from preau.formats.archive.unpacked import damaged, manifest
from preau.kit import figures
from preau.kit.errors import WrongInput
from preau.mail import names
from preau.mail.access import Desk
from preau.space import choosing
from preau.space.access import file_of
from preau.space.access import folder as archives_folder
from preau.space.actions.noting import note
from preau.space.actions.watching import Watch
from preau.space.models import Errand

logger = logging.getLogger(__name__)

# Room the machine keeps for mail, whatever people pack.
LEAST_FREE = 1024**3
READ_ME = "LISEZ-MOI.txt"


class NoRoom(WrongInput):
    """The machine's disk, not the mailbox, has no room for it."""


def pack(desk: Desk, errand: Errand, watch: Watch) -> None:
    """Into a file of its own, then verified: only then is it done."""
    refuse_without_room(errand.octets)
    forget_file(errand)
    watch.note(
        detail={**errand.detail, "token": secrets.token_hex(16), "step": "packing"},
        done_messages=0,
        done_octets=0,
    )
    path = file_of(errand)
    chosen = _write(desk, errand, watch, path)
    messages, octets = choosing.count(chosen)
    bad = _verify(errand, watch, path)
    days = academies().of(errand.mailbox.academy).keeping.archive_days
    watch.end(
        chosen=choosing.written(chosen),
        messages=messages,
        octets=octets,
        detail={
            **errand.detail,
            "step": "",
            "size": path.stat().st_size,
            "sha256": _digest(path),
            "verified": not bad,
            "damaged": bad,
            "until": (timezone.now() + timedelta(days=days)).isoformat(),
        },
    )
    note(desk.account, errand, "space.packed", messages)


def refuse_without_room(octets: int) -> None:
    free = shutil.disk_usage(archives_folder()).free
    if free - octets < LEAST_FREE:
        raise NoRoom(
            _("There is no room on the server for %(size)s at the moment. Ask for less, or later.")
            % {"size": figures.size(octets)}
        )


def _write(desk: Desk, errand: Errand, watch: Watch, path: Path) -> list[choosing.Chosen]:
    """Returns what really went in: who erased some meanwhile has them no more."""
    words = [(READ_ME, read_me())]
    with Pack(path, errand.detail.get("form", "eml"), words=words) as archive:
        path.chmod(0o600)
        chosen = choosing.read(errand.chosen)
        packed = [_write_folder(desk, some, archive, watch, errand) for some in chosen]
    return [one for one in packed if one.uids]


def _write_folder(
    desk: Desk, some: choosing.Chosen, archive: Pack, watch: Watch, errand: Errand
) -> choosing.Chosen:
    uids, octets = [], 0
    try:
        desk.box.select(some.folder, uidvalidity=some.uidvalidity)
    except (Missing, Conflict):
        return choosing.Chosen(some.folder, some.uidvalidity, (), 0)
    title = path_of(desk, some.folder)
    for uid in some.uids:
        try:
            raw, flags, arrived = desk.box.as_arrived(uid)
        except Missing:
            continue
        archive.add(title, raw, [f for f in flags if f not in ("\\Recent", "\\Deleted")], arrived)
        uids.append(uid)
        octets += len(raw)
        watch.tell(errand.done_messages + 1, errand.done_octets + len(raw))
    return choosing.Chosen(some.folder, some.uidvalidity, tuple(uids), octets)


def path_of(desk: Desk, folder: str) -> str:
    """In the person's words, as an import understands them: `Archives/2024`."""
    top, slash, rest = folder.partition("/")
    role = next((one.role for one in desk.folders() if one.name == top), "")
    return (names.role_title(role) or top) + slash + rest


def _verify(errand: Errand, watch: Watch, path: Path) -> int:
    """How many messages do not come out as they went in."""
    watch.note(detail={**errand.detail, "step": "verifying"}, done_messages=0)
    scratch = path.with_name(path.name + ".d")
    scratch.mkdir(mode=0o700, exist_ok=True)
    try:
        bad = 0
        for count, is_bad in enumerate(damaged(path, manifest(path) or [], scratch), start=1):
            bad += is_bad
            watch.tell(count)
        return bad
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def read_me() -> str:
    """What the archive says of itself, to who opens it in five years."""
    lines = [
        _("This is an archive of a mailbox."),
        _("Each .eml file is one message: Thunderbird, Outlook and others open it."),
        _("Each .mbox file is a whole folder: Thunderbird imports it."),
        _("To bring the messages back: Settings, Storage, Archives; choose this zip as it is."),
        _("manifest.json says of each message its folder, its marks, its date and its SHA-256."),
    ]
    return "\r\n".join([*lines, ""])


def forget_file(errand: Errand) -> None:
    """What an errand left on the disk, when nobody can want it any more."""
    if "token" in errand.detail:
        path = file_of(errand)
        path.unlink(missing_ok=True)
        for beside in path.parent.glob(f"{path.name}.*"):
            if beside.is_dir():
                shutil.rmtree(beside, ignore_errors=True)
            else:
                beside.unlink(missing_ok=True)
