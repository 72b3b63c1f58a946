"""The machine's accounts that engines run as: the package's own when we are root, ours if not."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path


def package_user(name: str) -> str | None:
    """`name` when we may become it and it exists; None means "stay who we are"."""
    if os.geteuid() != 0:
        return None
    try:
        pwd.getpwnam(name)
    except KeyError:
        return None
    return name


@dataclass(frozen=True)
class Identity:
    """An account's numbers, as a process takes them."""

    uid: int
    gid: int
    groups: list[int]


def identity(user: str) -> Identity:
    entry = pwd.getpwnam(user)
    return Identity(entry.pw_uid, entry.pw_gid, os.getgrouplist(user, entry.pw_gid))


def own_folder(path: Path, user: str | None, mode: int = 0o750) -> Path:
    """Make `path` a folder of `user`; the folders above keep their owners."""
    path.mkdir(parents=True, exist_ok=True)
    give(path, user, mode)
    return path


def give(path: Path, user: str | None, mode: int) -> None:
    path.chmod(mode)
    if user is not None:
        entry = pwd.getpwnam(user)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def give_tree(folder: Path, user: str | None) -> None:
    """Everything beneath `folder` to `user`, modes untouched, links not followed."""
    if user is None:
        return
    entry = pwd.getpwnam(user)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, entry.pw_uid, entry.pw_gid, follow_symlinks=False)


def first_closed(path: Path, user: str) -> Path | None:
    """The first folder on the way to `path` that `user` may not cross, such as /root."""
    entry = pwd.getpwnam(user)
    groups = set(os.getgrouplist(user, entry.pw_gid))
    for folder in (*reversed(path.absolute().parents), path):
        if folder.is_dir() and not _may_cross(folder, entry.pw_uid, groups):
            return folder
    return None


def _may_cross(folder: Path, uid: int, groups: set[int]) -> bool:
    facts = folder.stat()
    if facts.st_uid == uid:
        return bool(facts.st_mode & 0o100)
    if facts.st_gid in groups:
        return bool(facts.st_mode & 0o010)
    return bool(facts.st_mode & 0o001)
