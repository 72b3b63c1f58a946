"""The pictures that stand beside an académie's file: its logo on our pages, and under letters."""

from pathlib import Path

from django.conf import settings

from preau.academies.academy import Academy

KINDS = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
}


def on_pages(academy: Academy) -> Path | None:
    return _beside(academy.look.logo)


def under_letters(academy: Academy | None) -> Path | None:
    return _beside(academy.signature.logo) if academy and academy.signature else None


def kind(picture: Path) -> str:
    return KINDS[picture.suffix]


def _beside(name: str | None) -> Path | None:
    return Path(settings.ACADEMIES_FOLDER) / name if name else None
