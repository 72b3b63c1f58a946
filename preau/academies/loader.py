"""A folder of académies' files, read and checked; a wrong one stops the start.

Every refusal is a WrongAcademy: file, line, reason.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from preau.academies import lines
from preau.academies.academy import Academy
from preau.academies.choices import ForwardingRule, SignatureRule
from preau.academies.reading import WrongValue, read, written

_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LOGO_KINDS = (".svg", ".png", ".webp")
# What every mail program shows.
_LETTER_LOGO_KINDS = (".png", ".jpg")
_LARGEST_LETTER_LOGO = 100 * 1024


class WrongAcademy(Exception):
    """An académie's file cannot be used: `academies/poitiers.toml, line 12: reason.`"""

    def __init__(self, file: Path, line: int | None, reason: str) -> None:
        place = str(file) if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Source:
    """A file and its text: what a refusal needs to name its line."""

    file: Path
    text: str

    def refuse(self, wrong: WrongValue) -> WrongAcademy:
        return WrongAcademy(
            self.file, lines.line_of(self.text, wrong.path, wrong.value), str(wrong)
        )


def load_folder(folder: Path) -> tuple[Academy, ...]:
    """Every `*.toml` of a folder, in alphabetical order of slugs; at least one."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise WrongAcademy(folder, None, "there is no académie's file (*.toml) in this folder.")
    read_files = [(source, load_text(source)) for source in map(_source, files)]
    _check_together(read_files)
    return tuple(academy for _, academy in read_files)


def load_text(source: Source) -> Academy:
    """One académie from its file's text."""
    table = _parsed(source)
    try:
        academy = read(Academy, table)
        _check_alone(academy, source.file)
    except WrongValue as wrong:
        raise source.refuse(wrong) from wrong
    return academy


def _source(file: Path) -> Source:
    try:
        return Source(file, file.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongAcademy(file, None, f"it cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise WrongAcademy(file, line, "this is not UTF-8.") from error


def _parsed(source: Source) -> dict[str, object]:
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _SYNTAX_PLACE.search(message)
        end = len(source.text.splitlines()) or 1
        line = int(place[1]) if place is not None and place[1] else end
        reason = _SYNTAX_PLACE.sub("", message)
        raise WrongAcademy(source.file, line, f"this is not TOML: {reason}.") from error


def _check_alone(academy: Academy, file: Path) -> None:
    """What one file must say to agree with itself and with its name."""
    if academy.slug != file.stem:
        raise WrongValue(("slug",), f"“slug” must be “{file.stem}”, as the file is named.")
    _check_not_empty(academy)
    _check_once(("domains",), academy.domains)
    _check_once(("suggested_folders",), academy.suggested_folders)
    _check_once(("services",), (service.name for service in academy.services))
    _check_old_paths(academy)
    _check_picture(("look", "logo"), academy.look.logo, file, _LOGO_KINDS)
    _check_signature(academy, file)
    _check_forwarding(academy)
    _check_categories(academy)
    if academy.links.days > academy.links.most_days:
        raise WrongValue(("links", "days"), "“links.days” is at most “links.most_days”.")
    if academy.addresses.apostrophe not in ("", "-"):
        raise WrongValue(("addresses", "apostrophe"), "“addresses.apostrophe” is “” or “-”.")


def _check_not_empty(academy: Academy) -> None:
    for name in ("domains", "entrances"):
        if not getattr(academy, name):
            raise WrongValue((name,), f"“{name}” must have at least one.")


def _check_once(path: lines.Path, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise WrongValue(path, f"“{written(path)}” has “{value}” twice.", value)
        seen.add(value)


def _check_old_paths(academy: Academy) -> None:
    """The bare address is the entrance itself."""
    if "/" in academy.old_paths:
        raise WrongValue(("old_paths",), "“old_paths” cannot have “/”.", "/")


def _check_picture(path: lines.Path, name: str | None, file: Path, kinds: Sequence[str]) -> None:
    """It stands beside the file: no path may lead out of the folder."""
    if name is None:
        return
    key = written(path)
    if "/" in name or Path(name).suffix not in kinds:
        raise WrongValue(path, f"“{key}” must be a bare file name in {', '.join(kinds)}.")
    if not (file.parent / name).is_file():
        raise WrongValue(path, f"“{key}”: there is no file {name} in {file.parent}.")


def _check_signature(academy: Academy, file: Path) -> None:
    signature = academy.signature
    if signature is None:
        return
    path = ("signature", "logo")
    _check_picture(path, signature.logo, file, _LETTER_LOGO_KINDS)
    if signature.logo and (file.parent / signature.logo).stat().st_size > _LARGEST_LETTER_LOGO:
        raise WrongValue(path, "“signature.logo” weighs 100 kB at most: each letter carries it.")
    if signature.always and signature.rule is SignatureRule.FREE:
        sentence = "“signature.always” goes with the rules “framed” and “fixed”."
        raise WrongValue(("signature", "always"), sentence)


def _check_forwarding(academy: Academy) -> None:
    listed = academy.forwarding.rule is ForwardingRule.LISTED
    if listed != bool(academy.forwarding.domains):
        sentence = "“forwarding.domains” goes with the rule “listed”, and only with it."
        raise WrongValue(("forwarding", "domains"), sentence)


def _check_categories(academy: Academy) -> None:
    """A word that the staff file never says would ask a factor of nobody."""
    path = ("factors", "required_categories")
    for category in academy.factors.required_categories:
        if category not in academy.help.categories:
            sentence = f"“{written(path)}”: “{category}” is no category of “help.numen”."
            raise WrongValue(path, sentence, category)


def _check_together(read_files: list[tuple[Source, Academy]]) -> None:
    """A host name opens one académie, a domain belongs to one."""
    _check_owned_once(read_files, _entrance_hosts)
    _check_owned_once(read_files, _own_domains)


def _check_owned_once(
    read_files: list[tuple[Source, Academy]],
    owned: Callable[[Academy], list[tuple[lines.Path, str]]],
) -> None:
    owners: dict[str, Source] = {}
    for source, academy in read_files:
        for path, value in owned(academy):
            if value in owners:
                raise source.refuse(_taken(path, value, owners[value]))
            owners[value] = source


def _taken(path: lines.Path, value: str, owner: Source) -> WrongValue:
    return WrongValue(path, f"“{value}” is already taken in {owner.file.name}.", value)


def _entrance_hosts(academy: Academy) -> list[tuple[lines.Path, str]]:
    return [(("entrances", i, "host"), host) for i, host in enumerate(academy.hosts)]


def _own_domains(academy: Academy) -> list[tuple[lines.Path, str]]:
    return [(("domains",), domain) for domain in academy.domains]
