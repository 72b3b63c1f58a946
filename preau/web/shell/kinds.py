"""A kind of file as people know it: a picture and a word, by a type that is sure, by its name, then
by what its type begins with."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_DOCUMENT = ("file-text", gettext_lazy("Document"))
_SPREADSHEET = ("file-spreadsheet", gettext_lazy("Spreadsheet"))
_SLIDES = ("presentation", gettext_lazy("Slides"))
_ARCHIVE = ("file-archive", gettext_lazy("Compressed file"))
_PDF = ("file-text", "PDF")
_EVENT = ("calendar", gettext_lazy("Event"))
_BY_END = {
    "pdf": _PDF,
    **dict.fromkeys(("ods", "xls", "xlsx", "csv"), _SPREADSHEET),
    **dict.fromkeys(("odt", "doc", "docx", "rtf"), _DOCUMENT),
    **dict.fromkeys(("odp", "ppt", "pptx"), _SLIDES),
    **dict.fromkeys(("zip", "7z", "rar", "gz", "tar"), _ARCHIVE),
    "ics": _EVENT,
}
_BY_TYPE = {"application/pdf": _PDF, "text/calendar": _EVENT, "application/ics": _EVENT}
_BY_MAIN_TYPE = {
    "image": ("image", gettext_lazy("Image")),
    "audio": ("file-audio", gettext_lazy("Sound")),
    "video": ("file-video", gettext_lazy("Video")),
    "text": ("file-text", gettext_lazy("Text")),
}


def kind_of(name: str, content_type: str) -> tuple[str, str]:
    """(icon, word)."""
    end, main = name.rpartition(".")[2].lower(), content_type.partition("/")[0]
    found = _BY_TYPE.get(content_type) or _BY_END.get(end) or _BY_MAIN_TYPE.get(main)
    icon, word = found or ("file", _("File"))
    return icon, str(word)


def icon_of(name: str, content_type: str) -> str:
    return kind_of(name, content_type)[0]
