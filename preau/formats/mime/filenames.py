"""A name to save a part under: the sender's without its traps, or one made from its type."""

import re

from preau.formats.mime.words import one_line

_FORBIDDEN = re.compile(r'[/\\:*?"<>|]+')
_LENGTH_MAX = 180
_SUFFIX = re.compile(r"[a-z0-9]{1,8}")

# Only where the subtype is not already the usual suffix.
_SUFFIXES = {
    "text/plain": "txt",
    "text/calendar": "ics",
    "application/ics": "ics",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
    "text/markdown": "md",
    "image/jpeg": "jpg",
    "image/pjpeg": "jpg",
    "image/svg+xml": "svg",
    "image/tiff": "tif",
    "image/x-icon": "ico",
    "audio/mpeg": "mp3",
    "audio/x-wav": "wav",
    "video/mpeg": "mpg",
    "video/quicktime": "mov",
    "message/rfc822": "eml",
    "message/global": "eml",
    "message/delivery-status": "txt",
    "text/rfc822-headers": "txt",
    "application/octet-stream": "bin",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/x-zip-compressed": "zip",
    "application/pgp-signature": "asc",
    "application/pgp-keys": "asc",
    "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m",
    "application/x-pkcs7-mime": "p7m",
    "application/ms-tnef": "dat",
    "application/vnd.ms-tnef": "dat",
}


def safe_filename(name: str) -> str:
    """Without folders, controls, leading dots; short enough for any disk, its suffix kept."""
    name = _FORBIDDEN.sub("_", one_line(name).replace("\\", "/").rpartition("/")[2])
    name = name.strip(" ._") if not name.strip("._ ") else name.lstrip(" .").rstrip(" .")
    if len(name) <= _LENGTH_MAX:
        return name
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) <= 10:
        return f"{stem[: _LENGTH_MAX - 1 - len(suffix)]}.{suffix}"
    return name[:_LENGTH_MAX]


def made_up(maintype: str, subtype: str, section: str) -> str:
    """`image-1.2.png`, `document-3.pdf`: words that French and English share."""
    kind = maintype if maintype in {"image", "audio", "video", "message"} else "document"
    suffix = _SUFFIXES.get(f"{maintype}/{subtype}", subtype)
    return f"{kind}-{section}.{suffix if _SUFFIX.fullmatch(suffix) else 'bin'}"
